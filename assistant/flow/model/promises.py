"""What a pack promises of every case. Whether it keeps its word is for the proofs."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from assistant.flow.conditions import ALWAYS, Condition, Const
from assistant.flow.problems import Source


class First(Struct, frozen=True):
    """Wherever `when` holds the rule is in the plan, and no item stands before it."""

    rule: str
    when: Condition
    words: str
    source: Source


class AlwaysAsked(Struct, frozen=True):
    """No conversation reaches its end without this question."""

    fact: str
    words: str
    source: Source


class Apart(Struct, frozen=True):
    """No two of these rules are in one plan."""

    rules: tuple[str, ...]
    words: str
    source: Source


class OneOf(Struct, frozen=True):
    """Wherever `when` holds and `unless` does not, one of these rules is in the plan.

    Each of them is the person's own to do.
    """

    rules: tuple[str, ...]
    when: Condition
    unless: Condition
    words: str
    source: Source


class ButFor(Struct, frozen=True):
    """Rows that a promise on not knowing leaves out, where the condition holds."""

    rows: tuple[str, ...]
    when: Condition = ALWAYS


class NotKnowing(Struct, frozen=True):
    """All else equal, a plan with the fact unknown carries every row of a plan with it `known`.

    `in_place` names, for a row, the one that stands for it where the fact is unknown.
    """

    fact: str
    known: Condition
    source: Source
    but_for: tuple[ButFor, ...] = ()
    in_place: Mapping[str, str] = field(default_factory=dict)


class Promises(Struct, frozen=True):
    """All that a pack promises."""

    first: tuple[First, ...] = ()
    asked: tuple[AlwaysAsked, ...] = ()
    apart: tuple[Apart, ...] = ()
    one_of: tuple[OneOf, ...] = ()
    not_knowing: tuple[NotKnowing, ...] = ()


NEVER = Const(False)
