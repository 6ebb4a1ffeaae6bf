"""Questions that people ask of a pack, and where in it the answer stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.flow.problems import Source


class Where(StrEnum):
    """What of a pack can answer a question."""

    TERM = "term"
    PRINCIPLE = "principle"
    RULE = "rule"
    CHECKLIST = "checklist"
    CONTACT = "contact"
    FACT = "fact"  # what the question for a fact explains


@dataclass(frozen=True, slots=True)
class Place:
    """One place that answers, by its id."""

    where: Where
    id: str
    source: Source


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the words in which people ask it, and the places that answer it, best first."""

    id: str
    asks: tuple[str, ...]
    see: tuple[Place, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions, and what is said around what is found (see SAYS). `elsewhere` are wordings of
    questions that nothing in the pack answers; `instead` the contacts to ask then.
    """

    questions: tuple[Asked, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


SAYS = ("none", "empty", "long", "strange", "foreign", "library")
