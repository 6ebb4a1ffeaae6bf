"""Words as SQLite's full-text search takes them. All tables here split and stem words alike."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.flow.said.plain import letters

if TYPE_CHECKING:
    import sqlite3
else:  # the module that sqlite-utils itself has picked
    from sqlite_utils.utils import sqlite3

TOKENIZE = "porter unicode61 remove_diacritics 2"
_WORD = re.compile(r"[a-z0-9]+")
_KEPT = 20_000


def words_of(text: str) -> list[str]:
    """The words of a text, in lower-case ASCII; an apostrophe joins, all else parts."""
    plain = text.lower().replace("'", "") if text.isascii() else letters(text)
    return _WORD.findall(plain)


def any_of(words: Iterable[str]) -> str:
    """An expression for rows with any of these. Each is quoted, so that none is an operator."""
    return " OR ".join(f'"{word}"' for word in words if _WORD.fullmatch(word))


class Stemmer:
    """The stem of a word as the full-text search has it: asked of SQLite, and remembered unless
    somebody has typed it.
    """

    def __init__(self) -> None:
        # Any thread may ask, one at a time.
        self._conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._conn.execute(
            f"CREATE VIRTUAL TABLE words USING fts5(word, content='', tokenize='{TOKENIZE}')"
        )
        self._conn.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'instance')")
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}

    def stems(self, words: Iterable[str], *, typed: bool = False) -> list[str]:
        """The stem of each word, in the same order."""
        words = list(words)
        known = self._known
        if new := list({word for word in words if word not in known}):
            with self._lock:
                known = {**known, **self._ask(new)}
            if not typed:
                self._known = known if len(known) <= _KEPT else {}
        return [known[word] for word in words]

    def _ask(self, words: list[str]) -> dict[str, str]:
        rows = list(enumerate(words))
        self._conn.execute("BEGIN")
        self._conn.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", rows)
        found = dict(self._conn.execute("SELECT doc, term FROM stems"))
        self._conn.execute("ROLLBACK")
        return {word: found.get(number, word) for number, word in rows}
