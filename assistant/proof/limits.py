"""The limits at which a number matters to some condition of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assistant.flow.conditions import Compare, Condition
from assistant.flow.model import Pack
from assistant.flow.reading import atoms

Limits = Mapping[str, tuple[int, ...]]


def limits_of(pack: Pack, more: Iterable[Condition] = ()) -> Limits:
    """For each number, the lowest numbers from which on something may be otherwise, ascending."""
    found: dict[str, set[int]] = {name: set() for name in pack.facts}
    for condition in (*_conditions(pack), *more):
        for atom in atoms(condition):
            if isinstance(atom, Compare) and atom.fact in pack.facts:
                low = atom.limit + 1 if atom.op in (">", "<=") else atom.limit
                fact = pack.facts[atom.fact]
                if fact.minimum < low <= fact.maximum:
                    found[atom.fact].add(low)
    return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _conditions(pack: Pack) -> Iterator[Condition]:
    yield from pack.conditions.values()
    for fact in pack.facts.values():
        yield fact.asked
    for rule in pack.rules:
        yield from (line.when for line in rule.lines)
    for checklist in pack.checklists:
        yield checklist.when
        yield from (item.when for item in checklist.items)
    yield from (principle.when for principle in pack.principles)
    for score in pack.scores:
        yield score.recorded
        yield from (extra.when for extra in score.extras)
        yield from (note.when for note in score.notes)
    for party in (*pack.owners.values(), *pack.services.values()):
        yield party.yours
    yield pack.may_decide.when
