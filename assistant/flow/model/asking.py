"""Questions that people ask of a pack, and where in it the answer stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from assistant.flow.problems import Source


class Where(StrEnum):
    """What of a pack can answer a question."""

    REPLY = "reply"
    TERM = "term"
    PRINCIPLE = "principle"
    RULE = "rule"
    CHECKLIST = "checklist"
    CONTACT = "contact"
    FACT = "fact"  # what the question for a fact explains


class Place(Struct, frozen=True):
    """One place that answers, by its id."""

    where: Where
    id: str
    source: Source


class Reply(Struct, frozen=True):
    """What answers a question by itself, where no passage was written for whoever asks it: `say`
    in a sentence, `how` in steps, and the rows of the register and the contacts that it rests on.
    """

    id: str
    say: str
    how: tuple[str, ...]
    contacts: tuple[str, ...]
    clauses: tuple[str, ...]
    source: Source


class Asked(Struct, frozen=True):
    """A question in the words in which people ask it, and the places that answer it, best first."""

    id: str
    asks: tuple[str, ...]
    see: tuple[Place, ...]
    source: Source


class Asking(Struct, frozen=True):
    """The questions, and what is said around what is found (see SAYS). `elsewhere` are wordings of
    questions that nothing in the pack answers; `instead` the contacts to ask then. `when` says of a
    rule, by its id, whom it is for, where it is read outside a case; `when_at` where that stands.
    """

    questions: tuple[Asked, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    when: Mapping[str, str] = field(default_factory=dict)
    when_at: Mapping[str, Source] = field(default_factory=dict)


SAYS = ("none", "unsure", "empty", "long", "strange", "foreign", "library")
