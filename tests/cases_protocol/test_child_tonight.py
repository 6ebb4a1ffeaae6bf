"""What a child is owed tonight, though no row of the protocol says it: items of ours."""

from datetime import datetime

import pytest

from assistant.engine.due import LONDON
from assistant.engine.plan import PlanItem
from assistant.flow.answers import Facts
from assistant.present.documents.basis import basis_of_facts
from assistant.present.groups import groups
from assistant.present.report import consult
from tests.core.conversation import engine

WORRIED: Facts = {"task": "worried", "immediate_danger": "no", "role": "frontline", "age": 14}


def item(rule: str, facts: Facts) -> PlanItem | None:
    """The item of a rule, None where the plan does not have it."""
    items = consult(engine(), facts).plan.items
    return next((item for item in items if item.id == rule), None)


@pytest.mark.parametrize("task", ["worried", "received_referral", "plan_intervention"])
@pytest.mark.parametrize("role", ["frontline", "designated_lead", "social_worker"])
def test_a_child_whom_nobody_has_looked_for_is_looked_for_now(task: str, role: str) -> None:
    facts: Facts = {**WORRIED, "task": task, "role": role, "concerns": ["missing"]}
    found = item("find-out-where", {**facts, "missing_status": "unknown"})
    assert found is not None
    assert found.due == "now"
    assert [contact.id for contact in found.contacts] == ["police"]


@pytest.mark.parametrize(
    "known",
    [
        {"missing_status": "not_missing"},
        {"missing_status": "missing_now"},
        {"missing_status": "returned"},
        {"task": "missing_now"},
        {"task": "returned"},
    ],
)
def test_nobody_looks_for_a_child_whose_place_or_absence_is_known(known: Facts) -> None:
    assert item("find-out-where", {**WORRIED, "concerns": ["missing"], **known}) is None


BACK: Facts = {**WORRIED, "task": "returned"}


def test_a_child_who_came_back_hurt_is_seen_by_a_doctor_or_nurse_now() -> None:
    found = item("see-a-doctor", {**BACK, "harmed_while_missing": "yes"})
    assert found is not None
    assert (found.owner, found.due) == ("you", "now")
    assert "999" in found.rule.how[0]


def test_where_nobody_knows_if_the_child_is_hurt_that_comes_before_all_that_has_no_time() -> None:
    plan = consult(engine(), {**BACK, "harmed_while_missing": "unknown"}).plan
    timeless = [item.id for item in plan.items if item.owner == "you" and item.due is None]
    assert timeless[0] == "see-a-doctor"


@pytest.mark.parametrize("harmed", ["yes", "unknown"])
@pytest.mark.parametrize("more", [{}, {"age": 19}, {"immediate_danger": "yes"}])
@pytest.mark.parametrize("task", ["returned", "received_referral", "plan_intervention"])
def test_it_is_asked_and_said_also_where_no_row_of_the_protocol_hangs_on_it(
    harmed: str, more: Facts, task: str
) -> None:
    facts: Facts = {**BACK, "task": task, "missing_status": "returned", **more}
    assert item("see-a-doctor", {**facts, "harmed_while_missing": harmed}) is not None


def test_a_child_who_came_back_unhurt_needs_no_doctor() -> None:
    assert item("see-a-doctor", {**BACK, "harmed_while_missing": "no"}) is None


@pytest.mark.parametrize("told", ["yes", "unknown"])
def test_the_police_hear_that_the_child_is_back_before_social_care_does(told: str) -> None:
    facts: Facts = {**BACK, "harmed_while_missing": "no", "police_informed": told}
    found = [item.id for item in consult(engine(), facts).plan.items]
    assert found.index("tell-police-back") < found.index("tell-social-care")
    police = item("tell-police-back", facts)
    assert police is not None
    assert police.due == "now"


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("frontline", None),
        ("designated_lead", None),
        ("unknown", None),
        ("police", "your own rules"),
        ("social_worker", "your own rules"),
        ("residential_staff", "care plan"),
        ("foster_carer", "care plan"),
    ],
)
def test_what_not_to_do_says_to_each_only_what_is_for_them(role: str, said: str | None) -> None:
    facts: Facts = {**WORRIED, "role": role, "missing_status": "not_missing"}
    general, own = item("what-not-to-do", facts), item("own-rules", facts)
    assert general is not None
    assert general.text.startswith("Listen")
    assert not any(word in line for line in general.how for word in ("Police", "children's home"))
    assert (own is None) is (said is None)
    assert own is None or (said or "") in own.text


def test_no_adult_speaks_for_a_child_who_may_be_trafficked_and_that_is_said_early() -> None:
    calm: Facts = {**WORRIED, "missing_status": "not_missing", "concerns": ["trafficking"]}
    items = basis_of_facts(engine(), calm, datetime(2026, 11, 20, 10, tzinfo=LONDON)).items
    group, first = groups(items)[0]
    assert (group, first[0].id) == ("cautions", "adult-beside")
    missing: Facts = {**calm, "missing_status": "missing_now"}
    assert item("adult-beside", missing) is None
    assert item("adult-beside", {**calm, "concerns": ["cse"]}) is None
