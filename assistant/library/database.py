"""The library's own file in the data folder."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from assistant.cases.sqlitefile import open_file
from assistant.library.fulltext import TOKENIZE

FILE = "library.db"
LAYOUT = 1


def open_library(folder: Path) -> Database:
    """The library's database in `folder`, made where it is not there. Raises StoreFailed."""
    return open_file(folder / FILE, "The library", LAYOUT, _bring_up)


def _bring_up(db: Database, layout: int) -> None:
    if layout:
        return
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
