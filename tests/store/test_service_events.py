"""Events through the service: kept once, stale ones refused, and what was done stays done."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.engine.due import LONDON
from assistant.flow.answers import Answer
from tests.core.conversation import engine
from tests.store.talking import answering, token, unsure

ENGINE = engine()
MISSING: dict[str, Answer] = {
    "immediate_danger": "no",
    "task": "missing_now",
    "age": 14,
    "looked_after": "yes",
    "police_informed": "no",
}


class Clock:
    now = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(clock: Clock) -> Service:
    store = MemoryStore()
    return Service(store, Shelf(ENGINE, store), clock)


def case(service: Service) -> str:
    holder = service.open()
    while not (turn := service.turn(holder)).position.done:
        value = {**unsure(ENGINE, turn)}
        value.update({name: a for name, a in MISSING.items() if name in value})
        assert service.submit(holder, answering(turn, value)).entry
    return holder


def told(service: Service, holder: str, event: str, /, **value: Answer) -> Submission:
    turn = service.turn(holder)
    return Submission(token(), "event", event, value, "", turn.seq)


def test_an_event_that_is_sent_twice_is_kept_once(service: Service) -> None:
    holder = case(service)
    sent = told(service, holder, "child-back", at="2026-11-23T20:30", immediate_danger="no")
    first, second = service.submit(holder, sent), service.submit(holder, sent)
    assert first.entry
    assert second.repeated
    assert second.entry == first.entry
    assert second.turn.seq == first.turn.seq
    other = Submission(
        sent.token, "event", "child-back", {**sent.value, "at": "unknown"}, "", sent.after
    )
    assert service.submit(holder, other).refusal


def test_an_event_from_a_page_that_is_behind_is_refused(service: Service) -> None:
    holder = case(service)
    sent = told(service, holder, "police-told", at="2026-11-23T20:00")
    back = told(service, holder, "child-back", at="2026-11-23T20:30", immediate_danger="no")
    assert service.submit(holder, sent).entry
    assert service.submit(holder, back).refusal


def test_what_was_done_stays_done_but_for_what_is_called_for_anew(service: Service) -> None:
    holder = case(service)
    for item in ("ring-police-now", "write-it-down"):
        turn = service.turn(holder)
        tick = Submission(token(), "tick", "", {"item": item, "done": "yes"}, "", turn.seq)
        assert service.submit(holder, tick).entry
    value: dict[str, Answer] = {"at": "2026-11-23T20:30", "immediate_danger": "no"}
    assert service.submit(holder, told(service, holder, "child-back", **value)).entry
    value = {**value, "at": "2026-11-23T21:00", "police_informed": "no"}
    deeds = service.submit(holder, told(service, holder, "missing-again", **value)).turn.deeds
    assert deeds["write-it-down"].done_at
    assert deeds["ring-police-now"].done_at is None
    assert deeds["ring-police-now"].earlier


def test_an_interview_that_was_held_is_not_kept_for_the_next_time(
    service: Service, clock: Clock
) -> None:
    holder = case(service)
    value: dict[str, Answer] = {"at": "2026-11-23T20:30", "immediate_danger": "no"}
    assert service.submit(holder, told(service, holder, "child-back", **value)).entry
    item = {"item": "return-interview-in-care", "done": "yes", "at": "2026-11-24T10:00"}
    clock.now += timedelta(days=1)
    turn = service.turn(holder)
    assert service.submit(holder, Submission(token(), "tick", "", item, "", turn.seq)).entry
    value = {"at": "2026-11-24T20:00", "immediate_danger": "no", "police_informed": "yes"}
    again = service.submit(holder, told(service, holder, "missing-again", **value)).turn
    assert "return-interview-in-care" not in {kept.id for kept in again.plan.kept}
    value = {"at": "2026-11-24T21:00", "immediate_danger": "no"}
    now = service.submit(holder, told(service, holder, "child-back", **value)).turn
    (interview,) = [i for i in now.plan.items if i.id == "return-interview-in-care"]
    assert interview.due == datetime(2026, 11, 27, 21, 0, tzinfo=LONDON)
    assert now.deeds[interview.id].done_at is None
