"""Does a broken pack show? Its plans beside the worked cases and the second reading's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import combinations, compress
from typing import Any

import yaml
from msgspec import Struct

from assistant.engine.due import local_text
from assistant.engine.plan import YOU, Plan, PlanItem, make_plan
from assistant.engine.program import Program, View
from assistant.engine.score import results
from assistant.flow.answers import Facts, read_answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack
from tests.mutate.ours import (
    ITEMS,
    NOTES,
    QUESTIONS,
    RINGS,
    counted_with_ours,
    due_of_ours,
    items_of_ours,
    with_ours,
)
from tests.mutate.sites import CONTACT, DUE, NOTE, OWNER, PLAN, SCORE, Mutant
from tests.oracle.asked import STEPS, effective
from tests.oracle.generate import generate
from tests.oracle.line import Condition
from tests.oracle.plan import due_texts, own_services, true_lines
from tests.oracle.score import Seraf, scored_seraf
from tests.oracle.vocabulary import DATA, ruled
from tests.oracle.words import frontline, social

EMERGENCY_ROW = "5.6.1-1"
# What stands where no ruled row does beside that one (ruling 10).
FALLBACKS: dict[str, Condition] = {"fallback-frontline": frontline, "fallback-social": social}
TOLD = (*(name for names, _ in STEPS for name in names), *QUESTIONS)
Told = dict[str, Any]


class Expected(Struct, frozen=True):
    """One case: its answers, and what the second reading makes of them. Rows and facts are bits.

    `own`: the services that the person belongs to, so that nothing says to ring them.
    """

    facts: Facts
    rows: int
    asked: tuple[bool, ...]
    due: dict[str, str]
    owners: dict[str, str]
    own: frozenset[str]
    seraf: Seraf | None
    notes: frozenset[str]


@cache
def bits() -> dict[str, int]:
    """A bit for each ruled row, and for each item that carries none, by its id."""
    return {row: 1 << at for at, row in enumerate([*ruled(), *FALLBACKS, *ITEMS])}


def mask(rows: Iterable[str]) -> int:
    """The bits of some rows; others have none."""
    found = 0
    for row in rows:
        found |= bits().get(row, 0)
    return found


def expected(given: Told, pack: Pack) -> Expected:
    """What the second reading says of the facts of a case file."""
    counted = effective(given)
    lines = true_lines(counted)
    rows = {row for line in lines for row in line.rows}
    if rows <= {EMERGENCY_ROW}:
        rows |= {name for name, condition in FALLBACKS.items() if condition(counted)}
    facts_with_ours, asked = counted_with_ours(counted, given)
    rows |= items_of_ours(facts_with_ours)
    own = own_services(counted)
    asked |= {name for names, condition in STEPS if condition(counted) for name in names}
    facts: Facts = dict.fromkeys(pack.facts, UNKNOWN)
    facts.update({name: read_answer(pack.facts[name], value) for name, value in given.items()})
    return Expected(
        facts,
        mask(rows),
        tuple(name in asked for name in TOLD),
        due_texts(counted) | due_of_ours(facts_with_ours),
        {
            row: YOU if line.owner in own else line.owner
            for line in lines
            if line.owner is not None
            for row in line.rows
        },
        frozenset(name for name, rings in RINGS.items() if not rings(counted)),
        scored_seraf(counted),
        frozenset(name for name, said in NOTES.items() if said(counted)),
    )


def drawn(pack: Pack, seeds: Iterable[int]) -> list[Expected]:
    """Random cases."""
    return [expected(with_ours(generate(seed)["facts"], seed), pack) for seed in seeds]


def worked(pack: Pack) -> list[Expected]:
    """The worked cases. The second reading agrees with what their files expect (tests/oracle)."""
    return [
        expected(yaml.safe_load(path.read_text(encoding="utf-8"))["facts"], pack)
        for path in sorted((DATA / "cases").glob("*.yaml"))
    ]


class Judge:
    """Cases with what is expected of them, ready to be held against broken packs."""

    def __init__(self, pack: Pack, cases: list[Expected]) -> None:
        self.pack = pack
        self.cases = cases
        program = Program(pack)
        self.vectors = [program.codec.vector(case.facts) for case in cases]
        self.told = [program.codec.at[name] for name in TOLD]
        masks = list(enumerate(row_masks(program)))
        # An item of a list stands where its row does, also where others carry the same row.
        self.items = [(n, row) for n, row in masks if program.lines[n].item and row]
        # One row in two items would say one thing twice.
        self.twins = [
            (n, other)
            for (n, row), (other, more) in combinations(masks, 2)
            if row & more and program.lines[n].rule is not program.lines[other].rule
        ]

    def caught(self, mutant: Mutant) -> int | None:
        """The number of the first case that shows it; None where none does."""
        return next(self.shown(mutant), None)

    def shown(self, mutant: Mutant) -> Iterator[int]:
        """The numbers of the cases that show it."""
        program = Program(mutant.build(self.pack))
        masks = row_masks(program)
        settle, told = program.settle, self.told
        for at, case in enumerate(self.cases):
            vector = self.vectors[at]
            if mutant.look == SCORE:
                vector = program.codec.vector(case.facts)
            view = settle(vector)
            true, asked = view.true, view.asked
            found = 0
            for row in compress(masks, true):
                found |= row
            if (
                found != case.rows
                or tuple([asked[n] for n in told]) != case.asked
                or any(true[n] is not (case.rows & row > 0) for n, row in self.items)
                or any(true[one] and true[other] for one, other in self.twins)
                or (mutant.look != PLAN and self.differs(mutant.look, program, view, case))
            ):
                yield at

    def differs(self, look: str, program: Program, view: View, case: Expected) -> bool:
        """Does what the mutant touches differ from what is expected?"""
        at = program.codec.at
        counted = {name: a for name, a in case.facts.items() if view.asked[at[name]]}
        if look in (SCORE, NOTE):
            return seraf(program, counted, view) != (case.seraf, case.notes)
        plan = make_plan(program, counted, view)
        if look == OWNER:
            return {r: o for r, o in owners(plan).items() if r in bits()} != case.owners
        if look == CONTACT:
            return any(self.misdirects(item, case.own) for item in plan.items if item.yours)
        assert look == DUE
        return bool(due_rows(plan) ^ {(r, t) for r, t in case.due.items()})

    def misdirects(self, item: PlanItem, own: frozenset[str]) -> bool:
        """Does the item name one's own service, or leave out another?"""
        wanted = [c for c in item.rule.contacts if self.pack.contacts[c].service not in own]
        return [contact.id for contact in item.contacts] != wanted


def row_masks(program: Program) -> list[int]:
    """For each line of the program the bits of its rows, or of what it stands for itself."""
    found = []
    for ref in program.lines:
        whole, part = ref.rule or ref.checklist, ref.line or ref.item
        if whole and whole.id in bits():
            found.append(mask([whole.id]))
        else:
            found.append(mask(part.clauses) if part else 0)
    return found


def seraf(program: Program, counted: Facts, view: View) -> tuple[Seraf | None, frozenset[str]]:
    """The score as the second reading has it, and the ids of what is said beside it."""
    said = {note.text: note.id for score in program.pack.scores for note in score.notes}
    for result in results(program, counted, view):
        notes = frozenset(said[text] for text in result.notes)
        found: Seraf = {
            "score": result.score,
            "category": result.category,
            "lowest": {"score": result.lowest.score, "category": result.lowest.category},
            "highest": {"score": result.highest.score, "category": result.highest.category},
        }
        return found, notes
    return None, frozenset()


def owners(plan: Plan) -> dict[str, str]:
    """Whose each row is."""
    return {row: item.owner for item in plan.items for row in item.clauses}


def due_rows(plan: Plan) -> set[tuple[str, str]]:
    """Each ruled row or item of ours in the plan with its time, `now` among them."""
    return {
        (row, text(item.due))
        for item in plan.items
        for row in ((item.id,) if item.id in bits() else item.clauses)
        if item.due is not None and row in bits()
    }


def text(due: datetime | date | str) -> str:
    """A time as the second reading writes it."""
    return due if isinstance(due, str) else local_text(due)
