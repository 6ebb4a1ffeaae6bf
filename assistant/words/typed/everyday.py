"""What an answer is called in everyday words: "dsl", "with her mum". The pack has the words."""

from __future__ import annotations

import re

from assistant.flow.model import Fact
from assistant.flow.said.plain import slips

# What people put in front of an answer, or after it, and that does not change it. No "not" is here.
_BEFORE_WORDS = (
    "i im am a an the my her his their our your she he they we shes hes theyre is are was its been"
    " lives live living stays staying works work as in at with on for just only currently ok well"
)
_ASKS = frozenset(["is", "are", "was", "be"])  # "is she safe" answers nothing
_BEFORE = frozenset(_BEFORE_WORDS.split())
_AFTER = re.compile(r" (?:please|now|here|at the moment|(?:at|in) (?:a|the|my|our) \w+)$")
_LONG = 9  # letters; from here on one slip makes no other word


def meant(fact: Fact, words: str) -> tuple[str, ...]:
    """The values of the fact that the words may mean; none where it is none of its everyday words.
    MAY_BE is among them where the words say less than the answer.

    `words` are plain. All of them have to be there, but for what says nothing in front and behind.
    """
    if not fact.says or words.split(" ", 1)[0] in _ASKS:
        return ()
    forms = [words, *_shorter(words)]
    forms += [short for form in forms if (short := _AFTER.sub("", form)) != form]
    for form in forms:
        if form in fact.says:
            return fact.says[form]
    for form in forms:
        if len(form) >= _LONG:
            near = {
                values
                for said, values in fact.says.items()
                if abs(len(said) - len(form)) <= 1 and slips(form, said) == 1
            }
            if len(near) == 1:
                return near.pop()
    return ()


def _shorter(words: str) -> list[str]:
    """The words without the first, the first two and so on, as long as these say nothing."""
    found, rest = [], words.split()
    while len(rest) > 1 and rest[0] in _BEFORE:
        rest = rest[1:]
        found.append(" ".join(rest))
    return found
