"""What somebody typed -> pieces that each say one thing, and whether a piece says yes or no to it.

"No drugs, but she has a new phone" is two pieces, and the first says no. Whether "did not come
home" says no to "came home" is told by comparing a piece with a wording, so wordings are read here
too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import pairwise

from msgspec import Struct

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_WORD = re.compile(r"[a-z0-9£]+(?:'[a-z]+)*")
_STOPS = re.compile(r"[.;:!?\n()\[\]\"]+|,| - | – |—|\.\.\.|…|/(?=\s)")
_JOINTS = {
    "and", "but", "also", "plus", "then", "although", "though", "because", "however", "yet", "nor",
    "n",
}  # fmt: skip
# What stands on both sides of a joint and is said as one.
_ONE = {
    ("day", "night"), ("up", "down"), ("in", "out"), ("on", "off"), ("mum", "dad"), ("to", "fro"),
    ("mother", "father"), ("again", "again"), ("here", "there"), ("now", "then"), ("over", "over"),
    ("drink", "drugs"), ("drugs", "alcohol"), ("safe", "well"), ("black", "blue"),
}  # fmt: skip
_NO = {
    "no", "not", "never", "none", "nor", "neither", "without", "nothing", "denies", "denied",
    "denying", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt", "didnt", "doesnt",
    "dont", "aint", "cannot", "zero", "nil", "clear", "negative", "nobody", "noone",
}  # fmt: skip
# These hold back something without saying that it is not so.
_OPEN = (
    "wont say", "wont tell", "wont talk", "not say", "not tell", "not sure", "not know",
    "not known", "dont know", "doesnt know", "dont like", "no idea", "no one knows",
    "nobody knows", "no doubt", "not only", "not just", "not explain", "cant explain", "cant say",
    "not want", "dont want", "doesnt want", "not happy", "not right", "not himself",
    "not herself", "not themselves", "not like", "never stops", "not stop", "not stopped",
    "no explanation", "at nothing", "over nothing", "for nothing", "about nothing", "nothing but",
    "no longer", "cant stop", "cannot stop", "cant cope", "cannot cope", "dont recognise",
    "do not recognise", "not allowed", "isnt allowed",
)  # fmt: skip
_OPENS = frozenset(pair for phrase in _OPEN for pair in list(pairwise(phrase.split()))[:1])
_ASKS = {"what", "whats", "who", "whos", "when", "where", "how", "why", "which", "should"}
_ASK_FIRST = {(first, then) for first in ("can", "do", "does", "is", "am", "may", "must", "will")
              for then in ("i", "we", "you", "it", "there", "this", "that")}  # fmt: skip
MOST_LETTERS = 2000
MOST_PIECES = 30
EARLY = 3  # words
LONGEST = 40  # words; more than that say more than one thing
BREATH = 20  # words, of what is longer and has no joint


class Says(Enum):
    """Whether a piece says that something is so."""

    YES = "yes"
    NO = "no"
    EITHER = "either"


class Piece(Struct, frozen=True):
    """Words that belong together, in lower case, and what they say. `whole`: they are the text."""

    words: tuple[str, ...]
    says: Says
    whole: bool = False

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.words)

    @property
    def asks(self) -> bool:
        """It begins like a question."""
        return self.words[0] in _ASKS or self.words[:2] in _ASK_FIRST


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case and without apostrophes."""
    plain = _CONTROL.sub(" ", text.casefold().replace("’", "'").replace("`", "'"))
    return tuple(word.replace("'", "") for word in _WORD.findall(plain))


def says(words: tuple[str, ...]) -> Says:
    """Whether these words say no to something, or leave it open.

    A "no" in the first words is said of all that follows. One that comes later may be said of
    something beside it: "goes back there though she is not meant to".
    """
    found: Sequence[str] = words
    if not _OPENS.isdisjoint(pairwise(words)):
        line = f" {' '.join(words)} "
        for phrase in _OPEN:
            line = line.replace(f" {phrase} ", " ~ ")
        found = line.split()
    if any(word in _NO for word in found[:EARLY]):
        return Says.NO
    return Says.EITHER if "~" in found or any(word in _NO for word in found) else Says.YES


def pieces(text: str, read: Callable[[tuple[str, ...]], tuple[str, ...]]) -> tuple[Piece, ...]:
    """The text as a whole, its sentences and parts of them; each once, at most MOST_PIECES.

    `read` puts right how words are spelt. Where one part says no to something and another does not,
    the whole says nothing that its parts do not say better, and is left out.
    """
    sentences = [
        words for part in _STOPS.split(text[:MOST_LETTERS]) if (words := read(words_of(part)))
    ]
    whole = tuple(word for each in sentences for word in each)
    parts: dict[tuple[str, ...], Says] = {}
    for sentence in sentences:
        for words, denied in _parts(sentence):
            parts.setdefault(words, Says.NO if denied else says(words))
    found: dict[tuple[str, ...], Says] = {}
    for longer in (whole, *sentences):
        inside = {said for words, said in parts.items() if _inside(words, longer)}
        if 0 < len(longer) <= LONGEST and not {Says.YES, Says.NO} <= inside:
            found[longer] = Says.NO if inside == {Says.NO} else says(longer)
    # The parts are the whole text once more: where there is not room for all, they come first.
    kept = {**found, **parts} if len(found | parts) <= MOST_PIECES else {**parts, **found}
    return tuple(
        Piece(words, said, words == whole) for words, said in list(kept.items())[:MOST_PIECES]
    )


def _inside(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return any(longer[at : at + len(words)] == words for at in range(len(longer) - len(words) + 1))


def _parts(words: tuple[str, ...]) -> list[tuple[tuple[str, ...], bool]]:
    """The words between joints; with them whether an earlier "no" still holds: no drink or drugs.

    What is only held back belongs to what was said before: "a phone and will not say from whom".
    """
    found: list[tuple[tuple[str, ...], bool]] = []
    now: list[str] = []
    denied = False
    around = zip(("", *words), (*words, "and"), (*words[1:], "", ""), strict=True)
    for before, word, after in around:
        if (word not in _JOINTS and word != "or") or (before, after) in _ONE:
            now.append(word)
            continue
        if len(now) > LONGEST:  # told in one breath
            found += [(tuple(now[at : at + BREATH]), denied) for at in range(0, len(now), BREATH)]
        elif now and found and says(tuple(now[:EARLY])) is Says.EITHER:
            earlier, was = found.pop()
            found.append(((*earlier, *now), was))
        elif now:
            found.append((tuple(now), denied))
            denied = word in ("or", "nor") and (denied or says(tuple(now)) is Says.NO)
        now = []
    return found
