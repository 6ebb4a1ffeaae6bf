"""Text as a phone gives it -> plain words and digits; and slips of spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, combining, decimal, normalize

from rapidfuzz.distance import OSA

STRANGE = "~"
_SAME = {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘ʼ`´", "'")}
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: number for number, word in enumerate((*_SMALL, *_TEENS), 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SPELLED = re.compile(
    rf"\b(?:({'|'.join(_TENS)})[ -]({'|'.join(_SMALL)})|({'|'.join(NUMBERS)}))(?![a-z])"
)


def letters(text: str) -> str:
    """Lower case, in ASCII: accents go, apostrophes go, digits of any script become ours.

    `~` stands for a letter or a number that has no such form, so that nothing is read past it.
    """
    return "".join(map(_letter, text.lower()))


def plain(text: str) -> str:
    """Words and digits with single spaces between them.

    `~` stands for what changes a number's meaning: "-3", "15.5", "10:30", "16+", "<5".
    """
    found = re.sub(r"(?<=\d)[.:](?=\d)|-(?=\s?\d)|(?<=\d)\+|[<>%]", STRANGE, letters(text))
    return " ".join(re.sub(r"[^a-z0-9~]+", " ", found).split())


def in_digits(text: str) -> str:
    """The text with "sixteen" and "twenty one" as 16 and 21."""
    return _SPELLED.sub(_digits, text)


def near(word: str, known: Iterable[str]) -> list[str]:
    """The known words of which `word` may be a misspelling.

    One slip: a letter left out, put in, changed, or two swapped; two from eight letters on. Words
    under five letters are too near to others.
    """
    most = 2 if len(word) >= 8 else 1
    return [
        other
        for other in dict.fromkeys(known)
        if len(other) >= 5 and abs(len(other) - len(word)) <= most and slips(word, other) <= most
    ]


def slips(word: str, other: str) -> int:
    """How many slips lie between two words."""
    return int(OSA.distance(word, other))


def shown(text: str) -> str:
    """What was typed, on one line and cut short, to be said back."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[:400]).split())
    return f"{line[:40]}..." if len(line) > 43 else line


@lru_cache(maxsize=1024)
def _letter(char: str) -> str:
    char = _SAME.get(char, char)
    if char == "'" or combining(char) or category(char) == "Cf":
        return ""
    if char.isascii():
        return char
    digit = decimal(char, None)
    if digit is not None:
        return str(digit)
    base = "".join(c for c in normalize("NFKD", char) if not combining(c))
    if base.isascii() and (len(base) == 1 or char.isalpha()) and not char.isnumeric():
        return base.lower()
    return STRANGE if char.isalnum() else " "


def _digits(match: re.Match[str]) -> str:
    tens, small, word = match.groups()
    return str(NUMBERS[tens] + NUMBERS[small]) if tens else str(NUMBERS[word])
