"""When a line answers: its hours, the day's for the lines out of hours, bank holidays. Pure.

When the day's lines are closed the out-of-hours lines answer; where a day line's own hours
are not known, those of an ordinary office are taken, and nothing is ruled out by them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from assistant.engine.due import LONDON, is_bank_holiday
from assistant.flow.model import AnsweringLine, Directory, Hours, HoursKind

_SEARCHED_DAYS = 31  # no line is closed for longer at a stretch than Christmas and a weekend


class Opening(StrEnum):
    """Does a line answer now?"""

    OPEN = "open"
    PERHAPS = "perhaps"
    CLOSED = "closed"


def shift(directory: Directory, now: datetime) -> tuple[date, int]:
    """What all answers hang on: two times with the same shift have the same answers.

    The day, and how many of the times at which a line opens or closes have passed.
    """
    local = now.astimezone(LONDON)
    minutes = local.hour * 60 + local.minute
    hours = (directory.office, *(line.hours for line in directory.lines))
    times = {at for found in hours for span in found.spans for at in (span.opens, span.closes)}
    return local.date(), sum(at <= minutes for at in times)


def opening(
    directory: Directory, hours: Hours, peers: list[AnsweringLine], local: datetime
) -> Opening:
    """Whether a line with these hours answers at a time of London. `peers` are the lines beside it,
    whose day rules when the out-of-hours lines answer.
    """
    match hours.kind:
        case HoursKind.ALWAYS:
            return Opening.OPEN
        case HoursKind.UNKNOWN:
            return Opening.PERHAPS
        case HoursKind.GIVEN:
            return Opening.OPEN if _in_span(hours, local) else Opening.CLOSED
        case HoursKind.OFFICE:
            inside = not directory.office.spans or _in_span(directory.office, local)
            return Opening.PERHAPS if inside else Opening.CLOSED
        case HoursKind.OUT_OF_HOURS:
            known = [p.hours for p in peers if p.hours.kind is HoursKind.GIVEN]
            day_hours = known or [Hours(HoursKind.OFFICE)]
            day = {opening(directory, hours, [], local) for hours in day_hours}
            if Opening.OPEN in day:
                return Opening.CLOSED
            return Opening.PERHAPS if Opening.PERHAPS in day else Opening.OPEN


def _in_span(hours: Hours, local: datetime) -> bool:
    minutes = local.hour * 60 + local.minute
    return _works(hours, local.date()) and any(
        local.weekday() in span.days and span.opens <= minutes < span.closes for span in hours.spans
    )


def _works(hours: Hours, day: date) -> bool:
    return hours.bank_holidays or not is_bank_holiday(day)


def closes(hours: Hours, local: datetime) -> datetime:
    """When hours that are open now end."""
    minutes = local.hour * 60 + local.minute
    closes = next(
        span.closes
        for span in hours.spans
        if local.weekday() in span.days and span.opens <= minutes < span.closes
    )
    return _at(local.date(), closes)


def opens(hours: Hours, local: datetime) -> datetime | None:
    """When hours begin next; None where they do not within a month."""
    minutes = local.hour * 60 + local.minute
    for ahead in range(_SEARCHED_DAYS):
        day = local.date() + timedelta(days=ahead)
        if not _works(hours, day):
            continue
        times = [span.opens for span in hours.spans if day.weekday() in span.days]
        if coming := [at for at in times if ahead or at > minutes]:
            return _at(day, min(coming))
    return None


def _at(day: date, minutes: int) -> datetime:
    # By the clock on the wall: 24:00 is the next day's midnight, and a night may have 23 hours.
    return datetime(day.year, day.month, day.day, tzinfo=LONDON) + timedelta(minutes=minutes)
