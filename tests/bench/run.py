"""What is measured, and against what."""

from __future__ import annotations

import os
import platform
import tracemalloc
from pathlib import Path

from assistant.cases.packs import open_engine
from assistant.engine.machine import PLAN
from assistant.engine.plan import make_plan
from assistant.engine.replay import Engine
from assistant.proof.prove import prove
from tests.bench.papers import growth, papers
from tests.bench.plain import Closed, Once, module
from tests.bench.rounds import Measured, Work, alone, compare, table
from tests.bench.talks import (
    ANSWERS,
    Talk,
    answered,
    closed_differences,
    complete,
    differences,
    log,
    replay,
    replay_differences,
    rules_once,
    talks,
)
from tests.bench.walker import Answers, Walker
from tests.bench.words import found_words, index_memory, own_words

CHECKED = 300
TIMED = 30


def main() -> int:
    """Check the baselines, measure, print the table. The exit code: 1 where a target is missed."""
    engine = open_engine()
    walker = Walker(engine.pack)
    held = talks(engine, range(CHECKED))
    logs = [log(talk) for talk in held]
    turns = sum(map(len, held))
    wrong = {
        "turns": differences(engine, walker, held),
        "rules": closed_differences(engine, walker, held),
        "replays": replay_differences(engine, walker, logs),
    }
    if any(wrong.values()):
        print(f"the plain way does not do the same: {wrong}")
        return 1
    print(_machine())
    print(
        f"{len(engine.pack.rules)} rules with {len(engine.program.lines)} lines,"
        f" {len(engine.pack.facts)} facts, {len(engine.pack.steps)} steps. Same path and same lines"
        f" in {turns} turns of {CHECKED} random conversations, checked before anything was timed."
    )
    rows = [
        *_turns(engine, walker, held[:TIMED]),
        _replays(engine, walker, held),
        *_rules(engine, walker, held[:TIMED]),
        *alone(
            [
                ("open and compile the pack", open_engine, 0.150),
                ("prove the pack over all cases", lambda: prove(engine.pack), 5.0),
                (f"{TIMED} plans with their reasons", _plans(engine, held[:TIMED]), None),
            ]
        ),
        *papers(engine),
        *own_words(engine.pack),
    ]
    print(table(rows))
    print(_memory(engine, held[:TIMED]))
    said, grown = growth(engine)
    index, large = index_memory()
    print(said, index, found_words(), sep="\n")
    return 1 if grown or large or any(row.over for row in rows) else 0


def _turns(engine: Engine, walker: Walker, held: list[Talk]) -> list[Measured]:
    """One turn: the answers of a screen in, every line settled, the next step found.

    The plan's items, with their texts and reasons, are not made here: they have a row of their own.
    """
    put, settle, way = engine.program.codec.put, engine.program.settle, engine.way.answer
    nothing = engine.program.codec.vector({})

    def ours() -> None:
        for talk in held:
            vector = list(nothing)
            for turn in talk:
                for name, answer in turn.given:
                    put(vector, name, answer)
                way(turn.step, settle(vector).steps)

    def theirs() -> None:
        for talk in held:
            answers: Answers = {}
            for turn in talk:
                walker.turn(turn.step, answers, turn.given)

    def lines_only() -> None:
        for talk in held:
            answers: Answers = {}
            for turn in talk:
                answers.update(turn.given)
                walker.rules(walker.settled(answers))

    pieces = sum(map(len, held))
    return [
        compare("one turn", ours, theirs, pieces, 1.5),
        compare("  beside lambdas that know no next step", ours, lines_only, pieces, None),
    ]


def _replays(engine: Engine, walker: Walker, held: list[Talk]) -> Measured:
    """A log of 40 entries, from nothing to where the conversation stands."""
    longest = sorted(held, key=lambda talk: -len(answered(talk)))[:TIMED]
    logs = [log(talk) for talk in longest]
    return compare(
        f"replay of {ANSWERS} answers",
        lambda: [engine.replay(entries) for entries in logs],
        lambda: [replay(walker, entries) for entries in logs],
        len(logs),
        2.0,
    )


def _rules(engine: Engine, walker: Walker, held: list[Talk]) -> list[Measured]:
    """All lines over complete facts, beside lambdas to which nothing is ever open."""
    program = engine.program
    cases = [complete(engine, answered(talk)) for talk in held]
    vectors = [program.codec.vector(facts) for facts in cases]
    settled = [walker.settled(facts) for facts in cases]
    lines = module(engine.pack, Closed(engine.pack))["LINES"]
    once = module(engine.pack, Once(engine.pack))
    times = 20

    def ours() -> None:
        for _ in range(times):
            for vector in vectors:
                program.true(vector)

    def theirs() -> None:
        for _ in range(times):
            for f in settled:
                [line(f) for line in lines]

    def theirs_once() -> None:
        for _ in range(times):
            for f in settled:
                rules_once(once, f)

    def ours_from_answers() -> None:
        for _ in range(times):
            for facts in cases:
                program.true(program.codec.vector(facts))

    def theirs_from_answers() -> None:
        for _ in range(times):
            for facts in cases:
                f = walker.settled(facts)
                [line(f) for line in lines]

    pieces = times * len(cases)
    return [
        compare("all rules", ours, theirs, pieces, 1.0),
        compare("  beside lambdas that share conditions", ours, theirs_once, pieces, None),
        compare(
            "  from the answers themselves", ours_from_answers, theirs_from_answers, pieces, None
        ),
    ]


def _plans(engine: Engine, held: list[Talk]) -> Work:
    """What a page shows beside a turn: the items with their reasons, lists, principles."""
    positions = [engine.replay(log(talk)) for talk in held]
    return lambda: [make_plan(engine.program, at.facts, at.view) for at in positions]


def _memory(engine: Engine, held: list[Talk]) -> str:
    """What one conversation holds beside the engine that all of them share."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [(entries, engine.replay(entries)) for entries in map(log, held)]
    used = (tracemalloc.get_traced_memory()[0] - before) / len(kept)
    positions = [engine.replay(entries) for entries, _ in kept]
    more = (tracemalloc.get_traced_memory()[0] - before) / len(kept) - used
    tracemalloc.stop()
    assert all(position.step == PLAN for position in positions)
    return (
        f"memory of a conversation of {ANSWERS} entries: log and position {used / 1024:.1f} KB,"
        f" of which the position {more / 1024:.1f} KB; the machine's model one attribute"
    )


def _machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8") if cpuinfo.exists() else ""
    model = next((ln.split(":")[1].strip() for ln in text.splitlines() if "model name" in ln), "?")
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} processors"
        f" ({model}), load {load:.1f}; CPU time, medians"
    )
