"""The pack's own passages, and the wordings of its questions, in full-text tables in memory."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from sqlite_utils import Database

from assistant.flow.model import Pack
from assistant.library.fulltext import TOKENIZE, Stemmer, any_of, words_of
from assistant.words.ask.alike import Wording, alike, both, covered
from assistant.words.ask.passage import Kind, Passage, key_of, names_of, passages
from assistant.words.ask.reading import Read, Reader
from assistant.words.meaning import Vectors, embed

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

_WORDINGS, _PASSAGES, _NEAR = 40, 16, 12  # how many of each are looked at closely
_EVIDENCE = 3.0  # the least weight of words that must stand in a passage: one rare word, two others
_ELSE = 0.15  # how far a title may speak of other things
_LESS = 0.95  # what a passage that only has the words counts, beside one that is known to answer
_ALIKE, _COVERED = 0.4, 0.7  # what the words count, where the meaning counts the rest
ENOUGH_ASKED, ENOUGH_SAID = 0.46, 0.5


class Index:
    """What of a pack answers a question. Any thread may ask, one at a time."""

    def __init__(self, pack: Pack, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._lock = threading.Lock()
        self._passages = list(passages(pack))
        asks = [text for question in pack.asking.questions for text in question.asks]
        asks += pack.asking.elsewhere
        said = (f"{one.title} {_text(one)}" for one in self._passages)
        stemmer.stems(words_of(" ".join((*asks, *said))))  # all at once, and remembered
        self._titles = [self._stems(one.title) for one in self._passages]
        self._texts = [self._stems(_text(one)) for one in self._passages]
        weights = self._weigh(pack)
        self._weights = weights
        self.reader = Reader(stemmer, weights, self._examples(), pack.shorthand)
        self._in_title = [sum(weights[stem] for stem in title) for title in self._titles]
        self._wordings = list(self._all_wordings(pack))
        self._vectors = embed([wording.read.said for wording in self._wordings] or [""])
        parts = [
            (row, part.lower())
            for row, one in enumerate(self._passages)
            for part in (f"{one.title} {one.text or one.reason}", one.title, *one.lines)
        ]
        self._rows = np.array([row for row, _ in parts])
        self._parts = embed([part for _, part in parts] or [""])
        self._db = self._tables()

    def find(self, read: Read) -> list[Passage]:
        """The passages that fit, each with its score, the best first."""
        if not self._passages:
            return []
        expression = any_of(read.search)
        vector = embed([read.said])[0]
        best: dict[tuple[Kind, str, str], Passage] = {}
        asked, elsewhere = self._asked(read, expression, vector)
        for passage in (*asked, *self._said(read, expression, vector)):
            if passage.score <= elsewhere:
                continue
            key = (passage.kind, passage.id, passage.title)
            if key not in best or best[key].score < passage.score:
                best[key] = passage
        return sorted(best.values(), key=lambda passage: -passage.score)

    def _asked(self, read: Read, expression: str, vector: Vectors) -> tuple[list[Passage], float]:
        """By the wordings of questions: how near they come, in words and in meaning. And how near
        a question comes that nothing here answers.
        """
        found, elsewhere = list[Passage](), 0.0
        near = (self._vectors @ vector)[: len(self._wordings)]
        rows = dict.fromkeys(self._search("wordings", expression, _WORDINGS))
        rows |= dict.fromkeys(map(int, np.argsort(-near)[:_NEAR]))
        for row in rows:
            wording = self._wordings[row]
            words = alike(read, wording) if wording.see else both(read, wording)
            score = _ALIKE * words + (1 - _ALIKE) * max(0.0, float(near[row]))
            if not wording.see:
                elsewhere = max(elsewhere, score)
            if score >= ENOUGH_ASKED:
                for rank, passage in enumerate(wording.see):
                    found.append(replace(passage, score=min(1.0, score) * (1 - 0.04 * rank)))
        return found, elsewhere

    def _said(self, read: Read, expression: str, vector: Vectors) -> Iterator[Passage]:
        """By what the passages say: how much of the question stands in them."""
        whole = sum(word.weight for word in read.words)
        nearest = np.zeros(len(self._passages), np.float32)
        np.maximum.at(nearest, self._rows, self._parts @ vector)
        rows = dict.fromkeys(self._search("passages", expression, _PASSAGES))
        rows |= dict.fromkeys(map(int, np.argsort(-nearest)[:_NEAR]))
        for row in rows:
            title = self._titles[row]
            words = covered(read.words, title, self._texts[row])
            if words * whole < _EVIDENCE:
                continue
            near = float(nearest[row])
            score = _LESS * (_COVERED * words + (1 - _COVERED) * near)
            score *= 1 - _ELSE + _ELSE * self._told(read, title) / (self._in_title[row] or 1)
            if score >= ENOUGH_SAID:
                yield replace(self._passages[row], score=score)

    def _told(self, read: Read, title: frozenset[str]) -> float:
        """The weight of the words of a title that the question has."""
        asked = {stem for word in read.words for stem in word.stems}
        return sum(self._weights[stem] for stem in title & asked)

    def _search(self, table: str, expression: str, most: int) -> list[int]:
        sql = (
            f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?"
            f" ORDER BY bm25({table}_fts, 4, 1), rowid LIMIT ?"
        )
        if not expression:
            return []
        with self._lock:
            return [row - 1 for (row,) in self._db.execute(sql, [expression, most])]

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(self._stemmer.stems(words_of(text)))

    def _weigh(self, pack: Pack) -> Mapping[str, float]:
        """How much a stem tells: the fewer passages and questions have it, the more."""
        counts: Counter[str] = Counter()
        for title, text in zip(self._titles, self._texts, strict=True):
            counts.update(title | text)
        for question in pack.asking.questions:
            counts.update(self._stems(" ".join(question.asks)))
        for wording in pack.asking.elsewhere:
            counts.update(self._stems(wording) - counts.keys())
        total = len(self._passages) + len(pack.asking.questions)
        return {stem: log(1 + total / count) for stem, count in counts.items()}

    def _examples(self) -> dict[str, list[str]]:
        """For each stem the words that have it."""
        text = " ".join(f"{one.title} {_text(one)}" for one in self._passages)
        words = sorted(set(words_of(text)))
        found: dict[str, list[str]] = {}
        for word, stem in zip(words, self._stemmer.stems(words), strict=True):
            found.setdefault(stem, []).append(word)
        return found

    def _all_wordings(self, pack: Pack) -> Iterator[Wording]:
        by_key: dict[tuple[Kind, str], list[Passage]] = {}
        for one in self._passages:
            by_key.setdefault((one.kind, one.id), []).append(one)
        for question in pack.asking.questions:
            keys = [key_of(place.where, place.id) for place in question.see]
            see = tuple(one for key in keys for one in by_key.get(key, ())[:2])
            for text in question.asks:
                yield self._wording(text, see, named=False)
        for text in pack.asking.elsewhere:
            yield self._wording(text, (), named=False)
        for one in self._passages:  # a word is asked after by its name
            if one.kind in (Kind.TERM, Kind.FACT):
                for name in names_of(one.title):
                    yield self._wording(f"what is {name}", (one,), named=True)

    def _wording(self, text: str, see: tuple[Passage, ...], *, named: bool) -> Wording:
        read = self.reader.read(text)
        return Wording(text, see, read, sum(word.weight for word in read.words), named)

    def _tables(self) -> Database:
        conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        db = Database(conn, execute_plugins=False)
        db.execute("BEGIN")
        passages = ({"title": one.title, "text": _text(one)} for one in self._passages)
        wordings = ({"title": w.text, "text": " ".join(w.read.search)} for w in self._wordings)
        for name, rows in (("passages", passages), ("wordings", wordings)):
            table = db.table(name)
            table.create({"title": str, "text": str})
            table.enable_fts(["title", "text"], tokenize=TOKENIZE, create_triggers=True)
            table.insert_all(rows)
        db.execute("COMMIT")
        return db


def _text(passage: Passage) -> str:
    return " ".join((passage.text or passage.reason, *passage.lines))
