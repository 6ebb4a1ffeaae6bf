"""An answer typed in words: "no", "16", "2 hours ago", an option's number or the start of its
label.

The clock is given, never read here. Nothing is guessed: what fits no answer, or more than one, is
said, and the question stays.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from assistant.engine.due import LONDON
from assistant.flow.answers import Answer, AnswerError, read_answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import PERIODS, Fact, FactType, Option

_NOT_KNOWN = {"?", "-", "unknown", "dont know", "do not know", "i dont know", "not sure", "unsure"}
_NONE = {"none", "none of these", "nothing", "0", "no"}
_UNITS = {"minute": 1, "min": 1, "hour": 60, "day": 24 * 60}
_NUMBER = re.compile(r"([0-9]+)[.)]?")
_WHOLE = re.compile(
    r"(?:about |around )?([0-9]{1,4})(?:[ -]years?(?:[ -]old)?| times?)?[.!]?", re.IGNORECASE
)


def read_typed(fact: Fact, text: str, now: datetime) -> Answer:
    """The answer that `text` means. `now` is aware. Raises AnswerError with a plain sentence."""
    plain = _plain(text)
    if plain in _NOT_KNOWN or text.strip() in _NOT_KNOWN:
        if fact.may_be_unknown:
            return UNKNOWN
        raise AnswerError("This one must be answered: type the number that fits best.")
    if not plain:
        raise AnswerError("Please type an answer.")
    match fact.type:
        case FactType.YES_NO | FactType.CHOICE:
            return _option(fact, text).value
        case FactType.WHOLE:
            return _whole(fact, text.strip())
        case FactType.DATETIME:
            return _moment(fact, text.strip().lower(), now)
        case FactType.CHOICES:
            return [] if plain in _NONE else read_answer(fact, _items(fact, text))
        case FactType.PERIODS:
            return {} if plain in _NONE else read_answer(fact, _with_periods(fact, text))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9 ]", "", text.lower().replace("-", " ")).split())


def _option(fact: Fact, text: str) -> Option:
    # Read before the signs are taken off: "-1" is not 1, and "1.2" is not 12.
    if number := _NUMBER.fullmatch(text.strip()):
        if len(number[1]) < 4 and 1 <= int(number[1]) <= len(fact.options):
            return fact.options[int(number[1]) - 1]
        raise AnswerError(f"There is no number {number[1][:9]}: choose 1 to {len(fact.options)}.")
    wanted = _plain(text)
    if not re.search("[a-z]", wanted):
        raise _none_of_them(text)
    exact = [o for o in fact.options if wanted in (_plain(o.value), _plain(o.label))]
    if exact:
        return exact[0]
    begins = [o for o in fact.options if _plain(o.label).startswith(wanted)]
    begins = begins or [o for o in fact.options if _plain(o.value).startswith(wanted)]
    if len(begins) == 1:
        return begins[0]
    if begins:
        fits = " or ".join(f'"{option.label}"' for option in begins)
        raise AnswerError(f"That could be {fits}. Type a little more, or its number.")
    raise _none_of_them(text)


def _none_of_them(text: str) -> AnswerError:
    return AnswerError(f'"{text.strip()[:40]}" is none of the answers. Type its number.')


def _whole(fact: Fact, text: str) -> Answer:
    number = _WHOLE.fullmatch(text)
    if not number or not fact.minimum <= int(number[1]) <= fact.maximum:
        raise AnswerError(f"Type a whole number from {fact.minimum} to {fact.maximum}.")
    return int(number[1])


def _items(fact: Fact, text: str) -> list[str]:
    parts = [part for part in re.split(r"[,;]| and ", text) if part.strip()]
    if len(parts) == 1 and re.fullmatch(r"[0-9 ]+", text.strip()):
        parts = text.split()
    return list(dict.fromkeys(_option(fact, part).value for part in parts))


def _with_periods(fact: Fact, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        words = part.lower().split()
        periods = [period for period in PERIODS if period in words or period[0] in words]
        rest = " ".join(w for w in words if w not in PERIODS and w not in ("c", "r", "and", "both"))
        if "both" in words:
            periods = list(PERIODS)
        if not periods:
            raise AnswerError(
                'Say when for each: for example "2 current" or "2 current and recent".'
            )
        value = _option(fact, rest).value
        found[value] = [p for p in PERIODS if p in periods or p in found.get(value, ())]
    return found


def _moment(fact: Fact, text: str, now: datetime) -> Answer:
    local = now.astimezone(LONDON)
    text = re.sub(r"^(about|around|at) ", "", text)
    if text in ("now", "just now"):
        return _stamp(local)
    if match := re.fullmatch(r"(an?|[0-9]{1,3}) (minute|min|hour|day)s? ago", text):
        amount = 1 if match[1].startswith("a") else int(match[1])
        ago = timedelta(minutes=amount * _UNITS[match[2]])
        return _stamp(local.astimezone(UTC) - ago)  # elapsed, also where the clocks change
    days = {"today": 0, "yesterday": 1, "last night": 1}
    if match := re.fullmatch(
        r"(?:(today|yesterday|last night),? ?(?:at )?)?([0-9]{1,2})[:.]([0-9]{2})", text
    ):
        hour, minute = int(match[2]), int(match[3])
        if hour < 24 and minute < 60:
            # What is said to be last night at 00:30 was after midnight, and so today.
            after_midnight = match[1] == "last night" and hour < 12
            back = 0 if after_midnight else days[match[1] or "today"]
            day = local.date() - timedelta(days=back)
            return _stamp(datetime.combine(day, time(hour, minute), LONDON))
    try:
        return read_answer(fact, text.upper().replace(" ", "T"))
    except AnswerError:
        raise AnswerError(
            "Type a date and time such as 2026-11-23 21:05, a time today such as 18:30,"
            ' "just now" or "2 hours ago".'
        ) from None


def _stamp(moment: datetime) -> str:
    return moment.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")
