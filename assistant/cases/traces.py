"""What a deletion leaves in the files, and how it is taken out of them.

secure_delete overwrites a line where it stands. But SQLite moves lines from page to page as others
come and go, and does not overwrite where they stood; and the write-ahead log holds pages as they
were. Writing the file anew leaves both behind: about 5 ms for each MB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# A number in the head of the file that is SQLite's to keep and ours to choose.
_LEFT, _NONE = 1, 0
_MARK = "PRAGMA application_id"


def mark(conn: sqlite3.Connection) -> None:
    """Say within the caller's transaction that there are traces: it holds after a power cut too."""
    conn.execute(f"{_MARK}={_LEFT}")


def marked(conn: sqlite3.Connection) -> bool:
    """Are there traces to take out?"""
    return bool(conn.execute(_MARK).fetchone()[0] == _LEFT)


def take_out(conn: sqlite3.Connection) -> bool:
    """Take out every trace; False where another process reads, so that the log must stay.

    Outside of any transaction. Raises sqlite3.Error: the mark stays then, as it does for False.
    """
    conn.execute("VACUUM")
    busy = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if not busy:
        conn.execute(f"{_MARK}={_NONE}")
    return not busy
