"""A screen that goes on from the one before is the same as one made from nothing."""

from __future__ import annotations

import random

import pytest

from assistant.cases.memory import MemoryStore
from assistant.cases.packs import open_engine
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.engine.replay import Engine
from assistant.present.parts import Screen, screen
from tests.store.talking import answering, some_answer, token

ENGINE = open_engine()
STEPS = 60


def submission(engine: Engine, turn: Turn, chance: random.Random) -> Submission:
    """Something that a person may do next."""
    position = turn.position
    kind = chance.choice(["answer"] * 6 + ["change", "undo", "redo", "tick", "decide"])
    given = [name for name in position.answers if name not in position.set_aside]
    value: dict[str, object] = {}
    if kind == "answer" and position.done:
        kind = "undo"
    if kind == "answer":
        value = {n: some_answer(engine, n, chance.randrange(12)) for n in position.asking}
        return answering(turn, value)
    if kind == "change" and given:
        name = chance.choice(given)
        value = {name: some_answer(engine, name, chance.randrange(12))}
    if kind in ("tick", "decide") and turn.plan.items:
        item = chance.choice(turn.plan.items).id
        more = {"done": chance.choice(["yes", "no"])} if kind == "tick" else {"because": "Why."}
        value = {"item": item, **more}
    return Submission(token(), kind, "", value, "", turn.seq)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_same_as_one_made_from_nothing(seed: int) -> None:
    chance = random.Random(seed)
    store = MemoryStore()
    service = Service(store, Shelf(ENGINE, store))
    tokens = [service.open()]
    last: dict[str, Screen] = {}
    kept = taken_over = 0
    for at in range(STEPS):
        if at == STEPS // 2:
            code = service.turn(tokens[0]).case.code
            tokens.append(service.join(code, "designated_lead", "127.0.0.1"))
        holder = chance.choice(tokens)
        outcome = service.submit(holder, submission(ENGINE, service.turn(holder), chance))
        kept += outcome.entry is not None
        found = screen(outcome.turn, before=last.get(holder))
        fresh = screen(outcome.turn)
        assert found == fresh
        assert [list(members) for members in found.lists.values()] == [
            list(members) for members in fresh.lists.values()
        ]
        was = last.get(holder)
        taken_over += bool(was and any(was.items.get(n) is i for n, i in found.items.items()))
        last[holder] = found
    assert kept > STEPS / 2
    assert taken_over > STEPS / 4
