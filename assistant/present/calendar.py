"""What is due, as a calendar that a phone or an office calendar takes in.

It is made to be seen by others: neither the names of its events nor their ids say anything of a
child, an answer or a case. What is to be done stands in the event, in the pack's general words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from assistant.engine.due import LONDON
from assistant.engine.plan import PlanItem

TYPE = "text/calendar; charset=utf-8"
NAME = "Waypost: something is due"
FOR = timedelta(minutes=15)
# Before the time itself; for a day, from its midnight: nine in the morning, and the day before.
BEFORE_A_TIME = (timedelta(hours=-1), timedelta())
BEFORE_A_DAY = (timedelta(hours=-15), timedelta(hours=9))


def timed(items: Iterable[PlanItem]) -> list[PlanItem]:
    """The items that are due at a time or on a day. What is due now belongs in no calendar."""
    return [item for item in items if isinstance(item.due, date)]  # a datetime is one too


def calendar(items: Iterable[PlanItem], now: datetime, seed: str, sequence: int = 0) -> bytes:
    """One event for each item that is due at a time or on a day. `now` is aware.

    Raises ValueError where there is none: an empty calendar looks as if nothing were to be done.
    `seed` is what makes the ids of one case its own; it cannot be read from them. A later export of
    the same case, with a higher `sequence`, takes the place of the earlier one.
    """
    made = Calendar()
    made.add("prodid", "-//Waypost//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    found = timed(items)
    if not found:
        raise ValueError("no item is due at a time")
    for item in found:
        made.add_component(_event(item, now, seed, sequence))
    # Of all that the zone has been, only what these times need.
    made.add_missing_timezones(date(now.year - 1, 1, 1), date(now.year + 2, 1, 1))
    return bytes(made.to_ical())


def _event(item: PlanItem, now: datetime, seed: str, sequence: int) -> Event:
    event, due = Event(), item.due
    assert isinstance(due, date)
    event.add("uid", f"{hashlib.sha256(f'{seed}/{item.id}'.encode()).hexdigest()[:32]}@waypost")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("summary", NAME)
    event.add("description", item.text)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if isinstance(due, datetime):
        local = due.astimezone(LONDON)
        event.add("dtstart", local)
        event.add("duration", FOR)
    else:
        event.add("dtstart", due)
        event.add("dtend", due + timedelta(days=1))
    for before in BEFORE_A_TIME if isinstance(due, datetime) else BEFORE_A_DAY:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", NAME)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
