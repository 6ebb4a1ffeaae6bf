"""Facts -> the plan: what to do, whose it is, by when, whom to contact, and because of what.

The order is ruling 8 of the protocol's reading: what is due now first; then the person's own
items by due time, their own without one, and other people's likewise, each in the order of the
pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from msgspec import Struct

from assistant.engine.due import When, due_at, sort_key
from assistant.engine.program import Program, View
from assistant.engine.reasons import Reader
from assistant.flow.answers import Facts
from assistant.flow.model import Checklist, ChecklistItem, Contact, DueKind, Line, Principle, Rule

YOU = "you"


class PlanItem(Struct, frozen=True):
    """One thing to do. `due` is None, "now", an aware datetime or a date.

    `how` is for who does it; `can_do` is what the person can do about what is somebody else's.
    """

    rule: Rule
    text: str
    how: tuple[str, ...]
    owner: str
    yours: bool
    due: When | str | None
    due_words: str
    place: int
    contacts: tuple[Contact, ...]
    clauses: tuple[str, ...]
    because: tuple[str, ...]
    can_do: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.rule.id


class ShownChecklist(Struct, frozen=True):
    """A checklist that belongs to this plan, with the items that apply."""

    checklist: Checklist
    items: tuple[ChecklistItem, ...]


class Plan(Struct, frozen=True):
    """The items in their order; `undecided` are rules that an open fact can still turn.

    `own` are the services that the person belongs to. `kept` are items that stood before an event
    and still stand after it, though no condition calls for them now.
    """

    items: tuple[PlanItem, ...]
    undecided: tuple[Rule, ...]
    checklists: tuple[ShownChecklist, ...]
    principles: tuple[Principle, ...]
    own: frozenset[str] = frozenset()
    kept: tuple[PlanItem, ...] = ()

    def rows(self) -> set[str]:
        """The rows that the items and checklists carry."""
        found = {row for item in self.items for row in item.clauses}
        return found | {r for c in self.checklists for item in c.items for r in item.clauses}


def true_rules(program: Program, true: Iterable[bool]) -> frozenset[str]:
    """The ids of the rules that are surely in the plan, given which lines are surely true."""
    return frozenset(compress(program.rule_ids, true))


def make_plan(program: Program, facts: Facts, view: View) -> Plan:
    """The plan for the facts that count."""
    reader = Reader(program, view)
    maker = _Maker(program, facts, reader)
    true_lines: dict[str, list[Line]] = {}
    undecided: dict[str, Rule] = {}
    shown: dict[str, list[ChecklistItem]] = {}
    for ref, true, false in zip(program.lines, view.true, view.false, strict=True):
        if ref.rule and ref.line and true:
            true_lines.setdefault(ref.rule.id, []).append(ref.line)
        elif ref.rule and not false:
            undecided[ref.rule.id] = ref.rule
        elif ref.checklist and ref.item and true:
            shown.setdefault(ref.checklist.id, []).append(ref.item)
    items = [
        maker.item(rule, true_lines[rule.id])
        for rule in program.pack.rules
        if rule.id in true_lines
    ]
    return Plan(
        items=tuple(sorted(items, key=maker.order)),
        undecided=tuple(rule for rule in undecided.values() if rule.id not in true_lines),
        checklists=tuple(
            ShownChecklist(checklist, tuple(shown[checklist.id]))
            for checklist in program.pack.checklists
            if checklist.id in shown
        ),
        principles=tuple(p for p in program.pack.principles if reader.truth(p.when)),
        own=maker.own_services,
    )


class _Maker:
    def __init__(self, program: Program, facts: Facts, reader: Reader) -> None:
        self.pack = program.pack
        self.facts = facts
        self.reader = reader
        self.files = {name: at for at, name in enumerate(self.pack.plan_files)}
        self.own_services = frozenset(
            service.id for service in self.pack.services.values() if reader.truth(service.yours)
        )

    def item(self, rule: Rule, lines: list[Line]) -> PlanItem:
        owner = self.pack.owners[rule.owner]
        yours = rule.owner == YOU or self.reader.truth(owner.yours) is True
        contacts = [self.pack.contacts[name] for name in rule.contacts]
        others = [c for c in contacts if c.service not in self.own_services]
        own = rule.own if yours and len(others) < len(contacts) else ""
        do = next((line.do for line in lines if line.do), rule.do)
        due, words = self.due(lines)
        return PlanItem(
            rule=rule,
            text=own or do,
            how=rule.how + tuple(line.say for line in lines if line.say),
            owner=YOU if yours else owner.name,
            yours=yours,
            due=due,
            due_words=words,
            place=min(self.place(rule, line) for line in lines),
            contacts=tuple(others),
            clauses=tuple(dict.fromkeys(row for line in lines for row in line.clauses)),
            because=self.because(rule, lines),
            can_do=() if yours else rule.not_yours,
        )

    def place(self, rule: Rule, line: Line) -> int:
        """The line's place in the order of the plan files."""
        return self.files[line.place or rule.file]

    @staticmethod
    def order(item: PlanItem) -> tuple[int, float, int]:
        """Ruling 8: now first; then one's own by due time, then without; then other people's."""
        if item.due == "now":
            return (0 if item.yours else 1), 0.0, item.place
        first = 2 if item.yours else 4
        if item.due is None or isinstance(item.due, str):
            return first + 1, 0.0, item.place
        return first, sort_key(item.due).timestamp(), item.place

    def due(self, lines: list[Line]) -> tuple[When | str | None, str]:
        """The earliest due time of the lines that are true, and the rule that made it."""
        dues = [line.due for line in lines if line.due]
        if any(due.kind is DueKind.NOW for due in dues):
            return "now", "now"
        timed = [(due_at(due, self.facts.get(due.fact)), due.words) for due in dues]
        known = [(when, words) for when, words in timed if when is not None]
        if known:
            return min(known, key=lambda pair: sort_key(pair[0]))
        return None, timed[0][1] if timed else ""

    def because(self, rule: Rule, lines: list[Line]) -> tuple[str, ...]:
        names = [name for line in lines for name in self.reader.reasons(line.when)]
        return tuple(name for name in dict.fromkeys(names) if name in self.facts)
