"""How much of a question stands in another wording of it, or in a passage."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from assistant.words.ask.passage import Passage
from assistant.words.ask.reading import Read, Word

_IN_TEXT = 0.7  # what a word counts in the text, where one in the title counts 1
_SAME_WH, _OTHER_WH = 0.05, -0.06


class Wording(Struct, frozen=True):
    """A wording, and the passages that answer it, the best first. `named`: it does no more than
    name the one passage.
    """

    text: str
    see: tuple[Passage, ...]
    read: Read
    weight: float
    named: bool


def covered(words: Iterable[Word], title: frozenset[str], text: frozenset[str]) -> float:
    """How much of the words stands there, 0 to 1."""
    whole = found = 0.0
    for word in words:
        whole += word.weight
        in_title = max((sure for stem, sure in word.stems.items() if stem in title), default=0.0)
        in_text = max((sure for stem, sure in word.stems.items() if stem in text), default=0.0)
        found += word.weight * max(in_title, _IN_TEXT * in_text)
    return found / whole if whole else 0.0


def alike(read: Read, wording: Wording) -> float:
    """How much of two wordings is the same, 0 to 1, and a little more for the same wh-word."""
    mine, theirs, whole = _shared(read, wording)
    both = whole + wording.weight
    score = (mine + theirs) / both if both else 0.0
    if wording.named and whole:  # whoever asks what a word means asks little else
        score = min(score, mine / whole)
    if not (read.asks and wording.read.asks):
        return score
    return score + (_SAME_WH if read.asks == wording.read.asks else _OTHER_WH)


def both(read: Read, wording: Wording) -> float:
    """How much of each is in the other, 0 to 1: whoever says more than a wording that nothing
    answers may ask something else, and must not be turned away for a word or two.
    """
    mine, theirs, whole = _shared(read, wording)
    return min(mine / whole, theirs / wording.weight) if whole and wording.weight else 0.0


def _shared(read: Read, wording: Wording) -> tuple[float, float, float]:
    """The weight of what is the same, in the question and in the wording; the question's whole."""
    mine = whole = 0.0
    met: set[int] = set()
    for word in read.words:
        whole += word.weight
        best = 0.0
        for number, other in enumerate(wording.read.words):
            if sure := _sure(word, other):
                met.add(number)
                best = max(best, sure)
        mine += best * word.weight
    return mine, sum(wording.read.words[number].weight for number in met), whole


def _sure(word: Word, other: Word) -> float:
    """How surely two words mean the same; 0 where they do not."""
    return max(
        (sure * other.stems[stem] for stem, sure in word.stems.items() if stem in other.stems),
        default=0.0,
    )
