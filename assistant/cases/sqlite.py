"""The store on SQLite: what was acknowledged survives a killed process and a power cut."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cases import faults, traces
from assistant.cases.commits import Commits
from assistant.cases.database import open_database
from assistant.cases.log import (
    NOT_OPENED,
    TAKEN,
    AlreadyHere,
    BroughtIn,
    Case,
    Clash,
    NoSuchCase,
    StoreFailed,
    TracesLeft,
)
from assistant.cases.rows import case_of, case_row, entry_of, entry_row, pack_row
from assistant.engine.entries import Entry

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

_CASE_COLUMNS = "id, pack_id, pack_version, opened_at, code, came_at"
_CASE = f"SELECT {_CASE_COLUMNS} FROM cases WHERE id = ?"
_FIND = f"SELECT {_CASE_COLUMNS} FROM cases WHERE code = ?"
_HELD = (
    f"SELECT {_CASE_COLUMNS}, number FROM holders JOIN cases ON cases.id = holders.case_id"
    " WHERE holders.token = ?"
)
_PACK = "SELECT texts FROM packs WHERE version = ?"
_TAKEN = (
    "SELECT 1 FROM cases WHERE id = ?1 OR code = ?2"
    " UNION ALL SELECT 1 FROM holders WHERE token = ?3"
)
_SAME = (
    f"SELECT {_CASE_COLUMNS} FROM cases WHERE pack_id = ? AND pack_version = ? AND opened_at = ?"
    " ORDER BY came_at"
)
_OPEN = f"INSERT INTO cases ({_CASE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
_HOLD = "INSERT INTO holders (token, case_id, number) VALUES (?, ?, ?)"
_ADD_HOLDER = (
    "INSERT INTO holders (token, case_id, number)"
    " SELECT ?1, ?2, max(number) + 1 FROM holders WHERE case_id = ?2 RETURNING number"
)
_COLUMNS = 'seq, kind, step, value, "by", at, holder'
_LOG = f"SELECT {_COLUMNS} FROM entries WHERE case_id = ? ORDER BY seq"
_SENT = f"SELECT {_COLUMNS} FROM entries WHERE case_id = ? AND token = ?"
_LAST = "SELECT coalesce(max(seq), 0) FROM entries WHERE case_id = ?"
_APPEND = (
    'INSERT INTO entries (case_id, seq, token, kind, step, value, "by", at, holder)'
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
    " WHERE ?2 = (SELECT coalesce(max(seq), 0) + 1 FROM entries WHERE case_id = ?1)"
)


class SqliteStore:
    """A Store in a folder, on one long-lived connection. Raises StoreFailed where it cannot open.

    The way of a turn is prepared SQL; everything else goes through sqlite-utils.
    """

    def __init__(self, folder: Path) -> None:
        self._db = open_database(folder)
        self._conn = self._db.conn
        self._lock = threading.Lock()
        self._commits = Commits(self._conn, self._lock)

    def open_case(self, case: Case, holder: str) -> None:
        """Keep a new case and its first holder. Raises ValueError as the Store says."""
        self.bring_in(BroughtIn(case, holder, 1, (), {}, again=True))

    def bring_in(self, brought: BroughtIn) -> None:
        """Keep a case with its whole log. Raises AlreadyHere or ValueError as the Store says."""
        case, holder, packs = brought.case, brought.holder, brought.packs
        opened = case_row(case)
        rows = [entry_row(case.id, entry, f"brought-{entry.seq}") for entry in brought.log]
        texts = [pack_row(version, found) for version, found in packs.items()]

        def work() -> None:
            # First, because nothing may have been written when one of these raises.
            if not brought.again and (here := self._conn.execute(_SAME, opened[1:4]).fetchall()):
                raise AlreadyHere([case_of(row).came_at for row in here])
            version = case.pack_version
            kept = version in packs or self._conn.execute(_PACK, (version,)).fetchone()
            if not kept or self._conn.execute(_TAKEN, (case.id, case.code, holder)).fetchone():
                raise ValueError(NOT_OPENED)
            self._db.table("packs").insert_all(texts, ignore=True)
            self._conn.execute(_OPEN, opened)
            self._conn.execute(_HOLD, (holder, case.id, brought.number))
            self._conn.executemany(_APPEND, rows)
            if rows:
                faults.here(faults.BEFORE_COMMIT)

        self._commits.run(work)

    def case(self, case_id: str) -> Case:
        """The case of that id. Raises NoSuchCase."""
        return self._one_case(_CASE, case_id)

    def find(self, code: str) -> Case:
        """The case of that code. Raises NoSuchCase."""
        return self._one_case(_FIND, code)

    def held(self, holder: str) -> tuple[Case, int]:
        """The case that a token opens, and its holder's number. Raises NoSuchCase."""
        for row in self._rows(_HELD, holder):
            return case_of(row), row[6]
        raise NoSuchCase(holder)

    def add_holder(self, case_id: str, holder: str) -> int:
        """Let one more person hold the case; their number. Raises NoSuchCase or ValueError."""

        def work() -> int:
            if not self._conn.execute(_CASE, (case_id,)).fetchone():
                raise NoSuchCase(case_id)
            try:
                ((number,),) = self._conn.execute(_ADD_HOLDER, (holder, case_id)).fetchall()
            except sqlite3.IntegrityError:
                raise ValueError(TAKEN) from None
            return int(number)

        return self._commits.run(work)

    def log(self, case_id: str) -> Sequence[Entry]:
        """The entries of a case, numbered from 1 without a gap. Raises NoSuchCase."""
        rows = self._rows(_LOG, case_id)
        if not rows:
            self.case(case_id)
        return tuple(map(entry_of, rows))

    def sent(self, case_id: str, token: str) -> Entry | None:
        """The entry that was added with this token, or None."""
        for row in self._rows(_SENT, case_id, token):
            return entry_of(row)
        return None

    def append(self, case_id: str, entry: Entry, token: str) -> Entry:
        """Add an entry, as the Store says. Raises Clash, NoSuchCase or StoreFailed."""
        row = entry_row(case_id, entry, token)
        kept = self._commits.run(lambda: self._append(row, entry))
        faults.here(faults.AFTER_APPEND)
        return kept

    def _append(self, row: tuple[Any, ...], entry: Entry) -> Entry:
        case_id, token = row[0], row[2]
        try:
            added = self._conn.execute(_APPEND, row).rowcount == 1
        except sqlite3.IntegrityError:  # that token stands there, or there is no such case
            added = False
        if added:
            faults.here(faults.BEFORE_COMMIT)
            return entry
        for found in self._conn.execute(_SENT, (case_id, token)):
            return entry_of(found)
        if not self._conn.execute(_CASE, (case_id,)).fetchone():
            raise NoSuchCase(case_id)
        raise Clash(self._conn.execute(_LAST, (case_id,)).fetchone()[0])

    def keep_pack(self, version: str, texts: Mapping[str, str]) -> None:
        """Keep the files of a pack under its version, in place of what stands there."""
        row = pack_row(version, texts)
        self._commits.run(lambda: self._db.table("packs").upsert(row, pk="version"))

    def pack_texts(self, version: str) -> Mapping[str, str]:
        """The files of a pack. Raises KeyError."""
        for row in self._rows(_PACK, version):
            texts: dict[str, str] = json.loads(row[0])
            return texts
        raise KeyError(version)

    def delete_case(self, case_id: str) -> None:
        """Remove a case and every trace of it. Raises NoSuchCase or TracesLeft."""

        def work() -> None:
            if not self._conn.execute(_CASE, (case_id,)).fetchone():
                raise NoSuchCase(case_id)
            for table in ("entries", "holders"):
                self._db.table(table).delete_where("case_id = ?", [case_id])
            self._db.table("cases").delete(case_id)
            traces.mark(self._conn)

        self._commits.run(work)
        entry_of.cache_clear()
        faults.here(faults.AFTER_DELETE)
        why = "another process is reading them"
        try:
            with self._lock:
                if traces.take_out(self._conn):
                    return
        except sqlite3.Error as error:
            why = str(error)
        raise TracesLeft(f"A case was deleted, but parts of it are still in the files: {why}")

    def close(self) -> None:
        """Release the database."""
        with self._lock:
            self._db.close()

    def _one_case(self, sql: str, value: str) -> Case:
        for row in self._rows(sql, value):
            return case_of(row)
        raise NoSuchCase(value)

    def _rows(self, sql: str, *values: str) -> list[Any]:
        try:
            with self._lock:
                return self._conn.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreFailed(f"The data could not be read: {error}") from error
