"""Conditions read one by one: is it true, and which facts made it so?

The slow reading beside the fused program: for what is shown once (principles, notes, reasons), and
in the tests a check on the program itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from assistant.engine.codec import unknown_code
from assistant.engine.program import Program, View
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


class Reader:
    """Reads conditions of a program's pack against one view."""

    def __init__(self, program: Program, view: View) -> None:
        self.pack = program.pack
        self.logic = program.logic
        self.values: dict[str, int | None] = dict(
            zip((fact.name for fact in program.codec.facts), view.values, strict=True)
        )
        self.values.update(
            zip((score.category for score in self.pack.scores), view.categories, strict=True)
        )
        self.scores = {score.category: score for score in self.pack.scores}
        # By identity: a condition's own hash walks its whole tree. Each is kept with what it came
        # to, so that no other can take its place.
        self._truths: dict[int, tuple[Condition, bool | None]] = {}
        self._behind: dict[int, tuple[Condition, tuple[str, ...]]] = {}

    def truth(self, condition: Condition) -> bool | None:
        """True, False, or None while an open fact can still turn it."""
        known = self._truths.get(id(condition))
        if known is None:
            known = self._truths[id(condition)] = (condition, self._truth(condition))
        return known[1]

    def _truth(self, condition: Condition) -> bool | None:
        match condition:
            case Is() | Has() | Compare():
                return self._atom(condition)
            case Name(name):
                return self.truth(self.pack.conditions[name])
            case All(parts):
                return self._join(parts, settles=False)
            case AnyOf(parts):
                return self._join(parts, settles=True)
            case Not(inner):
                found = self.truth(inner)
                return None if found is None else not found
            case Const(value):
                return value

    def _join(self, parts: tuple[Condition, ...], *, settles: bool) -> bool | None:
        open_still = False
        for part in parts:
            found = self.truth(part)
            if found is settles:
                return settles
            open_still = open_still or found is None
        return None if open_still else not settles

    def _atom(self, atom: Is | Has | Compare) -> bool | None:
        value = self.values[atom.fact]
        if value is None:
            return None
        match atom:
            case Is(fact, values):
                return value in self.logic.codes(fact, values)
            case Has(_, ()):
                return value > 1
            case Has(fact, items):
                return any(value & code for code in self.logic.codes(fact, items))
            case Compare(fact, op, limit):
                if value == -1:
                    return False
                return {
                    ">": value > limit,
                    "<": value < limit,
                    ">=": value >= limit,
                    "<=": value <= limit,
                }[op]

    def reasons(self, condition: Condition) -> tuple[str, ...]:
        """The facts whose answers make a true condition true (or a false one false), each once."""
        known = self._behind.get(id(condition))
        if known is None:
            known = self._behind[id(condition)] = (condition, self._reasons(condition))
        return known[1]

    def _reasons(self, condition: Condition) -> tuple[str, ...]:
        match condition:
            case Is(name) | Has(name) | Compare(name):
                return self._behind_score(name) if name in self.scores else (name,)
            case Name(name):
                return self.reasons(self.pack.conditions[name])
            case All(parts) | AnyOf(parts):
                truth = self.truth(condition)
                same = [part for part in parts if self.truth(part) is truth]
                if truth is isinstance(condition, All):
                    return _each_once(map(self.reasons, same))
                return self.reasons(self._plainest(same))
            case Not(inner):
                return self.reasons(inner)
            case Const():
                return ()

    def _plainest(self, parts: list[Condition]) -> Condition:
        """Of several that each suffice, the one that rests on something known, then the
        shortest.
        """

        if len(parts) == 1:
            return parts[0]

        def weight(part: Condition) -> tuple[bool, int]:
            names = self.reasons(part)
            known = any(self._known(name) for name in names)
            return not known, len(names)

        return min(parts, key=weight)

    def _known(self, name: str) -> bool:
        value = self.values.get(name)
        return value is not None and value != unknown_code(self.pack.facts[name])

    def _behind_score(self, category: str) -> tuple[str, ...]:
        score = self.scores[category]
        found = [self.reasons(score.recorded)]
        found += [(p.fact,) for p in score.lists if (self.values[p.fact] or 0) > 1]
        found += [self.reasons(extra.when) for extra in score.extras if self.truth(extra.when)]
        return _each_once(found)


def _each_once(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(found)))
