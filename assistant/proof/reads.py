"""What is read anywhere in a pack: which facts, named conditions and values of facts."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.flow.conditions import Compare, Condition, Has, Is, Name
from assistant.flow.model import LISTS, DueKind, Pack
from assistant.flow.reading import atoms


class Reads:
    """What the plan, the scores, the principles, the owners, the services and the right to decide
    otherwise of a pack read.

    Only what counts is followed: a named condition that nothing uses reads nothing, and neither
    does the condition under which a fact is asked that nothing reads itself. `told` are the values
    that a condition names, by fact.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.facts: set[str] = set()
        self.conditions: set[str] = set()
        self.told: dict[str, set[str]] = {}
        self._categories = {score.category for score in pack.scores}
        for condition in _readers(pack):
            self._condition(condition)
        for name in self._plainly():
            self._fact(name)

    def _plainly(self) -> Iterator[str]:
        """Facts that are read without a condition, or that serve something by name."""
        pack = self.pack
        yield pack.emergency.fact
        for rule in pack.rules:
            for line in rule.lines:
                if line.due and line.due.kind is not DueKind.NOW:
                    yield line.due.fact
        for score in pack.scores:
            for name in [part.fact for part in score.lists] + [score.unknown_items]:
                self._all_told(name)
                yield name
        yield from (fact.name for fact in pack.facts.values() if fact.serves)

    def _condition(self, condition: Condition) -> None:
        for atom in atoms(condition):
            match atom:
                case Name(name):
                    if name not in self.conditions:
                        self.conditions.add(name)
                        self._condition(self.pack.conditions[name])
                case Is(name, values) | Has(name, values):
                    self._fact(name)
                    self.told.setdefault(name, set()).update(values)
                    if isinstance(atom, Has) and not values:
                        self._all_told(name)
                case Compare(name):
                    self._fact(name)

    def _fact(self, name: str) -> None:
        if name not in self.facts and name not in self._categories:
            self.facts.add(name)
            self._condition(self.pack.facts[name].asked)

    def _all_told(self, name: str) -> None:
        fact = self.pack.facts[name]
        if fact.type in LISTS:
            self.told.setdefault(name, set()).update(fact.values)


def _readers(pack: Pack) -> Iterator[Condition]:
    """The conditions that something which people are shown hangs on."""
    yield from (line.when for rule in pack.rules for line in rule.lines)
    for checklist in pack.checklists:
        yield checklist.when
        yield from (item.when for item in checklist.items)
    yield from (principle.when for principle in pack.principles)
    for score in pack.scores:
        yield score.recorded
        yield from (extra.when for extra in score.extras)
        yield from (note.when for note in score.notes)
    yield from (owner.yours for owner in pack.owners.values())
    yield from (service.yours for service in pack.services.values())
    yield pack.may_decide.when
