"""The file that the cases are kept in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from assistant.cases import traces
from assistant.cases.layouts import LAYOUT, bring_up
from assistant.cases.sqlitefile import open_file

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

FILE = "waypost.db"


def open_database(folder: Path) -> Database:
    """The database in `folder`, made where it is not there yet. Raises StoreFailed, in one line.

    What an erasure that was cut short has left in the file is taken out first, where it can be.
    """
    db = open_file(folder / FILE, "The data", LAYOUT, bring_up)
    with suppress(sqlite3.Error):  # a full disk or another reader: next time, then
        if traces.marked(db.conn):
            traces.take_out(db.conn)
    return db
