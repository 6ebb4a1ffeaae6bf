"""One SQLite file: private to its owner, on a SQLite that keeps what it has acknowledged."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from assistant.cases.log import StoreFailed

if TYPE_CHECKING:
    import sqlite3
else:  # the module that sqlite-utils itself has picked: pysqlite3, with a SQLite of its own
    from sqlite_utils.utils import sqlite3

BUSY_MS = 5000
FIXED = (3, 51, 3)
FIXED_IN_LINE = {(3, 50): (3, 50, 7), (3, 44): (3, 44, 6)}

SETTINGS = {
    "busy_timeout": BUSY_MS,
    "synchronous": "FULL",  # NORMAL survives a killed process, but not a power cut
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
}

# What brings a file of an older layout, 0 for a new one, to today's.
BringUp = Callable[[Database, int], None]


def open_file(path: Path, what: str, layout: int, bring_up: BringUp) -> Database:
    """The database in a file, made where it is not there yet, at `layout`. Raises StoreFailed, in
    one line; `what` names the file's content in it.

    A folder that is made gets mode 0700, every file 0600. The connection may be used from any
    thread, by one at a time, and begins no transaction by itself.
    """
    check_sqlite(sqlite3.sqlite_version_info)
    _make_folder(path.parent)
    _make_file(path)
    try:
        conn = sqlite3.connect(
            path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            return _set_up(conn, path, layout, bring_up)
        except BaseException:
            conn.close()
            raise
    except sqlite3.Error as error:
        raise StoreFailed(f"{what} in {path} cannot be opened for writing: {error}") from error


def check_sqlite(version: tuple[int, ...]) -> None:
    """Raises StoreFailed for a SQLite that can corrupt a database when its log is reset."""
    if version >= FIXED_IN_LINE.get((version[0], version[1]), FIXED):
        return
    raise StoreFailed(
        f"SQLite {'.'.join(map(str, version))} is not safe to keep cases with: versions 3.7.0 to"
        " 3.51.2 can corrupt a database (the WAL-reset fault). Waypost needs 3.51.3 or later, or"
        " 3.50.7 or 3.44.6 in those lines; `make setup` installs pysqlite3, which brings its own"
    )


def _set_up(conn: sqlite3.Connection, path: Path, layout: int, bring_up: BringUp) -> Database:
    for name, value in SETTINGS.items():
        conn.execute(f"PRAGMA {name}={value}")
    (mode,) = conn.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal":
        raise StoreFailed(
            f"{path}: this file system cannot hold a write-ahead log; use a local disk"
        )
    db = Database(conn, execute_plugins=False)
    # Fails now, not at the first write, where nothing can be written.
    conn.execute("BEGIN IMMEDIATE")
    (found,) = conn.execute("PRAGMA user_version").fetchone()
    if found > layout:
        raise StoreFailed(f"{path} was written by a later Waypost; use that one, or another folder")
    bring_up(db, found)
    conn.execute(f"PRAGMA user_version={layout}")
    conn.execute("COMMIT")
    return db


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = folder.stat().st_mode
    except FileExistsError:
        raise StoreFailed(
            f"The data folder {folder} cannot be made: a file has that name"
        ) from None
    except OSError as error:
        raise StoreFailed(f"The data folder {folder} cannot be made: {error.strerror}") from error
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise StoreFailed(
            f"The data folder {folder} can be written to by other people: chmod 700 it,"
            " or name a folder that is not there yet"
        )


def _make_file(path: Path) -> None:
    # SQLite gives its log the mode of the database. An existing file is not opened here: closing it
    # would let go of the locks that this process may hold on it.
    try:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            for suffix in ("", "-wal", "-shm"):
                file = path.with_name(path.name + suffix)
                if file.exists():
                    file.chmod(0o600)
        for folder in (path.parent, path.parent.absolute().parent):
            _sync(folder)
    except OSError as error:
        raise StoreFailed(
            f"The data folder {path.parent} cannot be written to: {error.strerror}"
        ) from error


def _sync(folder: Path) -> None:
    # A new name is safe from a power cut only once its folder is on the disk.
    if not os.access(folder, os.R_OK):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
