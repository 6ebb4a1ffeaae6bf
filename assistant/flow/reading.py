"""What a condition names, and its words: walks over the tree that `conditions.parse` makes."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.flow.conditions import (
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


def atoms(condition: Condition) -> Iterator[Is | Has | Compare | Name]:
    """Every leaf of the condition but `always` and `never`, left to right."""
    match condition:
        case Is() | Has() | Compare() | Name():
            yield condition
        case Not(inner):
            yield from atoms(inner)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)


def names_read(condition: Condition) -> set[str]:
    """The facts (and scores) and the named conditions that the condition reads itself."""
    return {atom.name if isinstance(atom, Name) else atom.fact for atom in atoms(condition)}


def words(condition: Condition) -> str:
    """The condition as an author would write it."""
    return _words(condition, 0)


def _words(condition: Condition, level: int) -> str:
    match condition:
        case Const(value):
            return "always" if value else "never"
        case Not(Is(fact, ("unknown",))):
            return f"{fact} is answered"
        case Not(Is(fact, values)):
            return f"{fact} is not {_values(values)}"
        case Not(inner):
            return f"not {_words(inner, 3)}"
        case Is(fact, values):
            return f"{fact} is {_values(values)}"
        case Has(fact, ()):
            return f"any {fact}"
        case Has(fact, items):
            return f"{fact} has {_values(items)}"
        case Compare(fact, op, limit):
            return f"{fact} {op} {limit}"
        case Name(name):
            return name
        case All(parts):
            text = " and ".join(_words(part, 2) for part in parts)
            return f"({text})" if level >= 3 else text
        case AnyOf(parts):
            text = " or ".join(_words(part, 1) for part in parts)
            return f"({text})" if level >= 2 else text


def _values(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else f"one of ({', '.join(values)})"
