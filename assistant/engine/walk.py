"""A whole conversation held without a person: each question answered from what is given."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assistant.engine.machine import PLAN, NoWay
from assistant.engine.plan import true_rules
from assistant.engine.program import View
from assistant.engine.replay import Engine
from assistant.flow.answers import Answer, Facts
from assistant.flow.conditions import UNKNOWN

MAX_TURNS = 500


class Asked(Struct, frozen=True):
    """One question and its answer. Facts asked on one screen share a turn, counted from 1."""

    turn: int
    fact: str
    answer: Answer


class Advised(Struct, frozen=True):
    """After which turn a rule was certain to be in the plan."""

    turn: int
    rule: str


class Walk(Struct, frozen=True):
    """A conversation from the first question to the plan."""

    asked: tuple[Asked, ...]
    advised: tuple[Advised, ...]
    facts: Facts
    view: View
    states: tuple[str, ...]


def walk(engine: Engine, given: Mapping[str, Answer]) -> Walk:
    """Hold the conversation; what `given` does not hold is answered `unknown`.

    What is only heard counts from the start as it is given.

    Raises NoWay if the conversation does not come to an end.
    """
    program, way = engine.program, engine.way
    facts: Facts = {
        f.name: given[f.name] for f in program.codec.facts if f.heard and f.name in given
    }
    vector = program.codec.vector(facts)
    view = program.settle(vector)
    state = way.initial
    asked: list[Asked] = []
    advised: dict[str, int] = {}
    states = [state]
    for turn in range(1, MAX_TURNS):
        if state == PLAN:
            break
        for name in engine.asking(state, view):
            facts[name] = given.get(name, UNKNOWN)
            program.codec.put(vector, name, facts[name])
            asked.append(Asked(turn, name, facts[name]))
        view = program.settle(vector)
        for rule in true_rules(program, view.true):
            advised.setdefault(rule, turn)
        state = way.answer(state, view.steps)
        states.append(state)
    else:
        raise NoWay(f"the conversation did not end after {MAX_TURNS} turns")
    order = {rule.id: at for at, rule in enumerate(engine.pack.rules)}
    return Walk(
        asked=tuple(asked),
        advised=tuple(
            Advised(turn, rule)
            for rule, turn in sorted(advised.items(), key=lambda pair: (pair[1], order[pair[0]]))
        ),
        facts=engine.counted(facts, view),
        view=view,
        states=tuple(states),
    )
