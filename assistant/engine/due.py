"""When is it due? Elapsed hours, days, and working days of England, from the time a fact names.

Working day 1 is the day after; Saturdays, Sundays and the bank holidays of England do not count.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Due, DueKind

LONDON = ZoneInfo("Europe/London")
When = datetime | date
CLOCKS_DIFFER = timedelta(minutes=10)  # a phone's from the server's


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """A bank holiday of England."""
    return day in _bank_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no bank holiday of England."""
    return day.weekday() < 5 and not is_bank_holiday(day)


def moment(answer: Answer | None) -> datetime | None:
    """The aware Europe/London time of a datetime answer; None where it is not known."""
    if answer is None or answer == UNKNOWN:
        return None
    return datetime.fromisoformat(str(answer)).replace(tzinfo=LONDON)


def still_to_come(text: Answer | None, now: datetime) -> bool:
    """A local time lies ahead of the aware `now`, by more than two clocks may differ."""
    at = moment(text)
    return at is not None and at > now + CLOCKS_DIFFER


def due_at(due: Due, start: Answer | None) -> When | None:
    """The due time: an aware datetime for hours, a date for days; None where `start` is unknown.

    `now` has no time of its own and gives None.
    """
    began = moment(start)
    if began is None:
        return None
    match due.kind:
        case DueKind.NOW:
            return None
        case DueKind.ON:
            return began
        case DueKind.HOURS:
            return (began.astimezone(UTC) + timedelta(hours=due.amount)).astimezone(LONDON)
        case DueKind.DAYS:
            return began.date() + timedelta(days=due.amount)
        case DueKind.WORKING_DAYS:
            day = began.date()
            left = due.amount
            while left:
                day += timedelta(days=1)
                left -= is_working_day(day)
            return day


def local_text(when: When) -> str:
    """A date, or minutes local to Europe/London without offset."""
    if isinstance(when, datetime):
        return when.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")
    return when.isoformat()


def sort_key(when: When) -> datetime:
    """Orders due times; a date counts as its end."""
    if isinstance(when, datetime):
        return when.astimezone(UTC)
    end = datetime(when.year, when.month, when.day, 23, 59, 59, tzinfo=LONDON)
    return end.astimezone(UTC)
