"""Answers: what a person, a case file or a form may give for a fact, checked and made canonical.

Canonical values are plain JSON: text for a choice, yes_no and datetime (local Europe/London
minutes, `2026-11-23T21:05`), a number for whole, a list in the pack's order for choices, `{item:
[periods]}` for periods; and `unknown` for any of them.
"""

from __future__ import annotations

import re
from datetime import datetime

from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, PERIODS, Fact, FactType
from assistant.flow.problems import did_you_mean

type_words = {
    FactType.WHOLE: "a whole number",
    FactType.DATETIME: "a date and time such as 2026-11-23T21:05",
}

Answer = str | int | list[str] | dict[str, list[str]]
Facts = dict[str, Answer]


class AnswerError(ValueError):
    """An answer that the fact does not allow. The message names the fact and what is allowed.

    `fact` is the fact's name where whoever raised it knew that several were asked together.
    `close`: what was typed is meant as an answer, but could be more than one, or is not allowed.
    `could`: the values that it may be, where it is all that was typed.
    """

    def __init__(
        self, message: str, fact: str = "", *, close: bool = False, could: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.fact = fact
        self.close = close
        self.could = could


def read_answer(fact: Fact, raw: object) -> Answer:
    """The canonical form of `raw` for this fact. Raises AnswerError."""
    if raw == UNKNOWN:
        if not fact.may_be_unknown:
            raise AnswerError(f"{fact.name}: this one must be answered; {_allowed(fact)}")
        return UNKNOWN
    match fact.type:
        case FactType.CHOICE | FactType.YES_NO:
            return _one(fact, raw)
        case FactType.CHOICES:
            return _list(fact, raw)
        case FactType.PERIODS:
            return _periods(fact, raw)
        case FactType.WHOLE:
            return _whole(fact, raw)
        case FactType.DATETIME:
            return _datetime(fact, raw)


def ticked(fact: Fact, answer: Answer | None) -> tuple[str, ...]:
    """The items that a list holds; none where it is unknown or not answered."""
    if fact.type in LISTS and isinstance(answer, list | dict):
        return tuple(answer)
    return ()


def _allowed(fact: Fact) -> str:
    if fact.type is FactType.WHOLE:
        return f"allowed: a whole number from {fact.minimum} to {fact.maximum}, or unknown"
    if fact.type is FactType.DATETIME:
        return f"allowed: {type_words[fact.type]}, or unknown"
    values = ", ".join(fact.values)
    if fact.type is FactType.PERIODS:
        return f"allowed: for each of ({values}) a list of {' and '.join(PERIODS)}, or unknown"
    if fact.type is FactType.CHOICES:
        return f"allowed: a list of any of {values}; or unknown"
    return f"allowed: {values}" + (f", {UNKNOWN}" if fact.may_be_unknown else "")


def _refuse(fact: Fact, raw: object) -> AnswerError:
    shown = _shown(raw)
    hint = ""
    if isinstance(raw, str):
        hint = f" Write a list: [{raw}]." if raw in fact.values else did_you_mean(raw, fact.values)
    return AnswerError(f"{fact.name}: {shown} is not allowed.{hint} {_sentence(_allowed(fact))}")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(raw: object) -> str:
    if isinstance(raw, dict):
        return "a mapping"
    if isinstance(raw, list):
        return "a list"
    if isinstance(raw, int) and abs(raw) >= 10**43:
        return "a number of that size"
    # What is typed may hold line breaks and control characters; a message is one line.
    text = "".join(c if c.isprintable() else " " for c in str(raw))
    return f'"{text[:40]}..."' if len(text) > 43 else f'"{text}"'


def _one(fact: Fact, raw: object) -> str:
    if isinstance(raw, str) and raw in fact.values:
        return str(raw)
    raise _refuse(fact, raw)


def _list(fact: Fact, raw: object) -> list[str]:
    if not isinstance(raw, list):
        raise _refuse(fact, raw)
    for item in raw:
        if not isinstance(item, str) or item not in fact.values:
            raise _refuse(fact, item)
    if len(set(raw)) != len(raw):
        raise AnswerError(f"{fact.name}: an item stands in the list twice")
    return [value for value in fact.values if value in raw]


def _periods(fact: Fact, raw: object) -> dict[str, list[str]]:
    if raw == []:
        return {}
    if not isinstance(raw, dict):
        raise _refuse(fact, raw)
    for item, periods in raw.items():
        if item not in fact.values:
            raise _refuse(fact, item)
        listed = periods if isinstance(periods, list) else [periods]
        wrong = [period for period in listed if period not in PERIODS]
        if wrong or listed is not periods:
            raise AnswerError(
                f"{fact.name}: {item} takes a list of {' and '.join(PERIODS)},"
                f" not {_shown(wrong[0] if wrong else periods)}"
            )
        if len(set(periods)) != len(periods):
            raise AnswerError(f"{fact.name}: {item} names a period twice")
    return {
        item: [period for period in PERIODS if period in raw[item]]
        for item in fact.values
        if raw.get(item)
    }


def _whole(fact: Fact, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise _refuse(fact, raw)
    if isinstance(raw, str) and not re.fullmatch(r"-?\d{1,9}", raw):
        raise _refuse(fact, raw)
    number = int(raw)
    if not fact.minimum <= number <= fact.maximum:
        raise _refuse(fact, raw)
    return number


def _datetime(fact: Fact, raw: object) -> str:
    text = raw.replace(" ", "T") if isinstance(raw, str) else ""
    if not re.fullmatch(r"[12]\d{3}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?", text):
        raise _refuse(fact, raw)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _refuse(fact, raw) from None
    return moment.strftime("%Y-%m-%dT%H:%M")
