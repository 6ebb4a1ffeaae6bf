"""A time as people say it -> its parts: "yesterday evening at 7", "2 hours ago", "23 Nov 21:05".

Nothing is worked out here: no clock is known. "9" stays "9, am or pm not said".
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from assistant.flow.answers import AnswerError
from assistant.flow.said.clock import Clock, take_clock
from assistant.flow.said.day import DAYS, MONTHS, Day, take_day
from assistant.flow.said.plain import in_digits, letters, near

PARTS = ("morning", "afternoon", "evening", "night", "lunchtime", "afterschool", "beforeschool")
# As they are said, and as one word.
_SCHOOL_DAY = (
    (r"\b(?:(?:at|during|over) )?lunch(?: ?time| ?break)?\b", "lunchtime"),
    (r"\b(?:(?:just|right|straight) )?after[ -]school\b|\b(?:at )?home ?time\b", "afterschool"),
    (r"\bbefore school\b", "beforeschool"),
)
MAX_LENGTH = 80
_UNITS = {"minute": 1, "min": 1, "m": 1, "hour": 60, "hr": 60, "h": 60}
_UNIT = r"(hour|hr|h|minute|min|m)s?"
_ABOUT = r"(?:(?:it was|since|from|about|around|roughly|approximately|approx|at) )*"
_FILLER_WORDS = "on at the about around approximately approx roughly of in since from"
_FILLERS = frozenset(_FILLER_WORDS.split())
_KNOWN = (*DAYS, *MONTHS, *PARTS, "today", "tonight", "yesterday", "tomorrow", "minutes", "hours",
          "weeks", "month", "months", "midnight", "midday", "quarter", "working", "before", "after",
          "about", "around", "roughly", "approx", "approximately", "since", "minute", "coming",
          "couple", "oclock", "moment")  # fmt: skip


class Ago(Struct, frozen=True):
    """So many minutes before now; before zero it lies ahead."""

    minutes: int


class Said(Struct, frozen=True):
    """A day, a part of it and a clock time, each where it was said. `part` is one of PARTS."""

    day: Day | None
    part: str
    clock: Clock | None

    @property
    def timed(self) -> bool:
        """More than a day was said."""
        return bool(self.part or self.clock)


def read_moment(text: str) -> Ago | Said | None:
    """What was said; None where it is no time. Raises AnswerError where a word could be two."""
    if len(text) > MAX_LENGTH:
        return None
    words = _prepare(text)
    if (minutes := _minutes(words)) is not None:
        return Ago(minutes)
    if dotted := re.fullmatch(r"(?:on |at )?(\d\d?)\.(0?[1-9]|1[0-2])", words):
        one, two = dotted.groups()
        raise AnswerError(f"Is that a time or a date? Type {one}:{two:0>2} or {one}/{two}.")
    rest, day, part = take_day(words)
    iso = day is not None and day.written == "iso"
    if not part:
        rest, part = _take_part(rest)
    rest, clock = take_clock(rest, bare=day is not None or bool(part))
    if any(word not in _FILLERS for word in rest.split()):
        return None
    if clock and iso:
        clock = replace(clock, sure=True)  # beside 2026-11-23 it is by the 24-hour clock
    return Said(day, part, clock) if day or part or clock else None


def read_since(text: str) -> Ago | Said | None:
    """A bare length of time, "two days" or "for an hour", as so long ago; None where it is none."""
    words = re.sub(r"^(?:(?:since|for|about|around) )+", "", " ".join(text.lower().split()))
    length = re.search(r"(?:day|week|month|hour|minute|hr|min|h|m)s?$", words)
    return read_moment(f"{words} ago") if length else None


def _prepare(text: str) -> str:
    found = re.sub(r"[^a-z0-9:./~-]+", " ", letters(text)).strip(" .-")
    found = re.sub(r"(?<![a-z])([ap])\.? ?m\b\.?", r"\1m", found)
    found = re.sub(r"\bo clock\b", "oclock", found)
    for pattern, word in _SCHOOL_DAY:
        found = re.sub(pattern, word, found)
    found = " ".join(_spelled(word) for word in found.split())
    found = re.sub(r"\b(?:a )?couple(?: of)?\b", "2", found)
    return in_digits(found)


def _spelled(word: str) -> str:
    if len(word) < 5 or not word.isalpha() or word in _KNOWN:
        return word
    found = near(word, _KNOWN)
    if len(found) > 1:
        could = " or ".join(f'"{other.title()}"' for other in found[:2])
        raise AnswerError(f'"{word}" could be {could}. Type it again.')
    return found[0] if found else word


def _minutes(words: str) -> int | None:
    if re.fullmatch(rf"{_ABOUT}(?:(?:just|right) )?now|this minute|a moment ago", words):
        return 0
    if match := re.fullmatch(rf"{_ABOUT}(.+) ago", words):
        return _duration(match[1])
    if match := re.fullmatch(r"in (?:about )?(.+?)(?:s time)?|(?:about )?(.+) from now", words):
        length = _duration(match[1] or match[2])
        return None if length is None else -length
    return None


def _duration(words: str) -> int | None:
    if re.fullmatch(r"(?:a )?half (?:an )?hour|1/2 (?:an )?hour", words):
        return 30
    if match := re.fullmatch(r"(a|1|3) ?quarters? of an hour", words):
        return 45 if match[1] == "3" else 15
    halves = r"(\d{1,3})(?:\.5| and a half) ?(?:hour|hr|h)s?|(an?|\d{1,3}) ?hours? and a half"
    if match := re.fullmatch(halves, words):
        return _count(match[1] or match[2]) * 60 + 30
    pair = re.fullmatch(rf"(an?|\d{{1,4}}) ?{_UNIT}(?:(?: and)? ?(\d{{1,2}}) ?(?:min(?:ute)?s?|m))?", words)  # fmt: skip  # noqa: E501
    if not pair or (pair[3] and _UNITS[pair[2]] == 1):
        return None
    return _count(pair[1]) * _UNITS[pair[2]] + int(pair[3] or 0)


def _count(word: str) -> int:
    return 1 if word in ("a", "an") else int(word)


def _take_part(words: str) -> tuple[str, str]:
    found = re.search(rf"\b(?:in the |at )?({'|'.join(PARTS)})\b", words)
    return (words[: found.start()] + " " + words[found.end() :], found[1]) if found else (words, "")
