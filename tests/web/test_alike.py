"""What many cases have alike is worked out once, and nobody can tell: not from what is shown or
sent, and not when somebody does something that the others have not done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from assistant.cases.memory import MemoryStore
from assistant.cases.service import Outcome, Service, Turn
from assistant.cases.shelf import Shelf
from assistant.engine.due import LONDON
from assistant.engine.moment import Met
from assistant.engine.replay import Engine
from assistant.web.render import Renderer, environment
from assistant.web.written import write
from tests.core import conversation
from tests.store.talking import answering, some_answer, unsure

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SEEDS = range(16)
PEOPLE, MOVES = 3, 20  # each with a case of their own


class House:
    """A service with its renderer at a time of one's own choosing, and some cases."""

    def __init__(self, engine: Engine) -> None:
        self.now = datetime(2026, 11, 25, 16, 20, tzinfo=LONDON)
        self.engine = engine
        store = MemoryStore()
        self.service = Service(store, Shelf(engine, store), lambda: self.now)
        self.renderer = Renderer(environment(str(TEMPLATES)), engine.pack)
        self.renderer.env.globals["new_token"] = lambda: "token"
        self.people = [self.service.open() for _ in range(PEOPLE)]

    def turn(self, who: int) -> Turn:
        return self.service.turn(self.people[who])

    def send(self, who: int, value: Mapping[str, object], **other: object) -> Outcome:
        return self.service.submit(self.people[who], answering(self.turn(who), value, **other))

    def sent(self, who: int, after: int) -> dict[str, Any]:
        """What a page that shows entry `after` is sent, but for what no two cases have alike."""
        found = json.loads(write(self.renderer.since(self.turn(who), after)))
        return {**found, "parts": {n: p for n, p in found.get("parts", {}).items() if n != "code"}}

    def shown(self, who: int) -> dict[str, Any]:
        """The whole screen as HTML."""
        screen = self.renderer.screen(self.turn(who))
        draw = self.renderer.draw
        parts = {name: draw(drawn) for name, drawn in screen.parts.items()}
        lists = {n: {k: draw(d) for k, d in found.items()} for n, found in screen.lists.items()}
        return {**parts, **lists}


@pytest.fixture(scope="module")
def shared() -> Engine:
    return Engine(conversation.engine().pack)


@pytest.fixture(scope="module")
def alone() -> Engine:
    """One that remembers of nobody what they came to."""
    engine = Engine(conversation.engine().pack)
    engine.met = Met(kept=0)
    return engine


def do(house: House, who: int, random: Random) -> None:
    """Something that a person does, now and then what another has done: it hangs on `random`."""
    turn = house.turn(who)
    position = turn.position
    what = random.choice(["answer"] * 20 + ["change", "undo", "tick", "later", "note", "join"])
    at = random.randrange(3)
    if what == "answer" and not position.done:
        house.send(who, {n: some_answer(house.engine, n, at) for n in position.asking})
    elif what == "change" and position.facts:
        name = sorted(position.facts)[at % len(position.facts)]
        house.send(who, {name: some_answer(house.engine, name, at)}, kind="change", step="")
    elif what == "undo":
        house.send(who, {}, kind="undo", step="")
    elif what == "tick" and turn.plan.items:
        item = turn.plan.items[at % len(turn.plan.items)].id
        house.send(who, {"item": item, "done": "yes"}, kind="tick", step="")
    elif what == "later":
        house.now += timedelta(minutes=random.choice((1, 50, 700)))
    elif what == "note":
        house.send(who, {"text": "Rang the school."}, kind="note", step="")
    elif what == "join":
        house.people[who] = house.service.join(turn.case.code, "designated_lead", "here")


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_came_before_it_is_as_if_nobody_had(
    shared: Engine, alone: Engine, seed: int
) -> None:
    """Three people do much the same: all at once, or one after the other, hours later."""
    houses = House(shared), House(alone)
    moves = [(who, move) for move in range(MOVES) for who in range(PEOPLE)]
    if seed % 2:
        moves.sort()
    for who, move in moves:
        before = houses[0].turn(who).seq
        for house in houses:
            if seed % 2 and not move:
                house.now += timedelta(hours=5)
            do(house, who, Random(f"{seed} {move}"))
        ours, theirs = (house.turn(who) for house in houses)
        assert ours.plan == theirs.plan
        assert (ours.seq, ours.position.answers) == (theirs.seq, theirs.position.answers)
        assert houses[0].sent(who, before) == houses[1].sent(who, before), (seed, who, move)
        assert houses[0].shown(who) == houses[1].shown(who), (seed, who, move)


def test_the_same_answers_are_worked_out_once_and_each_has_a_code(shared: Engine) -> None:
    house = House(shared)
    for value in ({"immediate_danger": "no"}, {"task": "worried"}):
        for who in range(2):
            house.send(who, value)
    one, other = (house.turn(who) for who in range(2))
    assert one.position.moment is other.position.moment
    assert one.plan is other.plan
    assert one.position.turns != other.position.turns or one.log == other.log
    codes = [house.renderer.screen(turn).own["code"][1][0].code for turn in (one, other)]
    assert codes[0] != codes[1]


def test_what_one_has_done_is_not_told_to_another(shared: Engine) -> None:
    house = House(shared)
    for who in range(2):
        house.send(who, {"immediate_danger": "yes"})
    was = house.shown(1)
    (item, *_) = house.turn(0).plan.items
    assert house.send(0, {"item": item.id, "done": "yes"}, kind="tick", step="").entry
    assert house.shown(1) == was
    assert house.shown(0) != was


def test_a_time_to_choose_from_is_that_of_whoever_is_asked(shared: Engine) -> None:
    house = House(shared)
    given = {"task": "returned", "immediate_danger": "no"}

    def there(who: int) -> bool:
        """Up to the first question that offers times."""
        for _ in range(60):
            turn = house.turn(who)
            if any(shared.pack.facts[name].times for name in turn.position.asking):
                return True
            some = unsure(shared, turn)
            house.send(who, some | {n: a for n, a in given.items() if n in some})
        return False

    assert there(0)
    first = house.shown(0)["question"]
    house.now += timedelta(minutes=2)
    assert there(1)
    assert house.turn(1).position.moment is house.turn(0).position.moment
    assert house.shown(1)["question"] != first


def test_an_erased_case_leaves_nothing_of_what_was_said(shared: Engine) -> None:
    house = House(shared)
    house.send(0, {"immediate_danger": "yes"})
    moment = house.turn(0).position.moment
    house.service.delete(house.people[0])
    house.send(1, {"immediate_danger": "yes"})
    assert house.turn(1).position.moment is not moment
