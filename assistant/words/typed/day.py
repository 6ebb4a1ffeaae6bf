"""The day that was said, and today -> the date; refused where it could be two."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.engine.due import is_working_day
from assistant.flow.answers import AnswerError
from assistant.flow.model import Fact
from assistant.flow.said.day import DAYS, Day
from assistant.words.typed.option import allowed
from assistant.words.typed.times import day_words, or_words

_SLIP_DAYS = 31


def day_of(fact: Fact, day: Day | None, today: date) -> date:
    """The one day that was said; today where none was. Raises AnswerError or OverflowError."""
    if day is None:
        return today
    match day.written:
        case "from_today":
            return _months_on(today, day.months) + timedelta(days=day.days)
        case "working":
            found = today + timedelta(days=day.days)
            while not is_working_day(found):
                found += timedelta(days=day.days)
            return found
        case "weekday":
            return _weekday(fact, day, today)
        case _:
            return _dated(fact, day, today)


def _weekday(fact: Fact, day: Day, today: date) -> date:
    """The day of the week on the side of now that the question asks about."""
    since = (today.weekday() - day.weekday) % 7
    before = [today - timedelta(days=since), today - timedelta(days=since + 7)]
    after = [today + timedelta(days=-since % 7), today + timedelta(days=7 - since)]
    if day.which == "last":
        found = before[1:] if since == 0 else before
    elif day.which in ("next", "coming"):
        found = after[1:] if since == 0 else [after[0], after[0] + timedelta(days=7)]
        found = found[:1] if day.which == "coming" else found
    elif fact.times is None:
        found = [before[0], after[1] if since == 0 else after[0]]
    else:
        side = after if fact.times.ahead else before
        found = side if since == 0 else side[:1]
    if len(found) > 1:
        named = or_words([day_words(each, today) for each in found])
        raise AnswerError(f"Is that {named}? Type the date.")
    return found[0]


def _dated(fact: Fact, day: Day, today: date) -> date:
    """The date; where no year was said the nearest that the question allows."""

    def far(each: date) -> tuple[bool, int]:
        # What is to come next month is more likely a slip, to be said, than a date of last year.
        days = (each - today).days
        unlikely = days < 0 if fact.times and fact.times.ahead else days > _SLIP_DAYS
        return unlikely, abs(days)

    years = [day.year] if day.year else [today.year + n for n in (-1, 0, 1)]
    found = [each for year in years if (each := _date(year, day.month, day.day))]
    if not found:
        raise AnswerError(f"There is no such date. {allowed(fact)}")
    chosen = min(found, key=far)
    if day.weekday not in (-1, chosen.weekday()):
        named = day_words(chosen, today)
        raise AnswerError(f"{named} is not a {DAYS[day.weekday].title()}. Type the date again.")
    return chosen


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day and (found := _date(year, month + 1, last)):
            return found
    raise OverflowError
