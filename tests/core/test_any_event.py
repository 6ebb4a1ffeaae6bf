"""Whatever happens, in any case: what is not named stays, and taking it back leaves nothing."""

from random import Random

import pytest
from msgspec.structs import replace

from assistant.engine.entries import Entry, opened, told
from assistant.engine.events import asks, offered
from assistant.engine.kept import plan_of
from assistant.engine.replay import Position
from assistant.flow.answers import Facts
from tests.core.conversation import any_answer, engine, given, log_of

UNDO, REDO = Entry(0, "undo", "", {}), Entry(0, "redo", "", {})


def some_event(random: Random, position: Position, minute: int) -> Entry:
    program, view = engine().program, position.view
    event = random.choice(offered(program, view))
    answers: Facts = {fact.name: any_answer(random, fact) for fact in asks(program, view, event)}
    at = "unknown" if random.random() < 0.2 else f"2026-12-20T10:{minute:02}"
    return Entry(0, "event", event.id, {"at": at, **answers})


@pytest.mark.parametrize("chunk", range(4))
def test_whatever_happens_what_is_not_named_stays_and_it_can_be_taken_back(chunk: int) -> None:
    seen: set[str] = set()
    for seed in range(chunk * 20, chunk * 20 + 20):
        random = Random(seed)
        log = log_of(given(seed), most=random.choice((8, 100)))
        for minute in range(5):
            before = engine().replay(log)
            if not offered(engine().program, before.view):
                break
            entry = engine().checked(log, some_event(random, before, minute))
            assert isinstance(entry, Entry), (seed, entry)
            seen.add(entry.step)
            now = engine().replay([*log, entry])
            named = {*told(entry), *opened(entry)}
            assert {n: a for n, a in now.answers.items() if n not in named} == {
                n: a for n, a in before.answers.items() if n not in named
            }
            assert {n: now.answers[n] for n in told(entry)} == told(entry)
            assert not set(opened(entry)) & set(now.answers)
            assert {n: each[-1].answer for n, each in now.readings.items() if n in now.answers} == (
                now.answers
            )
            undone = engine().replay([*log, entry, UNDO])
            assert replace(undone, can_redo=False) == before
            assert engine().replay([*log, entry, UNDO, REDO]) == now
            if now.answers.get("immediate_danger") == "yes":
                assert plan_of(engine(), now).items[0].id == "ring-999"
            log = log_of(given(seed + 1), log=[*log, entry]) if minute % 2 else [*log, entry]
    assert len(seen) > 6
