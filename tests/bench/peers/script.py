"""The conversation that the peers hold, and how they keep an answer. It needs nothing installed.

The texts are those of the pack in `tests/bench/ten`. The save is cheaper than Waypost's: WAL with
synchronous=NORMAL survives a killed process, and no power cut.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time

BUTTONS = ("Yes", "No", "I don't know")
QUESTIONS = (
    "Question 1 of 10: is the child in danger now, as far as you know?",
    *(
        f"Question {number} of 10: is what statement {number} says true of this child?"
        for number in range(2, 11)
    ),
)
THE_END = "That was all."

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    id INTEGER PRIMARY KEY, session TEXT NOT NULL, question INTEGER NOT NULL,
    answer TEXT NOT NULL, at REAL NOT NULL)"""
_ADD = "INSERT INTO answers (session, question, answer, at) VALUES (?, ?, ?, ?)"


class Answers:
    """What was answered, in the file that the environment names in BENCH_DB."""

    def __init__(self) -> None:
        self._conn = sqlite3.connect(
            os.environ["BENCH_DB"], check_same_thread=False, isolation_level=None
        )
        self._conn.execute("PRAGMA journal_mode=WAL")
        self._conn.execute("PRAGMA synchronous=NORMAL")
        self._conn.execute(_TABLE)
        self._lock = threading.Lock()

    def save(self, session: str, question: int, answer: str) -> None:
        """Keep one answer: a transaction of its own."""
        with self._lock:
            self._conn.execute(_ADD, (session, question, answer, time.time()))
