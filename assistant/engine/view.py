"""What the fused program gives back, and the lines that it evaluates."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from assistant.flow.conditions import Condition
from assistant.flow.model import Checklist, ChecklistItem, Line, Pack, Rule


class View(NamedTuple):
    """What the answers so far come to. Everything is in the order of the program's tables.

    `values`: the number of each fact as it counts, None where it is open. `true` and `false`: the
    rails of each line. `facts`: is the fact to be asked now? `steps`: is anything of the step?
    `asked` and `barred`: is the fact's own condition surely true, surely false?
    """

    values: tuple[int | None, ...]
    categories: tuple[int | None, ...]
    true: tuple[bool, ...]
    false: tuple[bool, ...]
    facts: tuple[bool, ...]
    steps: tuple[bool, ...]
    asked: tuple[bool, ...]
    barred: tuple[bool, ...]


class LineRef(Struct, frozen=True):
    """Where a line of the program comes from: a rule's line, or a checklist with one of its
    items.
    """

    when: Condition
    rule: Rule | None = None
    line: Line | None = None
    checklist: Checklist | None = None
    item: ChecklistItem | None = None


def line_refs(pack: Pack) -> tuple[LineRef, ...]:
    """Every line, in the order in which the program evaluates them."""
    found = [LineRef(line.when, rule, line) for rule in pack.rules for line in rule.lines]
    for checklist in pack.checklists:
        found.append(LineRef(checklist.when, checklist=checklist))
        found += [LineRef(i.when, checklist=checklist, item=i) for i in checklist.items]
    return tuple(found)
