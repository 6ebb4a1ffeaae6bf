"""An item says what is known in this case, and asks nobody to work it out."""

import pytest

from assistant.flow.answers import Facts
from assistant.present.report import consult
from tests.core.conversation import engine

BACK: Facts = {"task": "returned", "immediate_danger": "no", "age": 14}


def item_text(rule: str, facts: Facts) -> str | None:
    """What the item of a rule is called, None where the plan does not have it."""
    items = consult(engine(), facts).plan.items
    return next((item.text for item in items if item.id == rule), None)


@pytest.mark.parametrize(
    ("told", "role", "said"),
    [
        ("yes", "frontline", "Tell the police that the child is back"),
        (
            "unknown",
            "frontline",
            "Tell the police that the child is back, in case they are searching",
        ),
        ("no", "frontline", None),
        ("yes", "police", "Record that the child is back, and see that nobody goes on searching"),
    ],
)
def test_the_police_hear_that_the_child_is_back_where_they_were_told(
    told: str, role: str, said: str | None
) -> None:
    facts: Facts = {**BACK, "police_informed": told, "role": role}
    assert item_text("tell-police-back", facts) == said


@pytest.mark.parametrize(
    ("task", "role", "said"),
    [
        (
            "missing_now",
            "frontline",
            "Tell children's social care yourself that the child is missing",
        ),
        (
            "returned",
            "frontline",
            "Tell children's social care yourself that the child was missing and is back",
        ),
        (
            "returned",
            "social_worker",
            "Make sure that your own service has a record of the child going missing",
        ),
        ("worried", "frontline", None),
    ],
)
def test_social_care_hear_of_a_child_as_they_are(task: str, role: str, said: str | None) -> None:
    facts: Facts = {"task": task, "role": role, "immediate_danger": "no", "age": 14}
    assert item_text("tell-social-care", facts) == said


@pytest.mark.parametrize(
    ("danger", "said"),
    [
        ("yes", "Hold the strategy discussion now, without any delay"),
        (
            "unknown",
            "Hold the strategy discussion without delay if the child could be in danger now",
        ),
        ("no", None),
    ],
)
def test_a_danger_that_was_said_is_no_if(danger: str, said: str | None) -> None:
    facts: Facts = {"task": "worried", "immediate_danger": danger, "concerns": ["cse"]}
    assert item_text("strategy-at-once", facts) == said


def test_the_shortest_plan_says_once_to_write_it_down_and_still_to_talk_to_someone() -> None:
    facts: Facts = {"task": "worried", "immediate_danger": "no", "role": "frontline", "age": 14}
    items = consult(engine(), {**facts, "missing_status": "not_missing"}).plan.items
    assert [item.id for item in items] == [
        "what-not-to-do",
        "write-it-down",
        "fallback-frontline",
    ]
    assert ["rite down" in item.text + " ".join(item.how) for item in items[:3]].count(True) == 1


def test_the_staff_of_a_home_are_told_that_they_are_carers_too() -> None:
    # Whose it is the rulings say: carers. What anybody else can do must not send them elsewhere.
    facts: Facts = {
        "task": "worried",
        "immediate_danger": "no",
        "role": "residential_staff",
        "age": 14,
        "living": "residential",
        "concerns": ["cse"],
    }
    items = consult(engine(), facts).plan.items
    told = next(item.can_do for item in items if item.id == "carers-stay-alert")
    assert "one of the carers" in told[0]
    assert "number plate" in told[0]
