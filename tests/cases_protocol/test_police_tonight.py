"""What calls for the police tonight is asked before the lists of signs (5.2 of the protocol)."""

import pytest

from assistant.engine.walk import walk
from assistant.flow.answers import Facts
from tests.core.conversation import engine

CALM: Facts = {"immediate_danger": "no", "role": "frontline", "age": 14, "from_abroad": "unknown"}
TOLD: Facts = {"police_informed": "yes", "police_category": "missing"}
KNOWN: Facts = {**TOLD, "whereabouts": "known", "new_information": "no"}
MISSING: Facts = {"missing_status": "missing_now"}
OTHERS = ("worried", "received_referral", "plan_intervention")
SIGNS = {name for name in engine().pack.facts if name.endswith("_indicators")}
# What calls for the call, and by which screen it is certain.
CASES: list[tuple[str, Facts, int]] = [
    ("missing_now", {"police_informed": "no"}, 3),
    ("missing_now", {}, 3),
    ("missing_now", {**TOLD, "new_information": "yes"}, 4),
    ("missing_now", {**KNOWN, "risk_at_whereabouts": "yes"}, 5),
    ("missing_now", KNOWN, 5),
    ("missing_now", {**TOLD, "concerns": ["trafficking"]}, 5),
    *((task, {**MISSING, "police_informed": "no"}, 5) for task in OTHERS),
    ("missing_now", {**KNOWN, "concerns": ["trafficking"], "risk_at_whereabouts": "no"}, 5),
    *((task, {**MISSING, **KNOWN, "risk_at_whereabouts": "yes"}, 7) for task in OTHERS),
]


@pytest.mark.parametrize(("task", "facts", "screen"), CASES)
def test_the_call_to_the_police_is_certain_before_any_list_of_signs(
    task: str, facts: Facts, screen: int
) -> None:
    held = walk(engine(), {**CALM, "task": task, **facts})
    certain = [entry.turn for entry in held.advised if entry.rule == "ring-police-now"]
    lists = [entry.turn for entry in held.asked if entry.fact in SIGNS]
    assert certain == [screen]
    assert lists
    assert screen < min(lists)
