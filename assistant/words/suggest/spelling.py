"""Words as they were typed -> words that the wordings know: shorthand, and slips of spelling."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from assistant.words.meaning import is_word

SHORTEST = 4
# How much of a word has to be right: one slip in five letters, two in ten.
ALIKE = 0.79


class Spelling:
    """Knows the words of the wordings, and what people write for short.

    A word that the wordings use, or that is a word of its own, stays as it is.
    """

    def __init__(self, known: Collection[str], shorthand: Mapping[str, str]) -> None:
        self._known = frozenset(known)
        self._long = sorted(word for word in known if len(word) >= SHORTEST)
        self._shorthand = shorthand

    def read(self, words: Collection[str]) -> tuple[str, ...]:
        """The words, each as the wordings would have it."""
        return tuple(better for word in words for better in self._better(word))

    def _better(self, word: str) -> list[str]:
        if word in self._known:
            return [word]
        if word in self._shorthand:
            return self._shorthand[word].split()
        if len(word) < SHORTEST or not word.isalpha() or is_word(word):
            return [word]
        found = process.extractOne(
            word,
            self._long,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=ALIKE,
        )
        return [found[0] if found else word]
