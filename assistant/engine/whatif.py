"""Which single changed answer would take an item out of the plan? Found by replaying the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from assistant.engine.plan import PlanItem, true_rules
from assistant.engine.program import Program
from assistant.flow.answers import Answer, Facts
from assistant.flow.conditions import UNKNOWN, Compare, Condition
from assistant.flow.model import AREA, PERIODS, ROLE, Fact, FactType, Pack
from assistant.flow.reading import atoms

_BEST = 3


class Change(Struct, frozen=True):
    """One answer changed."""

    fact: str
    before: Answer
    after: Answer


def unless(
    program: Program, items: Iterable[PlanItem], facts: Facts, otherwise: Mapping[str, Answer]
) -> dict[str, Change | None]:
    """For each item's id, the single change that takes it away, or None where there is none.

    Of several, one that is `worth_naming` before all others, and one about this child before one
    about who is asking and where; then one of the answers that put the item there, and the one
    that changes least beside.

    `facts` are the answers that count. `otherwise` answers questions that a change newly opens (a
    case file's other facts); what it does not hold is answered `unknown`.
    """
    return _Replays(program, facts, otherwise).find(list(items))


def worth_naming(pack: Pack, change: Change) -> bool:
    """Would anybody learn from it? Not that it would go if they knew less, or wanted other help."""
    return _worth(pack, change) > 1


def _worth(pack: Pack, change: Change) -> int:
    if change.after == UNKNOWN:
        return 0
    if not pack.facts[change.fact].may_be_unknown:  # what help is wanted
        return 1
    return 2 if change.fact in (AREA, ROLE) else _BEST


class _Replays:
    def __init__(self, program: Program, facts: Facts, otherwise: Mapping[str, Answer]) -> None:
        self.program = program
        self.facts = facts
        everything: Facts = {fact.name: UNKNOWN for fact in program.codec.facts}
        everything.update(otherwise)
        everything.update(facts)
        self.vector = program.codec.vector(everything)
        self.limits = limits(program.pack)
        self.seen: dict[str, list[tuple[Answer, frozenset[str]]]] = {}

    def find(self, items: list[PlanItem]) -> dict[str, Change | None]:
        found: dict[str, Change | None] = {}
        for item in items:
            best = self.narrowest(item.id, item.because)
            if best is None or _worth(self.program.pack, best) < _BEST:
                rest = [name for name in self.facts if name not in item.because]
                both = [change for change in (best, self.narrowest(item.id, rest)) if change]
                best = max(both, key=lambda c: _worth(self.program.pack, c), default=None)
            found[item.id] = best
        return found

    def narrowest(self, rule: str, names: Iterable[str]) -> Change | None:
        """The change most worth naming that takes the rule away; of several the one that keeps the
        most of the plan beside it.
        """
        changes = [
            (_worth(self.program.pack, change), len(rules), -at, change)
            for at, name in enumerate(names)
            for answer, rules in self.after(name)
            if rule not in rules
            for change in (Change(name, self.facts[name], answer),)
        ]
        return max(changes, key=lambda change: change[:3])[3] if changes else None

    def after(self, name: str) -> list[tuple[Answer, frozenset[str]]]:
        """Each other answer of a fact, with the rules that are in the plan then."""
        if name not in self.seen:
            fact = self.program.pack.facts[name]
            found = []
            for answer in other_answers(fact, self.facts[name], self.limits.get(name, ())):
                vector = list(self.vector)
                self.program.codec.put(vector, name, answer)
                found.append((answer, true_rules(self.program, self.program.true(vector))))
            self.seen[name] = found
        return self.seen[name]


def limits(pack: Pack) -> dict[str, tuple[int, ...]]:
    """For each number fact, the numbers on either side of every limit that a condition sets."""
    found: dict[str, set[int]] = {}
    for condition in _conditions(pack):
        for atom in atoms(condition):
            if isinstance(atom, Compare) and atom.fact in pack.facts:
                found.setdefault(atom.fact, set()).update(
                    (atom.limit - 1, atom.limit, atom.limit + 1)
                )
    return {
        name: tuple(
            n for n in sorted(numbers) if pack.facts[name].minimum <= n <= pack.facts[name].maximum
        )
        for name, numbers in found.items()
    }


def _conditions(pack: Pack) -> Iterator[Condition]:
    yield from pack.conditions.values()
    for fact in pack.facts.values():
        yield fact.asked
    for rule in pack.rules:
        yield from (line.when for line in rule.lines)
    for score in pack.scores:
        yield from (extra.when for extra in score.extras)


def other_answers(fact: Fact, answer: Answer, numbers: Iterable[int] = ()) -> Iterator[Answer]:
    """The answers that differ from this one by one step: another value, one item more or less."""
    match fact.type:
        case FactType.CHOICE | FactType.YES_NO:
            yield from (value for value in reversed(fact.values) if value != answer)
        case FactType.WHOLE:
            yield from (number for number in numbers if number != answer)
        case FactType.CHOICES:
            held = answer if isinstance(answer, list) else []
            for item in held:
                yield [other for other in held if other != item]
            if len(held) > 1 or answer == UNKNOWN:
                yield []
            for item in fact.values:
                if item not in held:
                    yield [value for value in fact.values if value in held or value == item]
        case FactType.PERIODS:
            ticked = answer if isinstance(answer, dict) else {}
            for item in ticked:
                yield {other: periods for other, periods in ticked.items() if other != item}
            if len(ticked) > 1 or answer == UNKNOWN:
                yield {}
            for item in fact.values:
                if item not in ticked:
                    yield {**ticked, item: list(PERIODS[:1])}
    if answer != UNKNOWN and fact.may_be_unknown:
        yield UNKNOWN
