"""What can go wrong in one condition: negated, dropped, shifted, `and` for `or`.

Each part in turn, and the condition as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from assistant.flow.conditions import (
    ALWAYS,
    UNKNOWN,
    All,
    AnyOf,
    Compare,
    Condition,
    Const,
    Has,
    Is,
    Name,
    Not,
)
from assistant.flow.model import Pack
from assistant.flow.reading import words

Change = tuple[str, Condition]


def changes(condition: Condition, pack: Pack) -> Iterator[Change]:
    """Every condition that differs from this one in one place, each once, with what was done."""
    seen = {condition}
    whole = [("negated as a whole", negation(condition)), ("dropped as a whole", ALWAYS)]
    for said, changed in chain(whole, _within(condition, pack)):
        if changed not in seen:
            seen.add(changed)
            yield said, changed


def negation(condition: Condition) -> Condition:
    """The opposite."""
    match condition:
        case Not(inner):
            return inner
        case Const(value):
            return Const(not value)
        case _:
            return Not(condition)


def _within(condition: Condition, pack: Pack) -> Iterator[Change]:
    match condition:
        case Const():
            return
        case Not(inner):
            yield f"not dropped before {words(inner)}", inner
            for said, changed in _within(inner, pack):
                yield said, negation(changed)
        case All(parts) | AnyOf(parts):
            yield from _joined(type(condition), parts, pack)
        case Name():
            yield f"{words(condition)} negated", Not(condition)
        case Is(fact, values):
            yield f"{words(condition)} negated", Not(condition)
            yield from ((said, Is(fact, near)) for said, near in _shifted(fact, values, pack))
        case Has(fact, items):
            yield f"{words(condition)} negated", Not(condition)
            yield from ((said, Has(fact, near)) for said, near in _shifted(fact, items, pack))
        case Compare(fact, op, limit):
            yield f"{words(condition)} negated", Not(condition)
            for near in (limit - 1, limit + 1):
                yield f"{words(condition)}: {near} for {limit}", Compare(fact, op, near)


def _joined(
    kind: Callable[[tuple[Condition, ...]], Condition], parts: tuple[Condition, ...], pack: Pack
) -> Iterator[Change]:
    other = AnyOf if kind is All else All
    yield f"{'or for and' if kind is All else 'and for or'}", other(parts)
    for at, part in enumerate(parts):
        before, after = parts[:at], parts[at + 1 :]
        rest = before + after
        yield f"{words(part)} dropped", rest[0] if len(rest) == 1 else kind(rest)
        for said, changed in _within(part, pack):
            yield said, kind((*before, changed, *after))


def _shifted(
    fact: str, values: tuple[str, ...], pack: Pack
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for at, value in enumerate(values):
        near = neighbour(fact, value, pack)
        rest = values[:at] + values[at + 1 :]
        if near not in values:
            yield f"{fact}: {near} for {value}", (*values[:at], near, *values[at + 1 :])
        if rest:
            yield f"{fact}: {value} dropped", rest


def neighbour(fact: str, value: str, pack: Pack) -> str:
    """The value that stands beside this one in the pack, round the end to the first."""
    if fact in pack.facts:
        values = pack.facts[fact].values or (UNKNOWN,)
    else:
        score = next(score for score in pack.scores if score.category == fact)
        values = tuple(str(band.category) for band in score.bands)
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
