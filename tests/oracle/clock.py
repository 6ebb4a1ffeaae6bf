"""Due times (ruling 5 of plan.md): each gives the text of a time from the fact it names."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from tests.oracle.values import Facts, moment, yes

LONDON = ZoneInfo("Europe/London")
NOW = "now"

Due = Callable[[Facts], str | None]


def never(f: Facts) -> str | None:
    """An empty cell of the column."""
    return None


def now(f: Facts) -> str | None:
    """`now`, which is not a computed time."""
    return NOW


def now_where_new_information(f: Facts) -> str | None:
    """The cell of 5.3.1-3."""
    return NOW if yes(f, "new_information") else None


def add_hours(start: datetime, number: int) -> datetime:
    """The local time so many elapsed hours after a local time."""
    # Through UTC, since adding to a local time counts hours of the clock and not elapsed ones.
    instant = start.replace(tzinfo=LONDON).astimezone(UTC) + timedelta(hours=number)
    return instant.astimezone(LONDON).replace(tzinfo=None)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def add_working_days(start: date, number: int) -> date:
    """The date so many working days after a date; working day 1 is the day after."""
    day, left = start, number
    while left:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in bank_holidays(day.year):
            left -= 1
    return day


def hours(name: str, number: int) -> Due:
    """The named fact and so many hours, to the minute."""

    def due(f: Facts) -> str | None:
        start = moment(f, name)
        return None if start is None else add_hours(start, number).strftime("%Y-%m-%dT%H:%M")

    return due


def days(name: str, number: int) -> Due:
    """The named fact and so many days, as a date."""

    def due(f: Facts) -> str | None:
        start = moment(f, name)
        return None if start is None else (start.date() + timedelta(days=number)).isoformat()

    return due


def working_days(name: str, number: int) -> Due:
    """The named fact and so many working days, as a date."""

    def due(f: Facts) -> str | None:
        start = moment(f, name)
        return None if start is None else add_working_days(start.date(), number).isoformat()

    return due
