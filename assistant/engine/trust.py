"""How far a number can be trusted: why it must be checked before it is relied on. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from assistant.engine.due import LONDON
from assistant.flow.model import AnsweringLine, Trust

STALE_AFTER_DAYS = 180


class Doubt(StrEnum):
    """Why a number must be checked before it is relied on."""

    PRINTED = "printed"
    UNCHECKED = "unchecked"
    STALE = "stale"
    ONE_SOURCE = "one_source"
    CONTRADICTED = "contradicted"


def doubts(line: AnsweringLine, now: datetime) -> Iterator[Doubt]:
    """What speaks against a line's number at an aware time; nothing where it needs no checking."""
    if line.fixed:
        return
    if doubt := _age(line.trust, now.astimezone(LONDON).date()):
        yield doubt
    if line.trust.one_source:
        yield Doubt.ONE_SOURCE
    if line.contradicts:
        yield Doubt.CONTRADICTED


def _age(trust: Trust, today: date) -> Doubt | None:
    # A day that is still to come is a slip of the pen, and must not vouch for a number for years.
    if trust.checked is None or trust.checked > today:
        return Doubt.PRINTED if trust.printed else Doubt.UNCHECKED
    return Doubt.STALE if (today - trust.checked).days > STALE_AFTER_DAYS else None
