"""`hours` of a line: when it answers."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.flow.load.fields import Fields
from assistant.flow.model import Hours, HoursKind, Span
from assistant.flow.problems import did_you_mean
from assistant.flow.yamltext import Text

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SAID = (HoursKind.ALWAYS, HoursKind.OFFICE, HoursKind.OUT_OF_HOURS)
_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
MIDNIGHT = 24 * 60


def read_hours(fields: Fields, absent: HoursKind = HoursKind.UNKNOWN) -> Hours:
    """The hours of a mapping; `absent` where it says nothing."""
    holidays = fields.text("bank_holidays", required=False) or "closed"
    if holidays not in ("open", "closed"):
        fields.error("bank_holidays", f'"bank_holidays" is open or closed, not "{holidays}"')
    value = fields.get("hours")
    if value is None:
        return Hours(absent)
    if isinstance(value, Text):
        if str(value) not in SAID:
            hint = did_you_mean(value, SAID)
            allowed = ", ".join(SAID)
            fields.error("hours", f'"hours" is a list, or one of: {allowed}; not "{value}".{hint}')
            return Hours(absent)
        return Hours(HoursKind(value))
    return Hours(HoursKind.GIVEN, read_spans(fields, "hours"), holidays == "open")


def read_spans(fields: Fields, key: str) -> tuple[Span, ...]:
    """The list of days with from and to; empty where the key is absent."""
    found = []
    for item in fields.list(key, f"{key} of {fields.what}", required=False):
        days = item.ids("days", required=True)
        for day in days:
            if day not in DAYS:
                hint = did_you_mean(day, DAYS)
                item.error("days", f'"{day}" is no day: {", ".join(DAYS)}.{hint}')
        opens, closes = _clock(item, "from"), _clock(item, "to")
        if opens is not None and closes is not None:
            if opens >= closes:
                message = 'it ends before it begins; over midnight write two, the first to "24:00"'
                item.error("to", message)
            found.append(Span(tuple(DAYS.index(d) for d in days if d in DAYS), opens, closes))
        item.done()
    _check_overlap(fields, key, found)
    return tuple(found)


def _clock(item: Fields, key: str) -> int | None:
    value = item.text(key)
    if not value:
        return None
    read = _CLOCK.fullmatch(value)
    minutes = int(read[1]) * 60 + int(read[2]) if read else MIDNIGHT + 1
    if minutes > MIDNIGHT:
        item.error(key, f'"{value}" is no time of day: write it as 08:30')
        return None
    return minutes


def _check_overlap(fields: Fields, key: str, spans: list[Span]) -> None:
    for number, day in enumerate(DAYS):
        times = sorted((s.opens, s.closes) for s in spans if number in s.days)
        if any(first[1] > second[0] for first, second in pairwise(times)):
            fields.error(key, f'"{key}" overlap on {day}')
