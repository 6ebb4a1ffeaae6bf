"""What a child is owed tonight, though no row of the protocol says it: items of ours."""

import pytest

from assistant.engine.plan import PlanItem
from assistant.flow.answers import Facts
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
