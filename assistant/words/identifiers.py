"""Words in a text that may show who somebody is: a number, an address, a date of birth, a name.

The page finds the same before anything leaves it (`static/src/js/identifiers.js`). Lists and
patterns are one file for both, and one table of cases holds both to it. No pattern looks behind:
browsers of 2021 cannot. In each the words are the first group, and end the match.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

from msgspec import Struct

MOST = 4000  # letters that are looked at: more than any box takes
CHILD = (5, 18)  # years ago in which a day may be a child's date of birth

_RULES: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_COMMON, _PLACES, _UNNAMED, _NOT_HANDLES = (
    frozenset(_RULES[name].split()) for name in ("common", "places", "unnamed", "notHandles")
)
_WORD = re.compile(r"[A-Za-z0-9'-]+")
_TITLED = re.compile(r"[A-Z](?=.*[a-z])[A-Za-z'-]*")
_MARKS = str.maketrans("’‘“”\u00a0\u2009\u202f‐‑–—", "''\"\"   ----")
_LONGEST_NAME = 3  # words; more is a title, or somebody who writes all words large


class Found(Struct, frozen=True):
    """Words as they were typed. `kind`: email, handle, phone, nhs, postcode, birth or name."""

    kind: str
    words: str


Span = tuple[int, int]


def find(text: str, year: int) -> tuple[Found, ...]:
    """What may show who somebody is, in its order, each once. `year` is the one it is now."""
    text = text[:MOST]
    plain = re.sub(
        _RULES["fold"], lambda found: normalize("NFD", found[0])[0], text.translate(_MARKS)
    )
    taken: list[tuple[Span, str]] = []
    for kind, start, end in _each(plain, year):
        if not any(start < other[1] and other[0] < end for other, _ in taken):
            taken.append(((start, end), kind))
    found = [Found(kind, text[start:end]) for (start, end), kind in sorted(taken)]
    return tuple(dict.fromkeys(found))


def _each(text: str, year: int) -> Iterator[tuple[str, int, int]]:
    for _, start, end in _all("email", text):
        yield "email", start, end
    for words, start, end in _all("handle", text):
        if words[1:].lower() not in _NOT_HANDLES:
            yield "handle", start, end
    for _, start, end in _all("phone", text):
        yield "phone", start, end
    for words, start, end in _all("nhs", text):
        if _checks(words) or _has("nhsBefore", text[max(0, start - 30) : start]):
            yield "nhs", start, end
    for words, start, end in _all("postcode", text):
        if not re.search(_RULES["noPostcode"], words):
            yield "postcode", start, end
    for words, start, end in _all("date", text):
        if _birth(words, text[max(0, start - 40) : start], text[end : end + 30], year):
            yield "birth", start, end
    for start, end in _pairs(text):
        yield "name", start, end
    for start, end in _named(text):
        yield "name", start, end


def _all(name: str, text: str) -> Iterator[tuple[str, int, int]]:
    patterns = _RULES[name]
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        whole = pattern.replace("MONTH", _RULES["month"])
        for found in re.finditer(whole, text, re.IGNORECASE | re.ASCII):
            yield found[1], found.start(1), found.end(1)


def _has(name: str, text: str) -> bool:
    return bool(re.search(_RULES[name], text, re.IGNORECASE | re.ASCII))


def _checks(words: str) -> bool:
    """The tenth digit of an NHS number is made from the nine before it."""
    digits = [int(digit) for digit in words if digit.isdigit()]
    check = -sum((10 - at) * digit for at, digit in enumerate(digits[:9])) % 11
    return check == digits[9]


def _birth(words: str, before: str, after: str, year: int) -> bool:
    if _has("birthBefore", before) or _has("birthAfter", after):
        return True
    numbers = re.findall("[0-9]+", words)
    born = int(next((number for number in numbers if len(number) == 4), numbers[-1]))
    age = year - (born if born > 99 else 2000 + born)
    return CHILD[0] <= age <= CHILD[1] and not _has("eventBefore", before)


def _pairs(text: str) -> Iterator[Span]:
    """Two or three words side by side that are written large and are no common words."""
    run: list[Span] = []
    after = 0
    for found in _WORD.finditer(text):
        begins = text[after : found.start()] not in (" ", "  ")
        after = found.end()
        if begins:
            yield from _whole(run)
            run = []
        word = _bare(found[0])
        if _place(word):
            run = []
        elif _ordinary(word) or (begins and len(word) > 5 and _has("began", word)):
            yield from _whole(run)
            run = []
        else:
            run.append((found.start(), found.start() + len(word)))
    yield from _whole(run)


def _whole(run: list[Span]) -> Iterator[Span]:
    if 2 <= len(run) <= _LONGEST_NAME:
        yield run[0][0], run[-1][1]


def _named(text: str) -> Iterator[Span]:
    """A word after one that leads up to a name; it may be small only after "her name is"."""
    for way in ("named", "titled", "related"):
        for found in re.finditer(_RULES[way], text, re.ASCII):
            word = _bare(found[1])
            rest = _WORD.match(text, found.end() + 1)
            before = text[max(0, found.start() - 40) : found.start()]
            if not (
                _ordinary(word)
                or _place(word)
                or (rest and _place(_bare(rest[0])))
                or (way == "named" and _has("thingBefore", before))
                or (way == "related" and _has("people", word))
            ):
                yield found.start(1), found.start(1) + len(word)
    for found in re.finditer(_RULES["small"], text, re.ASCII):
        if found[1] not in _UNNAMED:
            yield found.span(1)


def _bare(word: str) -> str:
    return word[:-2] if word.endswith("'s") and word.lower() not in _COMMON else word.rstrip("'-")


def _place(word: str) -> bool:
    return bool(_TITLED.fullmatch(word)) and word.lower() in _PLACES


def _ordinary(word: str) -> bool:
    return not _TITLED.fullmatch(word) or word.lower() in _COMMON
