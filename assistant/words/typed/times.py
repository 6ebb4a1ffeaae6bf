"""Clock times and days in words, short enough for a button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time


def clock_words(moment: datetime | time) -> str:
    """A clock time such as "3:40 pm", "7 pm", "12 noon"."""
    if moment.minute == 0 and moment.hour % 12 == 0:
        return "12 noon" if moment.hour else "12 midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'am' if moment.hour < 12 else 'pm'}"


def day_words(day: date, today: date) -> str:
    """A day such as "Monday 23 November", with the year where it is not this one."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def or_words(names: Sequence[str]) -> str:
    """ "A or B"."""
    return " or ".join(names)
