"""Conversations to measure by, and the check that both ways hold them alike."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from assistant.engine.replay import Engine, Entry
from assistant.engine.walk import walk
from assistant.flow.answers import Answer, Facts, read_answer
from assistant.flow.conditions import UNKNOWN
from tests.bench.plain import Case, Closed, Once, module
from tests.bench.walker import Answers, Walker
from tests.oracle.generate import generate

ANSWERS = 40


class Turn(Struct, frozen=True):
    """One screen: the step, what was answered on it, and where that led."""

    step: str
    given: tuple[tuple[str, Answer], ...]
    to: str


Talk = tuple[Turn, ...]


def talks(engine: Engine, seeds: Iterable[int]) -> list[Talk]:
    """Whole conversations over random cases."""
    return [_talk(engine, _given(engine, seed)) for seed in seeds]


def _given(engine: Engine, seed: int) -> Facts:
    facts = engine.pack.facts
    return {n: read_answer(facts[n], raw) for n, raw in generate(seed)["facts"].items()}


def _talk(engine: Engine, given: Facts) -> Talk:
    held = walk(engine, given)
    turns: dict[int, list[tuple[str, Answer]]] = {}
    for asked in held.asked:
        turns.setdefault(asked.turn, []).append((asked.fact, asked.answer))
    return tuple(
        Turn(held.states[n - 1], tuple(turns[n]), held.states[n])
        for n in range(1, len(held.states))
    )


def answered(talk: Talk) -> Answers:
    """Every answer of a conversation."""
    return {name: answer for turn in talk for name, answer in turn.given}


def log(talk: Talk) -> list[Entry]:
    """The conversation as a log of 40 entries: its screens, then answers given once more."""
    entries = [Entry(at, "answer", turn.step, dict(turn.given)) for at, turn in enumerate(talk, 1)]
    again = list(answered(talk).items())
    for at in range(len(entries) + 1, ANSWERS + 1):
        name, answer = again[at % len(again)]
        entries.append(Entry(at, "change", "", {name: answer}))
    return entries


def differences(engine: Engine, walker: Walker, held: Iterable[Talk]) -> int:
    """In how many turns the plain way asks another step next, or finds other lines true."""
    found = 0
    for talk in held:
        answers: Answers = {}
        vector = engine.program.codec.vector({})
        for turn in talk:
            to, lines = walker.turn(turn.step, answers, turn.given)
            for name, answer in turn.given:
                engine.program.codec.put(vector, name, answer)
            view = engine.program.settle(vector)
            found += (to, tuple(map(bool, lines))) != (turn.to, view.true)
    return found


def closed_differences(engine: Engine, walker: Walker, held: Iterable[Talk]) -> int:
    """In how many cases the lambdas for known facts find other lines true (fallbacks aside)."""
    lines = module(engine.pack, Closed(engine.pack))["LINES"]
    once = module(engine.pack, Once(engine.pack))
    skip = set(walker.fallbacks)
    found = 0
    for talk in held:
        facts = complete(engine, answered(talk))
        true = engine.program.true(engine.program.codec.vector(facts))
        f = walker.settled(facts)
        for way in ([line(f) for line in lines], rules_once(once, f)):
            found += any(bool(way[n]) != true[n] for n in range(len(true)) if n not in skip)
    return found


def rules_once(once: Case, f: Case) -> list[bool]:
    """Every line of a case, each named condition worked out once and kept in the case."""
    for name, condition in once["CONDITIONS"]:
        f[name] = condition(f)
    return [line(f) for line in once["LINES"]]


def replay_differences(engine: Engine, walker: Walker, logs: Iterable[list[Entry]]) -> int:
    """In how many logs the plain way ends elsewhere, or finds other lines true."""
    found = 0
    for entries in logs:
        position = engine.replay(entries)
        step, lines = replay(walker, entries)
        found += (step, tuple(map(bool, lines))) != (position.step, position.view.true)
    return found


def replay(walker: Walker, entries: list[Entry]) -> tuple[str, list[bool]]:
    """A log by dict: the latest answers, then one turn."""
    answers: Answers = {}
    changed = False
    for entry in entries:
        answers.update(entry.value)
        changed = changed or entry.kind == "change"
    f = walker.settled(answers)
    last = walker.first if changed else entries[-1].step
    return walker.next(last, answers, f), walker.rules(f)


def complete(engine: Engine, answers: Answers) -> Facts:
    """The answers, and `unknown` for every fact that they do not hold."""
    return {name: answers.get(name, UNKNOWN) for name in engine.pack.facts}
