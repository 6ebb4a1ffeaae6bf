"""What somebody typed -> pieces that each say one thing, and whether a piece says yes or no to it.

"No drugs, but she has a new phone" is two pieces, and the first says no. Whether "did not come
home" says no to "came home" is told by comparing a piece with a wording, so wordings are read here
too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_WORD = re.compile(r"[a-z0-9£]+(?:'[a-z]+)*")
_STOPS = re.compile(r"[.;:!?\n()\[\]\"]+|,| - | – |—|\.\.\.|…|/(?=\s)")
_JOINTS = frozenset(("and", "but", "also", "plus", "then", "although", "though", "because", "n"))
# Words that end what a "no" before them denies.
_TURNS = frozenset(("but", "although", "though", "however", "just", "only", "yet", "still"))
_NO = frozenset(
    "no not never none nor neither without nothing denies denied denying isnt arent wasnt werent"
    " hasnt havent hadnt didnt doesnt dont aint nt cannot stopped zero nil".split()
)
# These hold back something without saying that it is not so.
_OPEN = (
    "wont say", "wont tell", "wont talk", "not say", "not tell", "not sure", "not know", "not known",
    "dont know", "doesnt know", "dont like", "no idea", "no one knows", "nobody knows", "no doubt",
    "not only", "not just", "not explain", "cant explain", "cant say", "not want", "dont want",
    "doesnt want", "not happy", "not right", "not himself", "not herself", "not themselves",
    "not like", "never stops", "not stop", "not stopped", "no explanation", "dont recognise",
    "do not recognise", "not allowed", "isnt allowed",
)  # fmt: skip
MOST_LETTERS = 2000
MOST_PIECES = 24


class Says(Enum):
    """Whether a piece says that something is so."""

    YES = "yes"
    NO = "no"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together, in lower case, and what they say."""

    words: tuple[str, ...]
    says: Says

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.words)


def words_of(text: str, shorthand: Mapping[str, str] = {}) -> list[str]:  # noqa: B006
    """The words of a text, in lower case, shorthand written out."""
    plain = _CONTROL.sub(" ", text.casefold().replace("’", "'").replace("`", "'"))
    found: list[str] = []
    for word in _WORD.findall(plain):
        bare = word.replace("'", "")
        found += shorthand[bare].split() if bare in shorthand else [bare]
    return found


def says(words: tuple[str, ...]) -> Says:
    """Whether these words say no to something, or leave it open."""
    line = f" {' '.join(words)} "
    if any(f" {phrase} " in line for phrase in _OPEN):
        return Says.EITHER
    return Says.NO if any(word in _NO for word in words) else Says.YES
