"""What has changed in the plan since it last stood whole."""

from __future__ import annotations

import pytest

from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.present.news import News, news
from tests.core.conversation import engine
from tests.store.talking import answering, go_on, token

Person = tuple[Service, str]


@pytest.fixture
def person() -> Person:
    """One who was worried, knew nothing, and has a plan."""
    store = MemoryStore()
    service = Service(store, Shelf(engine(), store))
    holder = service.open()
    for value in ({"immediate_danger": "unknown"}, {"task": "worried"}):
        service.submit(holder, answering(service.turn(holder), value))
    to_the_plan(service, holder)
    return service, holder


def to_the_plan(service: Service, holder: str) -> int:
    screens = 0
    while not service.turn(holder).position.done:
        go_on(service, holder)
        screens += 1
    return screens


def sent(person: Person, kind: str, value: dict[str, object]) -> Turn:
    service, holder = person
    seq = service.turn(holder).seq
    outcome = service.submit(holder, Submission(token(), kind, "", value, "", seq))
    assert outcome.entry, outcome.refusal
    return outcome.turn


def told(turn: Turn) -> News:
    found = news(turn)
    assert found is not None
    return found


def rings(texts: tuple[str, ...]) -> bool:
    return any("999" in text for text in texts)


def test_a_plan_as_the_answers_first_made_it_has_no_news(person: Person) -> None:
    service, holder = person
    assert news(service.turn(holder)) is None


def test_a_change_and_steps_back_say_what_went_and_what_came(person: Person) -> None:
    changed = told(sent(person, "change", {"immediate_danger": "no"}))
    assert rings(changed.gone)
    assert not rings(changed.added)
    back = told(sent(person, "undo", {}))
    assert (back.added, back.gone) == (changed.gone, changed.added)
    again = told(sent(person, "redo", {}))
    assert (again.added, again.gone) == (changed.added, changed.gone)


def test_what_is_ticked_since_changes_no_news(person: Person) -> None:
    turn = sent(person, "change", {"immediate_danger": "no"})
    item = turn.plan.items[0].id
    assert told(sent(person, "tick", {"item": item, "done": "yes"})) == told(turn)


def test_a_change_that_changes_nothing_is_told_as_that(person: Person) -> None:
    found = told(sent(person, "change", {"immediate_danger": "unknown"}))
    assert not found


def test_what_went_before_more_was_asked_is_told_once_the_plan_is_whole_again(
    person: Person,
) -> None:
    service, holder = person
    turn = sent(person, "change", {"immediate_danger": "no"})
    gone = told(turn).gone
    sent(person, "undo", {})
    sent(person, "change", {"immediate_danger": "no", "concerns": ["cse"]})
    turn = service.turn(holder)
    assert not turn.position.done, "more is asked now"
    assert news(turn) is None
    assert to_the_plan(service, holder)
    assert set(told(service.turn(holder)).gone) >= {text for text in gone if "999" in text}
