"""The documents that are kept, and looking something up in them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlite_utils import Database

from assistant.cases.log import StoreFailed
from assistant.library.database import FILE, open_library
from assistant.library.fulltext import any_of
from assistant.library.read import Document

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

# A word of a title counts for more than one of a heading, and that for more than one of the text.
# The texts are fetched last: else those of all that match are carried through the sorting.
_SEARCH = """
    SELECT id, title, heading, text, page, -fit FROM (
        SELECT rowid AS number, bm25(sections_fts, 2, 4, 1) AS fit FROM sections_fts
        WHERE sections_fts MATCH ? ORDER BY fit LIMIT ?
    ) JOIN sections ON sections.id = number ORDER BY fit, id
"""
_LIST = """
    SELECT documents.id, name, documents.title, form, pages, added_at, count(sections.id)
    FROM documents LEFT JOIN sections ON sections.document_id = documents.id
"""


class How(StrEnum):
    """What adding a document came to."""

    NEW = "new"
    SAME = "same"  # the same content was there already
    NEWER = "newer"  # another content of the same file name was there


class Kept(Struct, frozen=True):
    """A document that is kept. `added_at` is in ISO form; `sections` says how many it has."""

    id: int
    name: str
    title: str
    form: str
    pages: int | None
    added_at: str
    sections: int


class Hit(Struct, frozen=True):
    """A section that a search has found: the better it fits, the higher the `rank`."""

    id: int
    title: str
    heading: str
    text: str
    page: int | None
    rank: float


class Vocabulary(Struct, frozen=True):
    """In how many sections each stem stands, and how many sections there are."""

    counts: Mapping[str, int]
    sections: int


_NOTHING = Vocabulary({}, 0)


class Library:
    """The library of a data folder. Until something is added there is none, and it is empty.

    What another process adds is found from then on.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._db: Database | None = None
        self._lock = threading.Lock()
        self._known: tuple[object, Vocabulary] = (None, _NOTHING)

    def add(
        self, name: str, data: bytes, document: Document, title: str, now: datetime
    ) -> tuple[Kept, How]:
        """Keep a document, all of it or nothing. It takes the place, and the id, of the one with
        the same file name, or else of the one with the same content. Raises StoreFailed.
        """
        digest = hashlib.sha256(data).hexdigest()
        with self._using(make=True) as found, _transaction(found) as db:
            table = db.table("documents")
            same = [row["id"] for row in table.rows_where("hash = ?", [digest])]
            named = [row["id"] for row in table.rows_where("name = ?", [name])]
            how = How.SAME if same else How.NEWER if named else How.NEW
            old = [*named, *same]
            for number in set(old):
                _remove(db, number)
            row: dict[str, object] = {
                "name": name,
                "title": title,
                "hash": digest,
                "form": document.form,
            }
            row |= {"pages": document.pages, "added_at": now.isoformat()}
            row |= {"id": old[0]} if old else {}
            table.insert(row)
            (number,) = db.execute("SELECT id FROM documents WHERE hash = ?", [digest]).fetchone()
            db.table("sections").insert_all(
                {
                    "document_id": number,
                    "title": title,
                    "heading": section.heading,
                    "text": section.text,
                    "page": section.page,
                }
                for section in document.sections
            )
            (kept,) = _kept(db, "WHERE documents.id = ?", number)
        return kept, how

    def documents(self) -> list[Kept]:
        """What is kept, in the order in which it came. Raises StoreFailed."""
        with self._using() as db:
            return [] if db is None else _kept(db)

    def remove(self, number: int) -> Kept | None:
        """Take a document out; it as it was, or None where there is none. Raises StoreFailed."""
        with self._using() as db:
            if db is None:
                return None
            with _transaction(db):
                kept = _kept(db, "WHERE documents.id = ?", number)
                _remove(db, number)
            return kept[0] if kept else None

    def search(self, words: Sequence[str], most: int) -> list[Hit]:
        """The sections with any of the words, the best first. Raises StoreFailed."""
        expression = any_of(words)
        with self._using() as db:
            if db is None or not expression:
                return []
            return [Hit(*row) for row in db.execute(_SEARCH, [expression, most])]

    def vocabulary(self) -> Vocabulary:
        """The stems of all that is kept, read anew when that has changed. Raises StoreFailed."""
        with self._using() as db:
            if db is None:
                return _NOTHING
            (version,) = db.execute("PRAGMA data_version").fetchone()
            state = (version, db.conn.total_changes)
            if state != self._known[0]:
                counts = dict(db.execute("SELECT term, doc FROM sections_words").fetchall())
                (sections,) = db.execute("SELECT count(*) FROM sections").fetchone()
                self._known = (state, Vocabulary(counts, sections))
            return self._known[1]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    @contextmanager
    def _using(self, *, make: bool = False) -> Iterator[Database | None]:
        with self._lock:
            try:
                if self._db is None and (make or (self._folder / FILE).exists()):
                    self._db = open_library(self._folder)
                yield self._db
            except sqlite3.Error as error:
                path = self._folder / FILE
                raise StoreFailed(f"The library in {path} cannot be used: {error}") from error


@contextmanager
def _transaction(db: Database | None) -> Iterator[Database]:
    assert db is not None
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _remove(db: Database, number: int) -> None:
    db.execute("DELETE FROM sections WHERE document_id = ?", [number])
    db.execute("DELETE FROM documents WHERE id = ?", [number])


def _kept(db: Database, where: str = "", *values: object) -> list[Kept]:
    sql = f"{_LIST} {where} GROUP BY documents.id ORDER BY documents.id"
    return [Kept(*row) for row in db.execute(sql, list(values))]
