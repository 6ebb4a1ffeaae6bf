"""Clocks: running, due soon, missed since, done, done late; never locked."""

from datetime import date, datetime, timedelta

import pytest

from assistant.engine.clocks import Clock, State, clocks
from assistant.engine.deeds import Deed
from assistant.engine.due import LONDON
from assistant.engine.plan import Plan, make_plan
from assistant.flow.answers import Facts
from tests.core.conversation import engine

BACK_AT = datetime(2026, 11, 20, 22, 30, tzinfo=LONDON)
OVER = datetime(2026, 11, 23, 22, 30, tzinfo=LONDON)
BACK: Facts = {
    "task": "returned",
    "immediate_danger": "no",
    "role": "residential_staff",
    "age": 14,
    "looked_after": "yes",
    "return_interview_outcome": "not_held",
    "returned_at": "2026-11-20T22:30",
}
INTERVIEW, ASSESSMENT = "return-interview-in-care", "cse-assessment"


def plan(answers: Facts) -> Plan:
    view = engine().view(answers)
    return make_plan(engine().program, engine().counted(answers, view), view)


def clock(
    answers: Facts, item: str, now: datetime, done_at: datetime | None = None
) -> Clock | None:
    deed = Deed(item, "", in_plan=True, done_at=done_at)
    return clocks(plan(answers).items, {item: deed}, now).get(item)


@pytest.mark.parametrize(
    ("hours", "state"),
    [(0, State.RUNNING), (53, State.RUNNING), (54, State.SOON), (72, State.SOON)],
)
def test_hours_run_and_are_due_soon_in_their_last_quarter(hours: int, state: State) -> None:
    found = clock(BACK, INTERVIEW, BACK_AT + timedelta(hours=hours))
    assert found
    assert (found.state, found.due, found.missed_since) == (state, OVER, None)


def test_what_was_missed_says_since_when_and_can_still_be_done() -> None:
    found = clock(BACK, INTERVIEW, OVER + timedelta(minutes=1))
    assert found
    assert (found.state, found.missed_since) == (State.MISSED, OVER)
    assert found.item.rule.late
    late = clock(BACK, INTERVIEW, OVER + timedelta(days=9), OVER + timedelta(days=2))
    assert late
    assert (late.state, late.missed_since) == (State.DONE_LATE, OVER)
    done = clock(BACK, INTERVIEW, OVER + timedelta(days=9), OVER)
    assert done
    assert (done.state, done.missed_since) == (State.DONE, None)


def test_a_clock_starts_when_what_it_counts_from_is_learned() -> None:
    unknown: Facts = {**BACK, "returned_at": "unknown"}
    found = clock(unknown, INTERVIEW, OVER)
    assert found
    assert (found.state, found.due) == (State.WAITING, None)
    learned = clock(BACK, INTERVIEW, OVER + timedelta(days=30))
    assert learned
    assert learned.state is State.MISSED


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (datetime(2026, 12, 1, 23, 59, tzinfo=LONDON), State.RUNNING),
        (datetime(2026, 12, 2, 0, 0, tzinfo=LONDON), State.SOON),
        (datetime(2026, 12, 3, 23, 59, tzinfo=LONDON), State.SOON),
        (datetime(2026, 12, 4, 0, 0, tzinfo=LONDON), State.MISSED),
    ],
)
def test_a_day_counts_to_its_end_and_is_due_soon_the_working_day_before(
    now: datetime, state: State
) -> None:
    answers: Facts = {
        "task": "received_referral",
        "immediate_danger": "no",
        "age": 14,
        "concerns": ["cse"],
        "referral_date": "2026-11-24T09:00",
    }
    found = clock(answers, ASSESSMENT, now)
    assert found
    assert found.due == date(2026, 12, 3)
    assert found.state is state


def test_what_is_due_now_is_now_until_it_is_done() -> None:
    answers: Facts = {"task": "worried", "immediate_danger": "yes"}
    for done_at, state in ((None, State.NOW), (OVER, State.DONE)):
        found = clock(answers, "ring-999", OVER, done_at)
        assert found
        assert found.state is state
    assert clock(answers, "write-it-down", OVER) is None


def test_every_item_that_can_be_late_says_what_to_do_then() -> None:
    pack = engine().pack
    for rule in pack.rules:
        timed = any(line.due and line.due.fact for line in rule.lines)
        assert bool(rule.late) == timed, rule.id
        if rule.late:
            assert rule.late.contacts
            assert rule.late.how
