"""Group commit: writes that wait for one another share a transaction, and so one trip to the disk.

Whoever comes first commits for everybody who has come in the meantime; whoever is alone commits at
once. Nothing here knows who waits: threads, greenlets and a plain caller all take the same way.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from types import BuiltinFunctionType
from typing import TYPE_CHECKING, TypeVar, cast

from assistant.cases.log import StoreFailed

if TYPE_CHECKING:
    import sqlite3
else:
    from sqlite_utils.utils import sqlite3

T = TypeVar("T")
BUSY = 0.02  # seconds since the last commit, in which another is likely to come


class _Job:
    __slots__ = ("error", "finished", "result", "work")

    def __init__(self, work: Callable[[], object]) -> None:
        self.work = work
        self.result: object = None
        self.error: Exception | None = None
        self.finished = False


class Commits:
    """The only writer of a connection. `lock` guards the connection; readers take it too."""

    def __init__(self, conn: sqlite3.Connection, lock: threading.Lock) -> None:
        self._conn = conn
        self._lock = lock
        self._waiting: deque[_Job] = deque()
        self._last = 0.0  # when that was: seconds, of a clock that only goes on

    def run(self, work: Callable[[], T]) -> T:
        """Do `work` within a transaction; its result, once that is on the disk for good.

        What `work` raises is raised here and keeps nobody else from committing; it must not have
        written before it raises. Raises StoreFailed where the disk refuses: then nothing was kept.
        """
        job = _Job(work)
        self._waiting.append(job)
        try:
            # Threads pile up on the lock by themselves. Greenlets come only when they are let, and
            # under gevent's monkey patching sleep lets them. The commit that follows never
            # switches, so no greenlet ever holds the lock while another runs.
            if self._others_may_come() and not isinstance(time.sleep, BuiltinFunctionType):
                time.sleep(0)
            if not job.finished:
                with self._lock:
                    if not job.finished:
                        self._commit()
        except BaseException:
            with suppress(ValueError):  # nobody may commit it later on behalf of one who has left
                self._waiting.remove(job)
            raise
        if job.error:
            raise job.error
        return cast(T, job.result)

    def _others_may_come(self) -> bool:
        """There was a commit just now: else whoever is alone would wait for nobody."""
        return time.monotonic() - self._last < BUSY

    def _commit(self) -> None:
        batch: list[_Job] = []
        kept = False
        why = "it was interrupted"
        try:
            while self._waiting:
                batch.append(self._waiting.popleft())
            self._conn.execute("BEGIN IMMEDIATE")
            for job in batch:
                self._do(job)
            self._conn.execute("COMMIT")
            kept = True
        except sqlite3.Error as error:
            why = str(error)
        finally:
            if not kept:
                self._roll_back()
            self._last = time.monotonic()
            for job in batch:
                if not kept:
                    job.error = StoreFailed(
                        f"Nothing was kept, the data could not be written: {why}"
                    )
                job.finished = True

    @staticmethod
    def _do(job: _Job) -> None:
        try:
            job.result = job.work()
        except sqlite3.Error:
            raise
        except Exception as error:
            job.error = error

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
