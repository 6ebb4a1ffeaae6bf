"""Does everything that a pack names exist, and has it the right type?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from assistant.flow.conditions import UNKNOWN, Compare, Condition, Has, Is, Name
from assistant.flow.load.fields import Notes
from assistant.flow.model import (
    LISTS,
    DueKind,
    Fact,
    FactType,
    Pack,
)
from assistant.flow.problems import Source, did_you_mean
from assistant.flow.reading import atoms


class Sourced(Protocol):
    """Anything that was written somewhere."""

    @property
    def source(self) -> Source:
        """Where."""


def check_references(pack: Pack, notes: Notes, condition_lines: Mapping[str, Source]) -> None:
    """Note every name that leads nowhere and every condition of the wrong type."""
    for condition, source, what in _conditions(pack, condition_lines):
        check_condition(condition, pack, notes, source, what)
    _check_clauses(pack, notes)
    _check_steps(pack, notes)
    _check_rules(pack, notes)
    _check_scores(pack, notes)
    for contact in pack.contacts.values():
        if contact.service:
            _known(
                contact.service, pack.services, "service", f'contact "{contact.id}"', contact, notes
            )
    if beside := pack.words.beside_you:
        for name in beside.contacts:
            _known(name, pack.contacts, "contact", "beside_you", beside, notes)
    emergency = pack.emergency
    _known(emergency.fact, pack.facts, "fact", "emergency", emergency, notes)
    _known(emergency.rule, (rule.id for rule in pack.rules), "rule", "emergency", emergency, notes)
    if emergency.fact in pack.facts:
        values = (emergency.answer,) if emergency.answer else ()
        known = pack.facts[emergency.fact].values
        _values(values, known, emergency.fact, notes, emergency.source, "emergency")


def _conditions(
    pack: Pack, condition_lines: Mapping[str, Source]
) -> Iterator[tuple[Condition, Source, str]]:
    for name, condition in pack.conditions.items():
        yield condition, condition_lines[name], f'condition "{name}"'
    for fact in pack.facts.values():
        yield fact.asked, fact.source, f'fact "{fact.name}", asked'
    for rule in pack.rules:
        for line in rule.lines:
            yield line.when, line.source, f'rule "{rule.id}"'
    for checklist in pack.checklists:
        yield checklist.when, checklist.source, f'checklist "{checklist.id}"'
        for item in checklist.items:
            yield item.when, item.source, f'an item of checklist "{checklist.id}"'
    for principle in pack.principles:
        yield principle.when, principle.source, f'principle "{principle.id}"'
    for score in pack.scores:
        yield score.recorded, score.source, f'score "{score.id}", recorded'
        for extra in score.extras:
            yield extra.when, score.source, f'score "{score.id}", extra "{extra.id}"'
        for note in score.notes:
            yield note.when, note.source, f'score "{score.id}", note "{note.id}"'
    for kind, parties in (("owner", pack.owners), ("service", pack.services)):
        for party in parties.values():
            yield party.yours, party.source, f'{kind} "{party.id}"'
    yield pack.may_decide.when, pack.may_decide.source, "may_decide"


def check_condition(
    condition: Condition, pack: Pack, notes: Notes, source: Source, what: str
) -> None:
    """Note each name, value and type in the condition that cannot be right."""
    categories = {score.category: score for score in pack.scores}
    for atom in atoms(condition):
        if isinstance(atom, Name):
            if atom.name in pack.conditions:
                continue
            if atom.name in pack.facts:
                message = f'"{atom.name}" is a fact, not a condition: write "{atom.name} is ..."'
            else:
                hint = did_you_mean(atom.name, [*pack.conditions, *pack.facts])
                message = f'there is no condition "{atom.name}".{hint}'
            notes.error(source, f"{what}: {message}")
        elif atom.fact in categories:
            allowed = [str(band.category) for band in categories[atom.fact].bands]
            if isinstance(atom, Has):
                notes.error(source, f'{what}: "{atom.fact}" is a category, not a list')
            elif isinstance(atom, Is):
                _values(atom.values, allowed, atom.fact, notes, source, what)
        elif atom.fact not in pack.facts:
            if atom.fact in pack.conditions:
                message = f'"{atom.fact}" is a condition, it has no values'
            else:
                hint = did_you_mean(atom.fact, [*pack.facts, *categories])
                message = f'there is no fact "{atom.fact}".{hint}'
            notes.error(source, f"{what}: {message}")
        else:
            _check_type(atom, pack.facts[atom.fact], notes, source, what)


def _check_type(
    atom: Is | Has | Compare, fact: Fact, notes: Notes, source: Source, what: str
) -> None:
    match atom:
        case Is(_, values) if fact.type in (FactType.CHOICE, FactType.YES_NO):
            _values(values, fact.values, fact.name, notes, source, what)
        case Is(_, values):
            if set(values) != {UNKNOWN}:
                wants = {
                    FactType.WHOLE: 'a number: write ">=", "<=", ">" or "<" and a number',
                    FactType.DATETIME: 'a time: write "is answered" or "is unknown"',
                }.get(fact.type, 'a list: write "has" and a value')
                notes.error(source, f'{what}: "{fact.name}" is {wants}')
        case Has(_, items) if fact.type in LISTS:
            _values(items, fact.values, fact.name, notes, source, what)
        case Has():
            notes.error(source, f'{what}: "{fact.name}" is not a list; write "is" and a value')
        case Compare() if fact.type is not FactType.WHOLE:
            notes.error(source, f'{what}: "{fact.name}" is not a number')
        case Compare(_, _, limit) if fact.minimum < fact.maximum and not (
            fact.minimum <= limit <= fact.maximum + 1
        ):
            notes.error(
                source,
                f'{what}: "{fact.name}" runs from {fact.minimum} to {fact.maximum}, not {limit}',
            )


def _values(
    values: Iterable[str],
    allowed: Iterable[str],
    name: str,
    notes: Notes,
    source: Source,
    what: str,
) -> None:
    known = [*allowed, UNKNOWN]
    for value in values:
        if value not in known:
            hint = did_you_mean(value, known)
            notes.error(
                source,
                f'{what}: "{name}" has no value "{value}".{hint} Allowed: {", ".join(known)}',
            )


def _known(
    name: str,
    known: Iterable[str],
    kind: str,
    what: str,
    thing: Sourced,
    notes: Notes,
) -> None:
    known = list(known)
    if name and name not in known:  # where it is missing, reading has said so
        notes.error(
            thing.source, f'{what}: there is no {kind} "{name}".{did_you_mean(name, known)}'
        )


def _check_clauses(pack: Pack, notes: Notes) -> None:
    for what, thing, clauses in clause_users(pack):
        for clause in clauses:
            _known(clause, pack.clauses, "clause", what, thing, notes)


def clause_users(pack: Pack) -> Iterator[tuple[str, Sourced, tuple[str, ...]]]:
    """What cites rows of the register: words for it, the thing (it has a source), its rows."""
    for fact in pack.facts.values():
        yield f'fact "{fact.name}"', fact, fact.clauses
    for rule in pack.rules:
        for line in rule.lines:
            yield f'rule "{rule.id}"', line, line.clauses
    for checklist in pack.checklists:
        for item in checklist.items:
            yield f'an item of checklist "{checklist.id}"', item, item.clauses
    for principle in pack.principles:
        yield f'principle "{principle.id}"', principle, principle.clauses
    for contact in pack.contacts.values():
        yield f'contact "{contact.id}"', contact, contact.clauses
    for term in pack.terms:
        yield f'term "{term.id}"', term, term.clauses
    for score in pack.scores:
        points = [p for s in score.lists for p in (s.current, s.recent, s.both) if p]
        points += [extra.points for extra in score.extras]
        rows = [p.clause for p in points] + [score.bands_clause]
        yield f'score "{score.id}"', score, tuple(dict.fromkeys(rows))
        for note in score.notes:
            yield f'note "{note.id}" of score "{score.id}"', note, note.clauses


def _check_steps(pack: Pack, notes: Notes) -> None:
    where: dict[str, str] = {}
    for step in pack.steps:
        for name in step.facts:
            _known(name, pack.facts, "fact", f'step "{step.id}"', step, notes)
            if name in where:
                notes.error(
                    step.source,
                    f'step "{step.id}": "{name}" is already asked in step "{where[name]}"',
                )
            where[name] = step.id
    if not all(step.facts for step in pack.steps):
        return
    for name, fact in pack.facts.items():
        if name not in where and not fact.heard:
            notes.error(fact.source, f'fact "{name}": no step asks it')


def _check_rules(pack: Pack, notes: Notes) -> None:
    for rule in pack.rules:
        what = f'rule "{rule.id}"'
        _known(rule.owner, pack.owners, "owner", what, rule, notes)
        for contact in rule.contacts:
            _known(contact, pack.contacts, "contact", what, rule, notes)
        for line in rule.lines:
            if line.place:
                _known(line.place, pack.plan_files, "plan file", what, line, notes)
            if line.due is None or line.due.kind is DueKind.NOW:
                continue
            _known(line.due.fact, pack.facts, "fact", f"{what}, due", line, notes)
            fact = pack.facts.get(line.due.fact)
            if fact and fact.type is not FactType.DATETIME:
                notes.error(line.source, f'{what}, due: "{fact.name}" is not a date and time')


def _check_scores(pack: Pack, notes: Notes) -> None:
    for score in pack.scores:
        what = f'score "{score.id}"'
        _known(score.unknown_items, pack.facts, "fact", what, score, notes)
        for part in score.lists:
            _known(part.fact, pack.facts, "fact", what, score, notes)
            fact = pack.facts.get(part.fact)
            wanted = FactType.PERIODS if part.both else FactType.CHOICES
            if fact and fact.type is not wanted:
                notes.error(score.source, f'{what}: "{fact.name}" must be of type {wanted}')
