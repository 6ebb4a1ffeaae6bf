"""All cases of a pack at once, at the end of the conversation, as literals of a formula.

Every question whose condition holds has been answered, in any way, and every other fact counts as
unknown: nothing is open. The conditions are the trees that the engine's program is written from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

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
from assistant.flow.model import Fact, FactType, Pack
from assistant.flow.reading import names_read
from assistant.proof.formula import FALSE, TRUE, Formula, Literal
from assistant.proof.limits import Limits
from assistant.proof.sum import Sum


class FactLiterals(Struct, frozen=True):
    """What a fact can be. `values`: one-hot for a choice, one a tick for a list.

    `at_least`: for a number, by limit. `periods`: for each item of a table, its two ticks.
    """

    unknown: Literal
    values: Mapping[str, Literal] = field(default_factory=dict)
    at_least: Mapping[int, Literal] = field(default_factory=dict)
    periods: Mapping[str, tuple[Literal, Literal]] = field(default_factory=dict)

    def free(self) -> list[Literal]:
        """The literals that fix the rest."""
        ticks = [tick for pair in self.periods.values() for tick in pair]
        return [self.unknown, *(ticks or self.values.values()), *self.at_least.values()]


class CaseModel:
    """One copy of all cases.

    Given `base`, a second copy beside it: the facts of `changed` are free in it, every other fact
    that is asked in both has the same answer in both, and one that is asked only in the second has
    any answer.
    """

    def __init__(
        self,
        formula: Formula,
        pack: Pack,
        limits: Limits,
        base: CaseModel | None = None,
        changed: Iterable[str] = (),
    ) -> None:
        self.formula = formula
        self.pack = pack
        self.limits = limits
        self.facts: dict[str, FactLiterals] = dict(base.facts) if base else {}
        self.asked: dict[str, Literal] = dict(base.asked) if base else {}
        self.named: dict[str, Literal] = dict(base.named) if base else {}
        self.sums: dict[str, Sum] = dict(base.sums) if base else {}
        self.categories: dict[str, dict[int, Literal]] = dict(base.categories) if base else {}
        # Where a fact is surely answered as in the base.
        self.shared: dict[str, Literal] = dict.fromkeys(self.facts, TRUE)
        self.touched = set(changed) if base else set(pack.settle_order)
        for name in pack.settle_order:
            reads = _reads(pack, name)
            if name in self.touched or not reads.isdisjoint(self.touched):
                self._settle(name, base, frozenset(changed))

    def touches(self, condition: Condition) -> bool:
        """Can the condition be otherwise here than in the base?"""
        return not names_read(condition).isdisjoint(self.touched)

    def _settle(self, name: str, base: CaseModel | None, changed: frozenset[str]) -> None:
        if name in self.pack.facts:
            self.asked[name] = self.literal(self.pack.facts[name].asked)
            self.facts[name] = self._fact(name, base, changed)
            if base and self.facts[name] is base.facts[name]:
                return
        elif name in self.pack.conditions:
            self.named[name] = self.literal(self.pack.conditions[name])
            if base and self.named[name] == base.named[name]:
                return
        else:
            score = next(score for score in self.pack.scores if score.category == name)
            self.sums[name] = Sum(self, score, base.sums[name] if base else None)
            self.categories[name] = self.sums[name].categories()
        self.touched.add(name)

    def _fact(self, name: str, base: CaseModel | None, changed: frozenset[str]) -> FactLiterals:
        if base and name not in changed and base.asked[name] == self.asked[name]:
            return base.facts[name]
        made = self._free(self.pack.facts[name], self.asked[name])
        if base:
            self.shared[name] = FALSE
        if base and name not in changed:
            self.shared[name] = self.formula.all_of((self.asked[name], base.asked[name]))
            for mine, theirs in zip(made.free(), base.facts[name].free(), strict=True):
                self.formula.add(-self.shared[name], -mine, theirs)
                self.formula.add(-self.shared[name], mine, -theirs)
        return made

    def _free(self, fact: Fact, asked: Literal) -> FactLiterals:
        formula = self.formula
        unknown = formula.new()
        formula.add(asked, unknown)
        if not fact.may_be_unknown:
            formula.add(-asked, -unknown)
        match fact.type:
            case FactType.CHOICE | FactType.YES_NO:
                values = {value: formula.new() for value in fact.values}
                formula.one_of([unknown, *values.values()])
                return FactLiterals(unknown, values)
            case FactType.DATETIME:
                return FactLiterals(unknown)
            case FactType.WHOLE:
                at_least = {limit: formula.new() for limit in self.limits[fact.name]}
                for low, high in zip(at_least.values(), list(at_least.values())[1:], strict=False):
                    formula.add(-high, low)
                for reached in at_least.values():
                    formula.add(-unknown, -reached)
                return FactLiterals(unknown, at_least=at_least)
            case FactType.CHOICES:
                values = {value: formula.new() for value in fact.values}
                for tick in values.values():
                    formula.add(-unknown, -tick)
                return FactLiterals(unknown, values)
            case FactType.PERIODS:
                periods = {value: (formula.new(), formula.new()) for value in fact.values}
                for tick in (tick for pair in periods.values() for tick in pair):
                    formula.add(-unknown, -tick)
                values = {value: formula.any_of(pair) for value, pair in periods.items()}
                return FactLiterals(unknown, values, periods=periods)

    def literal(self, condition: Condition) -> Literal:
        """The literal that holds in the cases in which the condition is true."""
        match condition:
            case Const(value):
                return TRUE if value else FALSE
            case Name(name):
                return self.named[name]
            case Not(inner):
                return -self.literal(inner)
            case All(parts):
                return self.formula.all_of([self.literal(part) for part in parts])
            case AnyOf(parts):
                return self.formula.any_of([self.literal(part) for part in parts])
            case Is(name, values):
                return self.formula.any_of([self._is(name, value) for value in values])
            case Has(name, items):
                ticks = self.facts[name].values
                return self.formula.any_of([ticks[item] for item in items or ticks])
            case Compare(name, op, limit):
                return self._compare(name, op, limit)

    def _is(self, name: str, value: str) -> Literal:
        if name in self.categories:
            categories = self.categories[name]
            if value == UNKNOWN:
                return -self.formula.any_of(categories.values())
            return categories[int(value)]
        fact = self.facts[name]
        return fact.unknown if value == UNKNOWN else fact.values[value]

    def _compare(self, name: str, op: str, limit: int) -> Literal:
        low = limit + 1 if op in (">", "<=") else limit
        if name in self.categories:
            reached = {c: lit for c, lit in self.categories[name].items() if c >= low}
            others = [lit for c, lit in self.categories[name].items() if c not in reached]
            return self.formula.any_of(reached.values() if op[0] == ">" else others)
        reached_low = self.at_least(name, low)
        known = -self.facts[name].unknown
        return self.formula.all_of((known, reached_low if op[0] == ">" else -reached_low))

    def at_least(self, name: str, limit: int) -> Literal:
        """The number is known and at least so much."""
        fact = self.pack.facts[name]
        if limit <= fact.minimum:
            return -self.facts[name].unknown
        return FALSE if limit > fact.maximum else self.facts[name].at_least[limit]


def _reads(pack: Pack, name: str) -> set[str]:
    """What a fact's own condition, a named condition or a score's category reads."""
    if name in pack.facts:
        return names_read(pack.facts[name].asked)
    if name in pack.conditions:
        return names_read(pack.conditions[name])
    score = next(score for score in pack.scores if score.category == name)
    return names_read(score.recorded).union(
        (part.fact for part in score.lists), *(names_read(extra.when) for extra in score.extras)
    )
