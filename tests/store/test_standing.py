"""Where a case stood is remembered for its own log and engine, and for nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.cases.log import Case
from assistant.cases.standing import Standings
from assistant.engine.entries import Entry
from assistant.engine.replay import Engine
from tests.core.conversation import engine

ENGINE = engine()
FACT = ENGINE.pack.emergency.fact
STEP = ENGINE.pack.steps[0].id
ONE = (Entry(1, "answer", STEP, {FACT: "no"}),)
OTHER = (Entry(1, "answer", STEP, {FACT: "yes"}),)


def test_the_same_log_is_taken_together_once() -> None:
    found = Standings()
    first = found.position("a", ENGINE, ONE)
    again = (Entry(1, "answer", STEP, {FACT: "no"}),)
    assert found.position("a", ENGINE, again) is first
    assert first == ENGINE.replay(ONE)


def test_another_log_or_another_engine_is_taken_anew() -> None:
    found = Standings()
    found.position("a", ENGINE, ONE)
    assert found.position("a", ENGINE, OTHER) == ENGINE.replay(OTHER)
    longer = (*OTHER, Entry(2, "undo", "", {}))
    assert found.position("a", ENGINE, longer) == ENGINE.replay(longer)
    position = found.position("a", ENGINE, ONE)
    assert found.position("a", Engine(ENGINE.pack), ONE) is not position


def test_only_the_last_few_are_kept_and_none_that_is_forgotten() -> None:
    found = Standings(kept=2)
    first = found.position("a", ENGINE, ONE)
    found.position("b", ENGINE, ONE)
    found.position("c", ENGINE, ONE)
    assert found.position("a", ENGINE, ONE) is not first
    last = found.position("a", ENGINE, ONE)
    found.forget("a")
    assert found.position("a", ENGINE, ONE) is not last


def test_what_a_token_opens_is_remembered_until_the_case_is_forgotten() -> None:
    found = Standings(kept=2)
    case = Case("a", ENGINE.pack.id, ENGINE.pack.version, datetime.now(UTC), "K2M4X7R9TW")
    found.hold("one", case, 1)
    found.hold("two", case, 2)
    assert (found.held("one"), found.held("two")) == ((case, 1), (case, 2))
    found.hold("three", case, 3)
    assert found.held("one") is None
    found.forget("a")
    assert found.held("two") is found.held("three") is None
