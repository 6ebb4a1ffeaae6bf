"""The pack's own passages, and the wordings of its questions, in full-text tables in memory."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from sqlite_utils import Database

from assistant.flow.model import Asked, Pack
from assistant.library.fulltext import TOKENIZE, Stemmer, any_of, words_of
from assistant.words.ask.passage import Kind, Passage, key_of, names_of, passages
from assistant.words.ask.reading import Read, Reader, Word

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

_WORDINGS, _PASSAGES = 40, 16  # how many of each are looked at closely
_IN_TEXT = 0.75  # what a word counts in the text, where one in the title counts 1
_SAME_WH = 0.06
ENOUGH_ASKED, ENOUGH_SAID = 0.55, 0.66
_DEFINES = 0.08


@dataclass(frozen=True, slots=True)
class _Wording:
    question: Asked
    words: tuple[Word, ...]
    asks: str
    weight: float


class Index:
    """What of a pack answers a question. Any thread may ask, one at a time."""

    def __init__(self, pack: Pack, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._lock = threading.Lock()
        self._passages = list(passages(pack))
        self._by_key: dict[tuple[Kind, str], list[Passage]] = {}
        for one in self._passages:
            self._by_key.setdefault((one.kind, one.id), []).append(one)
        self._titles = [self._stems(one.title) for one in self._passages]
        self._texts = [self._stems(_text(one)) for one in self._passages]
        self._names = [self._names_of(one) for one in self._passages]
        weights = self._weigh(pack)
        self.reader = Reader(stemmer, weights, pack.shorthand)
        self._wordings = [
            self._wording(question, text)
            for question in pack.asking.questions
            for text in question.asks
        ]
        self._db = self._tables()

    def find(self, read: Read) -> list[Passage]:
        """The passages that fit, each with its score, the best first."""
        expression = any_of(read.search)
        if not expression:
            return []
        best: dict[tuple[Kind, str, str], Passage] = {}
        for passage in (*self._asked(read, expression), *self._said(read, expression)):
            key = (passage.kind, passage.id, passage.title)
            if key not in best or best[key].score < passage.score:
                best[key] = passage
        return sorted(best.values(), key=lambda passage: -passage.score)

    def _asked(self, read: Read, expression: str) -> Iterable[Passage]:
        """By the wordings of a question: how much of each other the two have."""
        fitting: dict[str, tuple[float, Asked]] = {}
        for row in self._search("wordings", expression, _WORDINGS):
            wording = self._wordings[row]
            score = _alike(read, wording)
            name = wording.question.id
            if score >= ENOUGH_ASKED and score > fitting.get(name, (0.0,))[0]:
                fitting[name] = (score, wording.question)
        for score, question in fitting.values():
            for rank, place in enumerate(question.see):
                for passage in self._by_key.get(key_of(place.where, place.id), ())[:2]:
                    yield replace(passage, score=min(1.0, score) * (1 - 0.04 * rank))

    def _said(self, read: Read, expression: str) -> Iterable[Passage]:
        """By what the passages say: how much of the question stands in them."""
        for row in self._search("passages", expression, _PASSAGES):
            score = covered(read.words, self._titles[row], self._texts[row])
            passage = self._passages[row]
            if read.asks == "what" and _is_named(read.words, self._names[row]):
                score = min(1.0, score + _DEFINES)
            if score >= ENOUGH_SAID:
                yield replace(passage, score=score)

    def _search(self, table: str, expression: str, most: int) -> list[int]:
        sql = (
            f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?"
            f" ORDER BY bm25({table}_fts, 4, 1), rowid LIMIT ?"
        )
        with self._lock:
            return [row - 1 for (row,) in self._db.execute(sql, [expression, most])]

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(self._stemmer.stems(words_of(text)))

    def _names_of(self, passage: Passage) -> tuple[frozenset[str], ...]:
        if passage.kind not in (Kind.TERM, Kind.FACT, Kind.CONTACT):
            return ()
        return tuple(self._stems(name) for name in names_of(passage.title))

    def _weigh(self, pack: Pack) -> Mapping[str, float]:
        """How much a stem tells: the fewer passages and questions have it, the more."""
        counts: Counter[str] = Counter()
        for title, text in zip(self._titles, self._texts, strict=True):
            counts.update(title | text)
        for question in pack.asking.questions:
            counts.update(self._stems(" ".join(question.asks)))
        total = len(self._passages) + len(pack.asking.questions)
        return {stem: log(1 + total / count) for stem, count in counts.items()}

    def _wording(self, question: Asked, text: str) -> _Wording:
        read = self.reader.read(text)
        return _Wording(question, read.words, read.asks, sum(word.weight for word in read.words))

    def _tables(self) -> Database:
        conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        db = Database(conn, execute_plugins=False)
        db.execute("BEGIN")
        passages = ({"title": one.title, "text": _text(one)} for one in self._passages)
        wordings = (
            {"title": text, "text": " ".join(self.reader.read(text).search)}
            for question in (wording.question for wording in self._once())
            for text in question.asks
        )
        for name, rows in (("passages", passages), ("wordings", wordings)):
            table = db.table(name)
            table.create({"title": str, "text": str})
            table.enable_fts(["title", "text"], tokenize=TOKENIZE, create_triggers=True)
            table.insert_all(rows)
        db.execute("COMMIT")
        return db

    def _once(self) -> Iterable[_Wording]:
        return {wording.question.id: wording for wording in self._wordings}.values()


def covered(words: Iterable[Word], title: frozenset[str], text: frozenset[str]) -> float:
    """How much of the words stands there, 0 to 1."""
    whole = found = 0.0
    for word in words:
        whole += word.weight
        in_title = max((sure for stem, sure in word.stems.items() if stem in title), default=0.0)
        in_text = max((sure for stem, sure in word.stems.items() if stem in text), default=0.0)
        found += word.weight * max(in_title, _IN_TEXT * in_text)
    return found / whole if whole else 0.0


def _alike(read: Read, wording: _Wording) -> float:
    """How much of two wordings is the same, 0 to 1, and a little more for the same wh-word."""
    mine = theirs = whole = 0.0
    met = [False] * len(wording.words)
    for word in read.words:
        whole += word.weight
        best = 0.0
        for number, other in enumerate(wording.words):
            sure = _sure(word, other)
            if sure:
                met[number] = True
                best = max(best, sure)
        mine += best * word.weight
    theirs = sum(w.weight for w, there in zip(wording.words, met, strict=True) if there)
    both = whole + wording.weight
    score = (mine + theirs) / both if both else 0.0
    return score + (_SAME_WH if read.asks and read.asks == wording.asks else 0.0)


def _sure(word: Word, other: Word) -> float:
    """How surely two words mean the same; 0 where they do not."""
    return max(
        (sure * other.stems[stem] for stem, sure in word.stems.items() if stem in other.stems),
        default=0.0,
    )


def _is_named(words: Iterable[Word], names: Iterable[frozenset[str]]) -> bool:
    asked = [word.stems for word in words]
    return any(
        name and all(any(stem in name for stem in stems) for stems in asked) for name in names
    )


def _text(passage: Passage) -> str:
    return " ".join((passage.text, *passage.lines))
