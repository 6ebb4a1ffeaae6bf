"""A day as people say it: "yesterday", "Monday", "23 Nov", "2 days ago", "last working day"."""

from __future__ import annotations

import re

from msgspec import Struct

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORT_DAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | {d[:3]: n for n, d in enumerate(DAYS)}
_SHORT_MONTHS = {"sept": 9} | {m[:3]: n for n, m in enumerate(MONTHS, 1)}
DAY_NUMBER = {day: n for n, day in enumerate(DAYS)} | _SHORT_DAYS
MONTH_NUMBER = {month: n for n, month in enumerate(MONTHS, 1)} | _SHORT_MONTHS
_UNIT_DAYS = {"day": 1, "week": 7}


class Day(Struct, frozen=True):
    """One way of saying a day. `written` is the way:

    from_today (`days` and `months` from today), working (the working day before today, or after it
    where `days` is 1), weekday (0 is Monday; `which` is last, this, next or empty), date or iso
    (`year` is 0 where it was not said; `weekday` is -1 or was said as well).
    """

    written: str
    days: int = 0
    months: int = 0
    weekday: int = -1
    which: str = ""
    day: int = 0
    month: int = 0
    year: int = 0


def take_day(words: str) -> tuple[str, Day | None, str]:
    """What is left of the words, the day said in them, and a part of the day said with it."""
    parts = "morning|afternoon|evening|lunchtime"
    if found := re.search(rf"\b(last night|tonight|this (?:{parts}))\b", words):
        part = "night" if "night" in found[1] else found[1].split()[-1]
        return _cut(words, found), Day("from_today", -1 if "last" in found[1] else 0), part
    for pattern, read in _WAYS:
        if found := re.search(pattern, words):
            return _cut(words, found), read(found), ""
    words, day = _take_date(words)
    pattern = rf"\b(?:(last|this|next|past|coming) )?({'|'.join(DAY_NUMBER)})\b"
    found = re.search(pattern, words)
    if not found:
        return words, day, ""
    number = DAY_NUMBER[found[2]]
    if day is None:
        return _cut(words, found), Day("weekday", weekday=number, which=found[1] or ""), ""
    if found[1]:
        return words, day, ""  # "last Monday" beside a date: the words left over say so
    dated = Day(day.written, weekday=number, day=day.day, month=day.month, year=day.year)
    return _cut(words, found), dated, ""


def _cut(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"


def _ago(found: re.Match[str]) -> Day:
    count = 1 if found[1] in ("a", "an") else int(found[1])
    if found[2] == "month":
        return Day("from_today", months=-count)
    return Day("from_today", -count * _UNIT_DAYS[found[2]])


def _ahead(found: re.Match[str]) -> Day:
    behind = _ago(found)
    return Day("from_today", -behind.days, -behind.months)


_LENGTH = r"(a|an|\d{1,3}) (day|week|month)s?"
_WAYS = (
    (rf"\b{_LENGTH} from (?:now|today)\b", _ahead),
    (r"\b(?:the )?day before yesterday\b", lambda found: Day("from_today", -2)),
    (r"\b(?:the )?day after tomorrow\b", lambda found: Day("from_today", 2)),
    (r"\btoday\b", lambda found: Day("from_today")),
    (r"\byesterday\b", lambda found: Day("from_today", -1)),
    (r"\btomorrow\b", lambda found: Day("from_today", 1)),
    (r"\b(?:last|previous) working day\b", lambda found: Day("working", -1)),
    (r"\bnext working day\b", lambda found: Day("working", 1)),
    (rf"\b{_LENGTH} ago\b", _ago),
    (rf"\bin {_LENGTH}(?: time)?(?= |$)", _ahead),
)

_MONTH = rf"({'|'.join(sorted(MONTH_NUMBER, key=len, reverse=True))})"
_YEAR = r"(?:,? ([12]\d{3}))?"


def _take_date(words: str) -> tuple[str, Day | None]:
    if found := re.search(r"(?<![\d-])([12]\d{3})-(\d\d?)-(\d\d?)(?:t(?=\d)|(?![\d-]))", words):
        year, month, day = map(int, found.groups())
        return _cut(words, found), Day("iso", day=day, month=month, year=year)
    slashed = (
        r"(?<![\d/.-])(\d\d?)(?:/(\d\d?)|([/.-])(\d\d?)\3(\d{4}|\d\d))(?:/(\d{4}|\d\d))?(?![\d/-])"
    )
    if (found := re.search(slashed, words)) and not (found[5] and found[6]):
        year = int(found[5] or found[6] or 0)
        month = int(found[2] or found[4])
        year += 2000 if 0 < year < 100 else 0
        return _cut(words, found), Day("date", day=int(found[1]), month=month, year=year)
    if found := re.search(rf"\b(\d\d?)(?:st|nd|rd|th)?(?: of)? {_MONTH}\b{_YEAR}(?!\d)", words):
        number, name, said = found.groups()
    elif found := re.search(rf"\b{_MONTH} (\d\d?)(?:st|nd|rd|th)?\b(?![:.]\d){_YEAR}(?!\d)", words):
        name, number, said = found.groups()
    else:
        return words, None
    return _cut(words, found), Day(
        "date", day=int(number), month=MONTH_NUMBER[name], year=int(said or 0)
    )
