"""The library's own file in the data folder, opened as the cases' is: private, durable, by many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

# The one way in which this product opens a database, with the same guards.
from assistant.cases.database import BUSY_MS, SETTINGS, check_sqlite, make_file, make_folder
from assistant.cases.log import StoreFailed
from assistant.library.fulltext import TOKENIZE

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

FILE = "library.db"
LAYOUT = 1


def open_library(folder: Path) -> Database:
    """The library's database in `folder`, made where it is not there. Raises StoreFailed.

    The connection may be used from any thread, by one at a time, and begins no transaction itself.
    """
    check_sqlite(sqlite3.sqlite_version_info)
    make_folder(folder)
    path = folder / FILE
    make_file(path)
    try:
        conn = sqlite3.connect(
            path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            return _set_up(conn, path)
        except BaseException:
            conn.close()
            raise
    except sqlite3.Error as error:
        raise StoreFailed(f"The library in {path} cannot be opened: {error}") from error


def _set_up(conn: sqlite3.Connection, path: Path) -> Database:
    for name, value in SETTINGS.items():
        conn.execute(f"PRAGMA {name}={value}")
    conn.execute("PRAGMA journal_mode=WAL")
    db = Database(conn, execute_plugins=False)
    conn.execute("BEGIN IMMEDIATE")
    (layout,) = conn.execute("PRAGMA user_version").fetchone()
    if layout > LAYOUT:
        raise StoreFailed(f"{path} was written by a later Waypost; use that one, or another folder")
    if not layout:
        _make_tables(db)
        conn.execute(f"PRAGMA user_version={LAYOUT}")
    conn.execute("COMMIT")
    return db


def _make_tables(db: Database) -> None:
    db.execute(
        # AUTOINCREMENT: the id of a document that was taken out is not given to another
        "CREATE TABLE documents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
        " title TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, form TEXT NOT NULL, pages INTEGER,"
        " added_at TEXT NOT NULL)"
    )
    sections = db.table("sections")
    sections.create(
        {
            "id": int,
            "document_id": int,
            "title": str,
            "heading": str,
            "text": str,
            "page": int,
        },
        pk="id",
        not_null={"document_id", "title", "heading", "text"},
        foreign_keys=[("document_id", "documents", "id")],
    )
    sections.create_index(["document_id"])
    # The title stands in every section, so that a document is found by its name as well.
    sections.enable_fts(["title", "heading", "text"], tokenize=TOKENIZE, create_triggers=True)
    db.execute("INSERT INTO sections_fts (sections_fts, rank) VALUES ('secure-delete', 1)")
    db.execute("CREATE VIRTUAL TABLE sections_words USING fts5vocab(sections_fts, 'row')")
