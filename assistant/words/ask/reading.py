"""A question -> the words in it that tell it from others, each with what else it may mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

from msgspec import Struct
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from assistant.library.fulltext import Stemmer, words_of

MAX_WORDS = 40
_SMALL_WORDS = """
    a an the this that these those there here it its i im ive id me my we us our you your he him
    his hes she her shes they them their theyre is are am was were be been being isnt arent
    wasnt do does did doing done dont doesnt didnt has have had having can could cant cannot
    should would will wont may might must shall of to in on at by for from with about as and or
    but if then than so into any some just please got gets gone going yes also too very really
    much many still yet again things thing something anything hi hello thanks thank ok okay
    means meaning mean
"""
_SMALL = frozenset(_SMALL_WORDS.split())
# These tell little beside others, and a lot where nothing else is left.
_WEAK_WORDS = """
    tell told help know get go not no say says said ask now up out off over one need want like make
    take give let find put happen happens child children
"""
_WEAK = frozenset(_WEAK_WORDS.split())
_LITTLE = 0.4
_WH_WORDS = "what whats who whos whom whose when where why how which"
_WH = frozenset(_WH_WORDS.split())
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_MISSPELT, _MEANT = 0.8, 0.9  # how far a word counts that was read as another
SHORT = 5  # letters; below, a word is too near to others


class Word(Struct, frozen=True):
    """A word of a question: the stems it may stand for, each with how surely, and its weight."""

    stems: Mapping[str, float]
    weight: float


class Read(Struct, frozen=True):
    """A question as it is looked up. `search` are the words to search for, `asks` is its wh-word,
    and `said` the whole of it, spelled out.
    """

    words: tuple[Word, ...]
    search: tuple[str, ...]
    said: str
    asks: str


def _telling(words: Sequence[str]) -> list[str]:
    """Without the words that tell little, if others are left."""
    return [w for w in words if w not in _SMALL and w not in _WEAK] or list(words)


def _forms(stem: str) -> list[str]:
    """Other stems of the same word: in some of its forms the stemmer keeps a doubled letter."""
    if len(stem) < SHORT:
        return []
    less = [stem[:-1]] if stem[-1] == stem[-2] or stem.endswith("ck") else []
    return [*less, f"{stem}{stem[-1]}", f"{stem}k"]


class Spelling:
    """The words that there are, to find the one that was meant."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for stem in stems:
            if len(stem) >= SHORT - 1:
                # People seldom get the first letter wrong.
                self._by_letter[stem[0]].append(stem)

    def near(self, stem: str) -> list[str]:
        """The stems of which this one may be a misspelling, the nearest only."""
        if len(stem) < SHORT:
            return []
        most = 2 if len(stem) >= 9 else 1
        found = extract(
            stem,
            self._by_letter.get(stem[:1], ()),
            scorer=OSA.distance,
            score_cutoff=most,
            limit=4,
        )
        least = min((distance for _, distance, _ in found), default=0)
        return [other for other, distance, _ in found if distance == least]


class Reader:
    """Reads questions. `weights` is how much each stem tells, `words` the words with each; `short`
    is what is short for what.
    """

    def __init__(
        self,
        stemmer: Stemmer,
        weights: Mapping[str, float],
        words: Mapping[str, Sequence[str]],
        short: Mapping[str, str],
    ) -> None:
        self._words = words
        self._stemmer = stemmer
        self._weights = weights
        self._most = max(weights.values(), default=1.0)
        self._short = {key: _telling(words_of(words)) for key, words in short.items()}
        self._spelling = Spelling(weights)

    def read(
        self, text: str, also: Mapping[str, int] | None = None, near: Spelling | None = None
    ) -> Read:
        """The question. `also` are stems that stand elsewhere, with `near` for their spelling."""
        every = words_of(text)[:MAX_WORDS]
        names = {name.lower() for name in _NAME.findall(text[:500])}
        asks = next((word for word in every if word in _WH), "")[:5].rstrip("s")
        rest = [word for word in dict.fromkeys(every) if word not in _WH]
        told = [word for word in rest if word not in _SMALL]
        words, search, spelled = [], list[str](), dict[str, str]()
        for word, stem in zip(told, self._stemmer.stems(told, typed=True), strict=True):
            found, plain = self._word(word, stem, also or {}, near, named=word in names)
            words.append(found)
            search += plain
            if len(plain) > 1 and word not in self._words.get(stem, ()):
                spelled[word] = plain[1] if len(word) >= SHORT else " ".join(plain[1:])
        said = " ".join(spelled.get(word, word) for word in every)
        return Read(tuple(words), tuple(dict.fromkeys(search)), said, asks)

    def _spelled(self, word: str, stem: str) -> str:
        """The word with that stem that comes nearest to what was typed."""
        return min(self._words.get(stem, (stem,)), key=lambda other: OSA.distance(word, other))

    @staticmethod
    def weighed(read: Read, counts: Mapping[str, int], total: int) -> tuple[Word, ...]:
        """The words, each with what it tells among `total` sections, of which `counts` have it."""
        return tuple(
            Word(word.stems, log(1 + total / max(1, max(counts.get(s, 0) for s in word.stems))))
            for word in read.words
        )

    def _word(
        self,
        word: str,
        stem: str,
        also: Mapping[str, int],
        near: Spelling | None,
        *,
        named: bool,
    ) -> tuple[Word, list[str]]:
        stems = {stem: 1.0}
        search = [word]
        for other in _forms(stem):  # "traffic" and "traffick", "refer" and "referr"
            if other in self._weights:
                stems[other] = _MEANT
                search.append(self._spelled(word, other))
        for other in self._short.get(word, ()):
            stems.setdefault(self._stemmer.stems([other])[0], _MEANT)
            search.append(other)
        if stem in self._weights or word in self._short:
            weight = self._weights.get(stem, 0.7 * self._most)
        elif stem in also:
            weight = 0.7 * self._most
        else:
            meant = self._spelling.near(stem) or (near.near(stem) if near else [])
            for other in meant:
                stems.setdefault(other, _MISSPELT)
                search.append(self._spelled(word, other))
            weight = max((self._weights.get(s, 0.0) for s in meant), default=0.0)
            # A name that nothing here knows says less than any other word that nothing knows.
            weight = weight or (0.2 if named else 0.8) * self._most
        weight *= _LITTLE if word in _WEAK else 1
        return Word(stems, weight), search
