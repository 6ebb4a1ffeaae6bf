"""Looks a question up in a pack and in a service's own documents."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from unicodedata import category

from msgspec import Struct

from assistant.cases.log import StoreFailed
from assistant.flow.model import Pack
from assistant.library.fulltext import Stemmer, words_of
from assistant.library.store import Library
from assistant.words.ask.alike import covered
from assistant.words.ask.index import Index
from assistant.words.ask.passage import Passage, of_section
from assistant.words.ask.reading import Read, Reader, Spelling
from assistant.words.language import english_of

MAX_LETTERS = 500
MOST = 4  # passages
_DOCUMENTS = 2  # of them from documents, where the pack has some too
_HITS = 8
_ENOUGH = 0.5  # how much of the words has to stand in a section of a document
_LARGE, _RAREST, _COMMON = 1000, 3, 0.15  # sections, words, the part of sections that have one
_FAR = 0.8  # a passage that fits less than this part of the best is left out
# What comes no nearer than this may answer something else, and is shown with a word on that. Most
# questions in the tests whose first passage is wrong lie below it, and a third of the others.
_SURE = 0.7


class Why(StrEnum):
    """Why nothing was found; `says` of the pack has the words for each."""

    NONE = "none"
    EMPTY = "empty"
    LONG = "long"
    STRANGE = "strange"  # no words at all
    FOREIGN = "foreign"  # in another language


class Answered(Struct, frozen=True):
    """The passages, the best first; with none, why. `no_library`: its documents could not be
    searched. `says` are the pack's words for either, and for passages that may not be what was
    asked for; empty where there is nothing to say.
    """

    passages: tuple[Passage, ...] = ()
    why: Why | None = None
    no_library: bool = False
    says: str = ""


class Asker:
    """Answers for one pack, with a library or without. Any thread may ask."""

    def __init__(self, pack: Pack, library: Library | None = None) -> None:
        self._pack = pack
        self._library = library
        self._stemmer = Stemmer()
        self._index = Index(pack, self._stemmer)
        self._near: tuple[object, Spelling | None] = (None, None)

    def ask(self, text: str) -> Answered:
        """What answers it. The text is looked at and let go."""
        if not text.strip():
            return self._nothing(Why.EMPTY)
        if len(text) > MAX_LETTERS:
            return self._nothing(Why.LONG)
        if not any(category(char)[0] in "LN" for char in text):
            return self._nothing(Why.STRANGE)
        if not words_of(text):
            return self._nothing(Why.FOREIGN)
        counts, total, failed = self._vocabulary()
        read = self._index.reader.read(text, counts, self._near[1])
        foreign = english_of(self._pack).is_foreign(text, counts)
        found = [] if foreign else self._index.find(read)[:MOST]
        own, broken = self._documents(read, counts, total)
        failed = failed or broken
        passages = _together(found, own)
        if not passages:
            return self._nothing(Why.FOREIGN if foreign else Why.NONE, failed)
        says = [self._says("unsure")] if passages[0].score < _SURE else []
        says += [self._says("library")] if failed else []
        return Answered(passages, None, failed, " ".join(says))

    def _nothing(self, why: Why, failed: bool = False) -> Answered:
        says = [self._says(why.value)] + ([self._says("library")] if failed else [])
        return Answered((), why, failed, " ".join(says))

    def _says(self, key: str) -> str:
        return self._pack.asking.says.get(key, key)

    def _vocabulary(self) -> tuple[Mapping[str, int], int, bool]:
        if self._library is None:
            return {}, 0, False
        try:
            words = self._library.vocabulary()
        except StoreFailed:
            return {}, 0, True
        if words is not self._near[0]:
            self._near = (words, Spelling(words.counts))
        return words.counts, words.sections, False

    def _documents(
        self, read: Read, counts: Mapping[str, int], total: int
    ) -> tuple[list[Passage], bool]:
        if self._library is None or not total or not read.words:
            return [], False
        try:
            hits = self._library.search(self._telling(read, counts, total), _HITS)
        except StoreFailed:
            return [], True
        words = Reader.weighed(read, counts, total)
        found = []
        for hit in hits:
            title = frozenset(self._stemmer.stems(words_of(f"{hit.title} {hit.heading}")))
            text = frozenset(self._stemmer.stems(words_of(hit.text)))
            score = covered(words, title, text)
            if score >= _ENOUGH:
                found.append(of_section(hit, score))
        return sorted(found, key=lambda passage: -passage.score), False

    def _telling(self, read: Read, counts: Mapping[str, int], total: int) -> list[str]:
        """The words to search for: in a large library the rarest, for those tell, and are quick."""
        if total < _LARGE:
            return list(read.search)
        stems = self._stemmer.stems(read.search, typed=True)
        there = sorted(
            (counts[stem], word)
            for word, stem in zip(read.search, stems, strict=True)
            if stem in counts
        )
        few = [word for count, word in there if count <= _COMMON * total]
        return few[:_RAREST] or [word for _, word in there[:1]]


def _together(found: list[Passage], own: list[Passage]) -> tuple[Passage, ...]:
    """The best of both; where a document fits, one at least stands among them. Each is weighed
    among its own kind: what a document says must not hide what the protocol says.
    """
    found, own = _near_the_best(found), _near_the_best(own)
    own = own[: _DOCUMENTS if found else MOST]
    found = found[: MOST - len(own)]
    return tuple(sorted((*found, *own), key=lambda passage: -passage.score))


def _near_the_best(passages: list[Passage]) -> list[Passage]:
    return [one for one in passages if one.score >= _FAR * passages[0].score]
