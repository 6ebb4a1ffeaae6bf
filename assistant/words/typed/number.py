"""A whole number: "16", "sixteen", "she is 16", "16 years old", "twice"."""

from __future__ import annotations

import re

from assistant.flow.answers import AnswerError
from assistant.flow.model import Fact
from assistant.flow.said.plain import in_digits, plain
from assistant.words.typed.option import allowed

_NUMBER = re.compile(
    r"(?:(?:i think )?(?:he|she|they|it|this)(?:s|re| is| are| was| were)? "
    r"|its |aged? |about |around |only |a )*"
    r"([0-9]{1,6})(?: ?(?:years?|yrs?|yo)(?: old)?| times?)?(?: old)?"
)
_TWO = re.compile(r"(?:.* )?([0-9]{1,3}) or ([0-9]{1,3})(?: .*)?")
_LARGE = frozenset(["hundred", "thousand", "million", "and", "or", "point"])
_COUNTS = {
    "once": 1,
    "twice": 2,
    "1 time": 1,
    "never": 0,
    "none": 0,
    "nil": 0,
    "not once": 0,
    "no times": 0,
}


def is_number(text: str) -> bool:
    """It says a number and nothing else, whatever is asked."""
    words = in_digits(plain(text))
    if words in _COUNTS or _NUMBER.fullmatch(words):
        return True
    return bool(words) and all(w.isdecimal() or w in _LARGE for w in words.split())


def read_number(fact: Fact, text: str) -> int:
    """The number meant, within the fact's range. Raises AnswerError."""
    words = in_digits(plain(text))
    if found := _TWO.fullmatch(words):
        raise AnswerError(f"Is it {found[1]} or {found[2]}? {allowed(fact)}")
    number = _NUMBER.fullmatch("0" if words == "zero" else words)
    found_number = int(number[1]) if number else None
    # The question's own words say that something is counted: "never" is no age.
    if found_number is None and fact.ask.lower().startswith("how many"):
        found_number = _COUNTS.get(words)
    if found_number is None or not fact.minimum <= found_number <= fact.maximum:
        raise AnswerError(allowed(fact))
    return found_number
