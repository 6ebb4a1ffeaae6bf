"""Several options typed in one line, with periods where the question has them."""

from __future__ import annotations

import re

from assistant.flow.answers import AnswerError
from assistant.flow.model import PERIODS, Fact
from assistant.flow.said.plain import letters, plain
from assistant.words.typed.option import allowed, fitting, none_of_them, read_option

MAX_PARTS = 60
_LONGEST = 6  # parts that one label may fall into: "Drug, drink or ..., now or in the past"
_ALL = {"all", "all of them", "all of these", "all of those", "everything"}
_WHEN = {"c": ("current",), "now": ("current",), "r": ("recent",), "both": PERIODS} | {
    period: (period,) for period in PERIODS
}


def read_items(fact: Fact, text: str, *, numbered: bool) -> list[str]:
    """The values of a list, each once. Raises AnswerError where a part fits none or several."""
    words = plain(text)
    if none_of_them(fact, words):
        return []
    if words in _ALL:
        return list(fact.values)
    if re.fullmatch(r"[0-9]+(?: [0-9]+)+", words) and not re.search(r"[^\d\s,;&+/]", letters(text)):
        return _values(fact, words.split(), numbered=numbered)
    parts = _parts(text)
    found: list[str] = []
    while parts:
        found.append(_first(fact, parts, text))
    return _values(fact, found, numbered=numbered)


def read_periods(fact: Fact, text: str, *, numbered: bool) -> dict[str, list[str]]:
    """The items with the periods said after each. Raises AnswerError."""
    if none_of_them(fact, plain(text)):
        return {}
    found: dict[str, list[str]] = {}
    waiting: list[str] = []  # a label may hold commas: it ends where its periods stand
    for part in re.split(r"[,;\n]", text):
        words = plain(part).split()
        periods: list[str] = []
        while words and (words[-1] in _WHEN or (words[-1] == "and" and periods)):
            periods += _WHEN.get(words.pop(), ())
        if not words and not waiting and found and periods:
            found[next(reversed(found))] += periods  # "2 current, recent"
            continue
        waiting += words
        if periods:
            value = read_option(fact, " ".join(waiting), numbered=numbered).value
            found[value] = [*found.pop(value, []), *periods]
            waiting = []
    if waiting or not found:
        raise AnswerError(f"It is not clear when. {allowed(fact)}")
    return {value: list(dict.fromkeys(periods)) for value, periods in found.items()}


def is_several(text: str) -> bool:
    """There is more in it than one thing."""
    return len(_parts(text)) > 1


def _parts(text: str) -> list[tuple[int, int]]:
    """Where each part begins and ends."""
    ends = [found.span() for found in re.finditer(r"[,;&+\n]|\band\b", text, re.IGNORECASE)]
    begins = [0, *(end for _, end in ends)]
    parts = list(zip(begins, [*(begin for begin, _ in ends), len(text)], strict=True))
    parts = [(begin, end) for begin, end in parts if text[begin:end].strip()]
    if not parts:  # an "and" by itself: no part is not "none of these"
        parts = [(0, len(text))]
    if len(parts) > MAX_PARTS:
        raise AnswerError("That is too much at once. Type fewer answers.")
    return parts


def _first(fact: Fact, parts: list[tuple[int, int]], text: str) -> str:
    """Take the first part, or as many as are one label that holds commas or "and"."""
    begin, end = parts[0]
    taken = 1
    for size in range(2, min(_LONGEST, len(parts)) + 1):
        joined = text[begin : parts[size - 1][1]]
        if len(fitting(fact, plain(joined), whole=True)) == 1:
            end, taken = parts[size - 1][1], size
    del parts[:taken]
    return text[begin:end]


def _values(fact: Fact, parts: list[str], *, numbered: bool) -> list[str]:
    return list(dict.fromkeys(read_option(fact, part, numbered=numbered).value for part in parts))
