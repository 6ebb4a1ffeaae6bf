"""Who answers for a contact: by the area where the child is, by role, and by the hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from assistant.flow.model.register import Channel, Contact
from assistant.flow.problems import Source

AREA, ROLE = "area", "role"
"""The facts whose options are the areas and the roles."""


class HoursKind(StrEnum):
    """How much is known of when a line answers."""

    ALWAYS = "always"
    GIVEN = "given"
    OFFICE = "office"  # in the day, at times that nobody wrote down
    OUT_OF_HOURS = "out_of_hours"  # when the day's lines are closed
    UNKNOWN = "unknown"


class Span(Struct, frozen=True):
    """From and to on some days. Monday is 0; times are minutes after midnight, Europe/London."""

    days: tuple[int, ...]
    opens: int
    closes: int


class Hours(Struct, frozen=True):
    """When a line answers; `spans` where the times are given."""

    kind: HoursKind
    spans: tuple[Span, ...] = ()
    bank_holidays: bool = False


class Trust(Struct, frozen=True):
    """Where a number is from, and when somebody last looked, and who.

    `one_source`: there is but one source, or an old one. `printed` is the month in which the
    protocol printed it, where that is all there is.
    """

    basis: str = ""
    checked: date | None = None
    checked_by: str = ""
    one_source: bool = False
    printed: str = ""


class AnsweringLine(Struct, frozen=True):
    """One number or address, and how far it can be trusted.

    It stands for `contact` where the child is in one of `areas` and the person has one of `roles`;
    with none, everywhere and for everybody. `next` are the lines to try after it. `contradicts`
    says what another source gives instead. `fixed` numbers, such as 999, need no checking.
    """

    id: str
    contact: str
    name: str
    channels: tuple[Channel, ...]
    hours: Hours
    source: Source
    areas: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    trust: Trust = Trust()
    contradicts: str = ""
    note: str = ""
    fixed: bool = False


class Directory(Struct, frozen=True, eq=False):
    """Every contact and every line, a service's own lines first.

    `office` are the hours that are taken for an office's where its own are not known; `words` are
    what is said of a line, by key, with places in braces.
    """

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    lines: tuple[AnsweringLine, ...] = ()
    office: Hours = Hours(HoursKind.GIVEN)
    words: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **places: str) -> str:
        """A text of `words` with its places filled. A pack without it still says the bare key."""
        text = self.words.get(key, key.replace("_", " "))
        for name, value in places.items():
            text = text.replace(f"{{{name}}}", value)
        return text
