"""Is it in time? The clock of each item that is due, told from the time now.

A clock never locks anything. What starts it may be learned later, and what was missed can still be
done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from assistant.engine.deeds import Deed
from assistant.engine.due import LONDON, When, is_working_day, sort_key
from assistant.engine.plan import PlanItem
from assistant.flow.model import Due, DueKind

SOON_SHARE = 4  # the last quarter of a time that is counted in hours
SOON_ON = timedelta(days=1)


class State(StrEnum):
    """Where a clock stands. `waiting`: what it counts from is not known."""

    NOW = "now"
    WAITING = "waiting"
    RUNNING = "running"
    SOON = "due soon"
    MISSED = "missed"
    DONE = "done"
    DONE_LATE = "done late"


class Clock(Struct, frozen=True):
    """The clock of one item. `due` is None where it is now or not known.

    `missed_since` is the moment at which the time was over, for what was missed or done late.
    """

    item: PlanItem
    state: State
    due: When | None
    missed_since: datetime | None = None


def clocks(items: Iterable[PlanItem], deeds: Mapping[str, Deed], now: datetime) -> dict[str, Clock]:
    """The clock of each item that has one, by item. `now` is aware."""
    found = {}
    for item in items:
        if clock := _clock(item, deeds.get(item.id), now):
            found[item.id] = clock
    return found


def _clock(item: PlanItem, deed: Deed | None, now: datetime) -> Clock | None:
    done_at = deed.done_at if deed else None
    if isinstance(item.due, str):
        return Clock(item, State.DONE if done_at else State.NOW, None)
    if item.due is None:
        if not item.due_words:
            return None
        return Clock(item, State.DONE if done_at else State.WAITING, None)
    over = _over(item.due)
    if done_at:
        late = done_at > over
        return Clock(
            item, State.DONE_LATE if late else State.DONE, item.due, over if late else None
        )
    if now > over:
        return Clock(item, State.MISSED, item.due, over)
    soon = now >= _soon(item, item.due)
    return Clock(item, State.SOON if soon else State.RUNNING, item.due)


def _over(due: When) -> datetime:
    """The last moment that is in time: a day counts to its end."""
    return sort_key(due).astimezone(LONDON)


def _soon(item: PlanItem, due: When) -> datetime:
    """From when it is due soon: the last quarter of hours, the working day before a day."""
    if isinstance(due, datetime):
        rule = _rule(item)
        hours = rule.amount if rule and rule.kind is DueKind.HOURS else 0
        ahead = timedelta(hours=hours) / SOON_SHARE if hours else SOON_ON
        return (due.astimezone(UTC) - ahead).astimezone(LONDON)
    day = due - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return _midnight(day)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _rule(item: PlanItem) -> Due | None:
    dues = (line.due for line in item.rule.lines)
    return next((due for due in dues if due and due.words == item.due_words), None)
