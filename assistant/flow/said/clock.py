"""A clock time as people say it: "21:05", "9pm", "half past 9", "at 9", "midnight"."""

from __future__ import annotations

import re

from msgspec import Struct

_HALF = r"(?: ?(am|pm))?"
_QUARTERS = {"half": 30, "quarter": 15, "a quarter": 15}


class Clock(Struct, frozen=True):
    """Hour and minute. Not `sure`: it could be am or pm, and `hour` runs from 1 to 12.

    `midnight`: the word was said, which may be the day's beginning or its end.
    """

    hour: int
    minute: int
    sure: bool
    midnight: bool = False


def take_clock(words: str, *, bare: bool) -> tuple[str, Clock | None]:
    """What is left of the words, and the clock time said in them.

    `bare`: a number by itself may be a time of day.
    """
    patterns = [_MIDNIGHT, _NOON, _PAST, _FULL, _HOURS, _HOUR]
    for pattern in [*patterns, _BARE if bare else _AT]:
        if found := re.search(pattern, words):
            clock = _clock(found)
            rest = f"{words[: found.start()]} {words[found.end() :]}"
            return (rest, clock) if clock else (words, None)
    return words, None


_MIDNIGHT = r"\b(?:12 )?(?P<midnight>midnight)\b"
_NOON = r"\b(?:12 )?(?P<noon>noon|midday)\b"
_PAST = (
    r"\b(?P<part>half|(?:a )?quarter|\d\d?)(?: minutes?| mins?)? (?P<way>past|to)"
    rf" (?P<hour>\d\d?)(?: oclock)?{_HALF}(?![\w:.])"
)
_FULL = rf"(?<![\w:./-])(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?::\d\d)?{_HALF}(?: ?(?:hours|hrs))?(?![\w:/])"  # noqa: E501
_HOURS = r"(?<![\w:./-])(?P<hour>\d\d)(?P<minute>\d\d) ?(?:hours|hrs)\b"
_HOUR = r"(?<![\w:./-])(?P<hour>\d\d?)(?: ?(am|pm)| ?oclock(?: (am|pm))?)(?![\w:])"
_BARE = r"(?<![\w:./-])(?P<hour>\d\d?)(?![\w:/.-])"
_AT = r"\b(?:at|since|from|around|about) (?P<hour>\d\d?)(?![\w:/.-])"


def _clock(found: re.Match[str]) -> Clock | None:
    said = found.groupdict()
    if said.get("midnight"):
        return Clock(0, 0, sure=True, midnight=True)
    if said.get("noon"):
        return Clock(12, 0, sure=True)
    half = next((group for group in found.groups() if group in ("am", "pm")), "")
    hour, minute = int(said["hour"]), int(said.get("minute") or 0)
    if said.get("way"):
        part = said["part"]
        minute = _QUARTERS[part] if part in _QUARTERS else int(part)
        if not 0 < minute < 60 or not 1 <= hour <= 12:
            return None
        if said["way"] == "to":
            if part == "half":
                return None
            # Ten to twelve at noon is in the morning: it goes by the hour that it is before.
            half = {"am": "pm", "pm": "am"}.get(half, "") if hour == 12 else half
            hour, minute = (hour - 1) or 12, 60 - minute
    if hour > 23 or minute > 59:
        return None
    if half:
        if hour == 0 or (hour > 12 and half == "am"):
            return None
        return Clock(hour if hour > 12 else hour % 12 + 12 * (half == "pm"), minute, sure=True)
    written = said["hour"].startswith("0") and said.get("minute") is not None
    return Clock(hour, minute, sure=hour == 0 or hour > 12 or written)
