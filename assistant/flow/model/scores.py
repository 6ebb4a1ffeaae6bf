"""Scores that a pack defines (the SERAF): points, extras, bands, notes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from assistant.flow.conditions import Condition
from assistant.flow.problems import Source


class Points(Struct, frozen=True):
    """Points and the row that gives them."""

    points: int
    clause: str


class ScoreList(Struct, frozen=True):
    """A list of a score. `both` is None where the list has no periods."""

    fact: str
    current: Points
    recent: Points | None = None
    both: Points | None = None
    period: str = ""


class Extra(Struct, frozen=True):
    """Points beside the lists."""

    id: str
    label: str
    when: Condition
    points: Points


class Band(Struct, frozen=True):
    """A category: the lowest score of it, and its name."""

    category: int
    lowest: int
    label: str


class ScoreNote(Struct, frozen=True):
    """A sentence that stands beside a score when its condition holds."""

    id: str
    text: str
    when: Condition
    clauses: tuple[str, ...]
    source: Source


class Score(Struct, frozen=True):
    """A score as the pack defines it (the SERAF, Appendix 2).

    `running` are the words for it while it is filled in: `open` where what is not known leaves a
    range, `settled` where not; `{lowest}` and `{highest}` stand for its ends. It may be empty.
    """

    id: str
    title: str
    recorded: Condition
    unknown_items: str
    lists: tuple[ScoreList, ...]
    extras: tuple[Extra, ...]
    bands: tuple[Band, ...]
    bands_clause: str
    notes: tuple[ScoreNote, ...]
    source: Source
    running: Mapping[str, str] = field(default_factory=dict)

    @property
    def category(self) -> str:
        """The name under which conditions read the category."""
        return f"{self.id}_category"

    def band(self, points: int) -> Band:
        """The band that a score falls into."""
        return [band for band in self.bands if band.lowest <= points][-1]
