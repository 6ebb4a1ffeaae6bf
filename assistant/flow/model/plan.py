"""What a plan is made of: rules with their lines and due times, checklists, principles."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from assistant.flow.conditions import Condition
from assistant.flow.problems import Source


class DueKind(StrEnum):
    """How a due time is counted."""

    NOW = "now"
    HOURS = "h"
    DAYS = "days"
    WORKING_DAYS = "working days"
    ON = "on"


class Due(Struct, frozen=True):
    """When an item is due: now, or `amount` of the kind's unit after the time that `fact` names."""

    kind: DueKind
    amount: int = 0
    fact: str = ""
    words: str = ""


class Line(Struct, frozen=True):
    """One reason for a rule to be in the plan, with the rows that it carries then.

    `place` names the plan file in whose order the item stands when this line is true.
    """

    when: Condition
    clauses: tuple[str, ...]
    source: Source
    due: Due | None = None
    do: str = ""
    say: str = ""
    place: str = ""


class Late(Struct, frozen=True):
    """What to do when an item's time has gone by: whom to chase, how, and the rule that says how to
    take it further, empty for none.
    """

    contacts: tuple[str, ...]
    how: tuple[str, ...]
    then: str
    source: Source


class Rule(Struct, frozen=True):
    """One item that a plan may have. It is in the plan when any of its lines is true.

    `how` is for its owner; `not_yours` is what anybody else can do about it. A `caution` says what
    not to do: it stands apart, and nobody can mark it as done.
    """

    id: str
    file: str
    theme: str
    do: str
    own: str
    how: tuple[str, ...]
    ready: tuple[str, ...]
    why: str
    owner: str
    contacts: tuple[str, ...]
    lines: tuple[Line, ...]
    source: Source
    ours: bool = False
    aside: bool = False
    fallback: bool = False
    caution: bool = False
    not_yours: tuple[str, ...] = ()
    late: Late | None = None


class ChecklistItem(Struct, frozen=True):
    """One thing to cover, to look at or to consider."""

    text: str
    clauses: tuple[str, ...]
    when: Condition
    source: Source


class Checklist(Struct, frozen=True):
    """A list for an interview, a document check or a meeting."""

    id: str
    title: str
    intro: str
    when: Condition
    items: tuple[ChecklistItem, ...]
    source: Source
    ours: bool = False
    aside: bool = False


class Principle(Struct, frozen=True):
    """Something to keep in mind, and when it bears."""

    id: str
    text: str
    when: Condition
    clauses: tuple[str, ...]
    source: Source
