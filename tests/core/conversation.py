"""One engine for every test here, and random answers and conversations for it.

All that is random comes from a seed, so that a failure can be held again.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

from hypothesis import settings

from assistant.cases.packs import open_engine
from assistant.engine.machine import PLAN
from assistant.engine.replay import Engine, Entry, Position, Refusal
from assistant.engine.view import View
from assistant.flow.answers import Answer, Facts, read_answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import PERIODS, Fact, FactType
from tests.oracle.generate import generate

# The same examples on every machine: what fails here fails for everyone.
steady = settings(deadline=None, derandomize=True, max_examples=120)


@cache
def engine() -> Engine:
    """The engine of the pack in flows/."""
    return open_engine()


def given(seed: int) -> Facts:
    """The facts of the generated case of a seed, in canonical form."""
    facts = engine().pack.facts
    return {name: read_answer(facts[name], raw) for name, raw in generate(seed)["facts"].items()}


def any_answer(random: Random, fact: Fact) -> Answer:
    """An answer that the fact allows, now and then `unknown`."""
    if fact.may_be_unknown and random.random() < 0.2:
        return UNKNOWN
    if fact.type is FactType.WHOLE:
        return random.choice((fact.minimum, 1, 2, 3, 12, 13, 17, 18, fact.maximum))
    if fact.type is FactType.DATETIME:
        return f"2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}T09:30"
    some = random.sample(fact.values, min(random.choice((0, 0, 1, 2, 4)), len(fact.values)))
    chosen = [value for value in fact.values if value in some]
    if fact.type is FactType.CHOICES:
        return chosen
    if fact.type is FactType.PERIODS:
        return {item: random.choice([[p] for p in PERIODS] + [list(PERIODS)]) for item in chosen}
    return random.choice(fact.values)


def any_answers(random: Random, share: float) -> Facts:
    """Answers to about that share of all facts, whether they would be asked or not."""
    facts = engine().pack.facts.values()
    return {f.name: any_answer(random, f) for f in facts if random.random() < share}


def turns(facts: Mapping[str, Answer], begun: Facts | None = None) -> Iterator[tuple[Facts, View]]:
    """Hold a conversation: before the first turn and after each, the answers and what they come to.

    `begun` is a conversation held so far; it goes on from there.
    """
    program, way = engine().program, engine().way
    answers: Facts = dict(begun or {})
    view = engine().view(answers)
    state = way.change(view.steps)
    yield dict(answers), view
    while state != PLAN:
        for name in engine().asking(state, view):
            answers[name] = facts.get(name, UNKNOWN)
        view = program.settle(program.codec.vector(answers))
        yield dict(answers), view
        # Each turn from the beginning: what was begun may stand anywhere.
        state = way.change(view.steps)


def rows_of(view: View) -> set[str]:
    """The ruled rows of the lines that are true."""
    found: set[str] = set()
    for ref, true in zip(engine().program.lines, view.true, strict=True):
        part = ref.line or ref.item
        if true and part:
            found.update(part.clauses)
    return found & engine().pack.ruled


def reply(position: Position, facts: Mapping[str, Answer]) -> Entry:
    """The entry that answers what a position asks."""
    value = {name: facts.get(name, UNKNOWN) for name in position.asking}
    return Entry(0, "answer", position.step, value)


def log_of(
    facts: Mapping[str, Answer], most: int = 100, log: list[Entry] | None = None
) -> list[Entry]:
    """The log of a conversation of so many turns at most, going on from `log`."""
    found = list(log or [])
    position = engine().replay(found)
    for _ in range(most):
        if position.done:
            break
        entry = reply(position, facts)
        added = engine().add(found, entry)
        assert not isinstance(added, Refusal), added
        position = added
        found.append(entry)
    return found
