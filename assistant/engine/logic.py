"""Conditions as Python source, three-valued by two rails: surely true, and surely false.

A fact that is still open (None) makes neither rail true. Output comes only from checked names and
numbers, never from an author's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.codec import unknown_code, value_code
from assistant.flow.conditions import (
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


class Logic:
    """Writes conditions of one pack as source over the locals of the settling function.

    The locals: `v_x` the number of fact x, `k_x` whether it is known (not open), `t_c` and `f_c`
    the rails of the named condition c.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.categories = {score.category for score in pack.scores}
        self._codes: dict[tuple[str, tuple[str, ...]], list[int]] = {}

    def codes(self, name: str, values: tuple[str, ...]) -> list[int]:
        """The numbers of some values of a fact or of a score's category."""
        key = (name, values)
        if key not in self._codes:
            if name in self.categories:
                self._codes[key] = [-1 if value == UNKNOWN else int(value) for value in values]
            else:
                self._codes[key] = [value_code(self.pack.facts[name], value) for value in values]
        return self._codes[key]

    def rails(self, condition: Condition) -> tuple[str, str]:
        """Source for "surely true" and for "surely false"."""
        match condition:
            case Const(value):
                return str(value), str(not value)
            case Name(name):
                return f"t_{name}", f"f_{name}"
            case Not(inner):
                true, false = self.rails(inner)
                return false, true
            case All(parts):
                return self._join(" and ", parts, 0), self._join(" or ", parts, 1)
            case AnyOf(parts):
                return self._join(" or ", parts, 0), self._join(" and ", parts, 1)
            case Is(fact, values):
                codes = self.codes(fact, values)
                if len(codes) == 1:
                    return f"v_{fact} == {codes[0]}", f"(k_{fact} and v_{fact} != {codes[0]})"
                listed = ", ".join(map(str, codes))
                return f"v_{fact} in ({listed})", f"(k_{fact} and v_{fact} not in ({listed}))"
            case Has(fact, ()):
                return f"(k_{fact} and v_{fact} > 1)", f"(k_{fact} and v_{fact} <= 1)"
            case Has(fact, items):
                bits = sum(set(self.codes(fact, items)))
                return (
                    f"(k_{fact} and (v_{fact} & {bits}) != 0)",
                    f"(k_{fact} and (v_{fact} & {bits}) == 0)",
                )
            case Compare(fact, op, limit):
                test = f"v_{fact} {op} {limit}" if op[0] == ">" else f"0 <= v_{fact} {op} {limit}"
                return f"(k_{fact} and {test})", f"(k_{fact} and not {test})"

    def _join(self, word: str, parts: tuple[Condition, ...], rail: int) -> str:
        return "(" + word.join(self.rails(part)[rail] for part in parts) + ")"

    def places(
        self, condition: Condition, guards: tuple[str, ...], *, outermost: bool = True
    ) -> Iterator[tuple[str, str]]:
        """For every name read: the name, and source for "what it is can still matter here".

        It can where the part around it is undecided and nothing beside it has settled that part
        already: in an `and` nothing surely false, in an `or` nothing surely true. The first of
        `guards` says that the whole is undecided, which settles this for the outermost part.
        """
        match condition:
            case Name(name):
                yield name, " and ".join(guards)
            case Is() | Has() | Compare():
                yield condition.fact, " and ".join(guards)
            case Not(inner):
                yield from self.places(inner, guards, outermost=outermost)
            case All(parts) | AnyOf(parts):
                rail = 1 if isinstance(condition, All) else 0
                for part in parts:
                    beside = (
                        ()
                        if outermost
                        else tuple(
                            _bracket(f"not {self.rails(other)[rail]}")
                            for other in parts
                            if other is not part
                        )
                    )
                    yield from self.places(part, guards + beside, outermost=False)


def _bracket(source: str) -> str:
    inner = source.removeprefix("not ")
    return source if inner.startswith("(") or " " not in inner else f"not ({inner})"


def unknown(pack: Pack, name: str) -> int:
    """The number that stands for unknown, for a fact."""
    return unknown_code(pack.facts[name])
