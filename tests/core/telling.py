"""Logs with events in them, and what they come to: for the tests of events."""

from datetime import datetime
from typing import Any

from assistant.engine.due import LONDON
from assistant.engine.entries import Entry
from assistant.engine.events import offered
from assistant.engine.kept import plan_of
from assistant.engine.plan import Plan, make_plan
from assistant.engine.replay import Position
from assistant.flow.answers import Facts
from tests.core.conversation import engine, log_of

SAID = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)
MISSING: Facts = {
    "task": "missing_now",
    "immediate_danger": "no",
    "role": "residential_staff",
    "age": 14,
    "looked_after": "yes",
    "living": "residential",
    "police_informed": "yes",
    "whereabouts": "known",
    "risk_at_whereabouts": "yes",
    "episodes_in_90_days": 1,
    "police_category": "absent",
    "reported_to_police_at": "2026-11-23T19:00",
}
UNDO, REDO = Entry(0, "undo", "", {}), Entry(0, "redo", "", {})
# A worry that has been talked over; what came of a referral is each test's own.
WORRIED: Facts = {
    "task": "worried",
    "immediate_danger": "no",
    "role": "frontline",
    "age": 14,
    "missing_status": "not_missing",
    "concerns": ["cse"],
    "discussed_with_manager": "yes",
    "concerns_remain": "yes",
}


def plan(position: Position) -> Plan:
    return make_plan(engine().program, position.facts, position.view)


def event(name: str, at: str = "2026-11-23T20:30", /, **answers: Any) -> Entry:
    return Entry(0, "event", name, {"at": at, **answers}, at=SAID)


def held(facts: Facts) -> list[Entry]:
    """The log of a whole conversation, each line said at one time."""
    return [
        Entry(at, e.kind, e.step, e.value, "residential_staff", SAID)
        for at, e in enumerate(log_of(facts), 1)
    ]


def after(log: list[Entry], *events: Entry) -> list[Entry]:
    """The log with these events, each of which is taken."""
    found = list(log)
    for each in events:
        checked = engine().checked(found, each)
        assert isinstance(checked, Entry), checked
        found.append(checked)
    return found


def replay(log: list[Entry]) -> Position:
    return engine().replay(log)


def names(position: Position) -> list[str]:
    return [each.id for each in offered(engine().program, position.view)]


def whole(log: list[Entry]) -> Plan:
    return plan_of(engine(), replay(log))


def done(item: str, **more: str) -> Entry:
    return Entry(0, "tick", "", {"item": item, "done": "yes", **more}, "frontline", SAID)


BACK = event("child-back", immediate_danger="no")
