"""Where the pack can be broken: every mutant of it, and what must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from assistant.flow.conditions import Condition
from assistant.flow.model import (
    Band,
    Checklist,
    Due,
    DueKind,
    FactType,
    Pack,
    Party,
    Points,
    Rule,
    Score,
)
from assistant.flow.reading import names_read
from tests.mutate.changes import changes
from tests.mutate.ours import ITEMS, QUESTIONS
from tests.oracle.asked import STEPS
from tests.oracle.vocabulary import ruled

PLAN, DUE, OWNER, CONTACT = "plan", "due", "owner", "contact"
SCORE, NOTE = "score", "note"


class Mutant(Struct, frozen=True):
    """A pack broken in one place. `look`: what must show it beside the plan's rows."""

    where: str
    what: str
    look: str
    build: Callable[[Pack], Pack]

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def mutants(pack: Pack) -> Iterator[Mutant]:
    """Every mutant of the pack that the second reading can judge."""
    yield from _lines(pack)
    yield from _checklists(pack)
    yield from _conditions(pack)
    yield from _asked(pack)
    yield from _owners(pack)
    yield from _services(pack)
    for at, score in enumerate(pack.scores):
        yield from _score(pack, at, score)


def passed_over(pack: Pack) -> list[str]:
    """What has no reading outside the pack."""
    rows, told = set(ruled()), _told()
    found = [f"rule {r.id}" for r in pack.rules if not _judged(r, rows)]
    found += [f"checklist {c.id}" for c in pack.checklists if not _listed(c, rows)]
    asked = (fact.name for fact in pack.facts.values() if not fact.heard)
    return found + [f"question {name}" for name in asked if name not in told]


def _told() -> set[str]:
    return {name for names, _ in STEPS for name in names} | set(QUESTIONS)


def _rows(thing: Any) -> set[str]:
    parts = getattr(thing, "lines", None) or thing.items
    return {row for part in parts for row in part.clauses}


def _judged(rule: Rule, rows: set[str]) -> bool:
    return bool(rule.fallback or rule.id in ITEMS or (_rows(rule) & rows and not rule.ours))


def _listed(checklist: Checklist, rows: set[str]) -> bool:
    return bool(checklist.id in ITEMS or _rows(checklist) & rows)


def _put(items: tuple[Any, ...], at: int, item: Any) -> tuple[Any, ...]:
    return (*items[:at], item, *items[at + 1 :])


def _lines(pack: Pack) -> Iterator[Mutant]:
    rows = set(ruled())
    for at, rule in enumerate(pack.rules):
        if not _judged(rule, rows):
            continue
        for n, line in enumerate(rule.lines):
            where = f"{line.source.file}:{line.source.line} {rule.id}"

            def build(pack: Pack, at: int = at, n: int = n, **new: Any) -> Pack:
                rule = pack.rules[at]
                lines = _put(rule.lines, n, replace(rule.lines[n], **new))
                return replace(pack, rules=_put(pack.rules, at, replace(rule, lines=lines)))

            for said, when in changes(line.when, pack):
                yield Mutant(where, said, PLAN, lambda p, b=build, w=when: b(p, when=w))  # type: ignore[misc]
            for said, due in _dues(line.due, pack):
                yield Mutant(where, said, DUE, lambda p, b=build, d=due: b(p, due=d))  # type: ignore[misc]


def _dues(due: Due | None, pack: Pack) -> Iterator[tuple[str, Due | None]]:
    if due is None:
        return
    yield f"due {due.words} dropped", None
    if due.kind is DueKind.NOW:
        return
    for near in (due.amount - 1, due.amount + 1):
        if due.amount:
            yield f"due {due.words}: {near} for {due.amount}", replace(due, amount=near)
    times = [fact.name for fact in pack.facts.values() if fact.type is FactType.DATETIME]
    other = times[(times.index(due.fact) + 1) % len(times)]
    yield f"due {due.words}: counted from {other}", replace(due, fact=other)
    kinds = (DueKind.HOURS, DueKind.DAYS, DueKind.WORKING_DAYS)
    for kind in kinds:
        if due.kind in kinds and kind is not due.kind:
            yield f"due {due.words}: in {kind}", replace(due, kind=kind)


def _checklists(pack: Pack) -> Iterator[Mutant]:
    rows = set(ruled())
    for at, checklist in enumerate(pack.checklists):
        if not _listed(checklist, rows):
            continue

        def build(pack: Pack, at: int = at, **new: Any) -> Pack:
            changed = replace(pack.checklists[at], **new)
            return replace(pack, checklists=_put(pack.checklists, at, changed))

        where = f"{checklist.source.file}:{checklist.source.line} {checklist.id}"
        for said, when in changes(checklist.when, pack):
            yield Mutant(where, said, PLAN, lambda p, b=build, w=when: b(p, when=w))  # type: ignore[misc]
        for n, item in enumerate(checklist.items):
            for said, when in changes(item.when, pack):
                items = _put(checklist.items, n, replace(item, when=when))
                where = f"{item.source.file}:{item.source.line} {checklist.id}, item {n + 1}"
                yield Mutant(where, said, PLAN, lambda p, b=build, i=items: b(p, items=i))  # type: ignore[misc]


def _conditions(pack: Pack) -> Iterator[Mutant]:
    of_owners = {name for party in pack.owners.values() for name in names_read(party.yours)}
    for name, condition in pack.conditions.items():
        look = OWNER if name in of_owners else PLAN
        for said, changed in changes(condition, pack):

            def build(pack: Pack, name: str = name, changed: Condition = changed) -> Pack:
                return replace(pack, conditions={**pack.conditions, name: changed})

            yield Mutant(f"conditions.yaml {name}", said, look, build)


def _asked(pack: Pack) -> Iterator[Mutant]:
    told = _told()
    for fact in pack.facts.values():
        if fact.name not in told:
            continue
        for said, changed in changes(fact.asked, pack):

            def build(pack: Pack, name: str = fact.name, changed: Condition = changed) -> Pack:
                facts = {**pack.facts, name: replace(pack.facts[name], asked=changed)}
                return replace(pack, facts=facts)

            where = f"{fact.source.file}:{fact.source.line} {fact.name} asked"
            yield Mutant(where, said, PLAN, build)


def _owners(pack: Pack) -> Iterator[Mutant]:
    rows = set(ruled())
    used = {rule.owner for rule in pack.rules if _rows(rule) & rows} - {"you"}
    for name in sorted(used):
        party = pack.owners[name]
        for said, yours in changes(party.yours, pack):

            def build(pack: Pack, party: Party = party, yours: Condition = yours) -> Pack:
                return replace(pack, owners={**pack.owners, party.id: replace(party, yours=yours)})

            yield Mutant(f"pack.yaml owner {name}", said, OWNER, build)


def _services(pack: Pack) -> Iterator[Mutant]:
    for name, party in pack.services.items():
        for said, yours in changes(party.yours, pack):

            def build(pack: Pack, party: Party = party, yours: Condition = yours) -> Pack:
                services = {**pack.services, party.id: replace(party, yours=yours)}
                return replace(pack, services=services)

            yield Mutant(f"pack.yaml service {name}", said, CONTACT, build)


def _score(pack: Pack, at: int, score: Score) -> Iterator[Mutant]:
    def mutant(where: str, said: str, changed: Score, look: str = SCORE) -> Mutant:
        def build(pack: Pack) -> Pack:
            return replace(pack, scores=_put(pack.scores, at, changed))

        return Mutant(f"scores.yaml {score.id}, {where}", said, look, build)

    for said, recorded in changes(score.recorded, pack):
        yield mutant("recorded", said, replace(score, recorded=recorded))
    for n, part in enumerate(score.lists):
        for kind in ("current", "recent", "both"):
            for said, points in _points(getattr(part, kind)):
                lists = _put(score.lists, n, replace(part, **{kind: points}))
                yield mutant(f"{part.fact} {kind}", said, replace(score, lists=lists))
    for n, extra in enumerate(score.extras):
        for said, points in _points(extra.points):
            extras = _put(score.extras, n, replace(extra, points=points))
            yield mutant(extra.id, said, replace(score, extras=extras))
        for said, when in changes(extra.when, pack):
            extras = _put(score.extras, n, replace(extra, when=when))
            yield mutant(extra.id, said, replace(score, extras=extras))
    for n, note in enumerate(score.notes):
        for said, when in changes(note.when, pack):
            notes = _put(score.notes, n, replace(note, when=when))
            yield mutant(f"note {note.id}", said, replace(score, notes=notes), NOTE)
    for n, band in enumerate(score.bands):
        for near in _near(band):
            bands = _put(score.bands, n, near)
            said = f"from {near.lowest} for {band.lowest}"
            yield mutant(f"category {band.category}", said, replace(score, bands=bands))


def _points(points: Points | None) -> Iterator[tuple[str, Points]]:
    if points is not None:
        for near in (points.points - 1, points.points + 1):
            yield f"{near} points for {points.points}", replace(points, points=near)


def _near(band: Band) -> Iterator[Band]:
    # The first band begins at no points at all: nothing lies below it.
    for near in (band.lowest - 1, band.lowest + 1):
        if band.lowest:
            yield replace(band, lowest=near)
