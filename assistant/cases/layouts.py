"""The tables of the database, layout by layout: a new file goes through all of them as an old one
goes through those that it lacks, so that both end up the same.
"""

from __future__ import annotations

from sqlite_utils import Database

from assistant.cases.codes import new_code


def bring_up(db: Database, layout: int) -> None:
    """Bring tables of that layout (0 for none) to today's, within the caller's transaction."""
    for step in _STEPS[layout:]:
        step(db)


def _cases_and_entries(db: Database) -> None:
    db.table("packs").create({"version": str, "texts": str}, pk="version", not_null={"texts"})
    db.table("cases").create(
        {"id": str, "pack_id": str, "pack_version": str, "opened_at": str},
        pk="id",
        not_null={"pack_id", "pack_version", "opened_at"},
        foreign_keys=[("pack_version", "packs", "version")],
    )
    entries = db.table("entries")
    entries.create(
        {
            "case_id": str,
            "seq": int,
            "token": str,
            "kind": str,
            "step": str,
            "value": str,
            "by": str,
            "at": str,
        },
        pk=("case_id", "seq"),
        not_null={"token", "kind", "step", "value", "by"},
        foreign_keys=[("case_id", "cases", "id")],
    )
    entries.create_index(["case_id", "token"], unique=True)


def _holders_and_codes(db: Database) -> None:
    """Whoever had opened a case went by its id: that stays a token which opens it."""
    holders = db.table("holders")
    holders.create(
        {"token": str, "case_id": str, "number": int},
        pk="token",
        not_null={"case_id", "number"},
        foreign_keys=[("case_id", "cases", "id")],
    )
    holders.create_index(["case_id", "number"], unique=True)
    db.execute("INSERT INTO holders (token, case_id, number) SELECT id, id, 1 FROM cases")
    db.execute("ALTER TABLE cases ADD COLUMN code TEXT")
    db.table("cases").create_index(["code"], unique=True)
    for (case_id,) in db.execute("SELECT id FROM cases").fetchall():
        db.execute("UPDATE cases SET code = ? WHERE id = ?", [new_code(), case_id])
    db.execute("ALTER TABLE entries ADD COLUMN holder INTEGER NOT NULL DEFAULT 1")


def _when_it_came(db: Database) -> None:
    """Of a case that came from a file before this nobody knows when."""
    db.execute("ALTER TABLE cases ADD COLUMN came_at TEXT")


_STEPS = (_cases_and_entries, _holders_and_codes, _when_it_came)
LAYOUT = len(_STEPS)
