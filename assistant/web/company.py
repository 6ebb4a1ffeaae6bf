"""Who has a page of a case open: told by socket that somebody else has gone on with it.

Only that it has is told; a page fetches what is new itself, as it does after a break of its line.
"""

from __future__ import annotations

from contextlib import suppress
from contextvars import ContextVar
from typing import Any

MOVED = "moved"

# The connection whose frame is being dealt with; a greenlet has a context of its own.
speaking: ContextVar[str] = ContextVar("speaking", default="")


class Company:
    """The open connections of each case. `server` is a python-socketio server."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._cases: dict[str, str] = {}
        self._pages: dict[str, set[str]] = {}

    def come(self, sid: str, case_id: str) -> None:
        """A page of a case has connected."""
        self._cases[sid] = case_id
        self._pages.setdefault(case_id, set()).add(sid)

    def go(self, sid: str) -> None:
        """A connection has ended."""
        case_id = self._cases.pop(sid, "")
        pages = self._pages.get(case_id, set())
        pages.discard(sid)
        if not pages:
            self._pages.pop(case_id, None)

    def moved(self, case_id: str) -> None:
        """Tell every page of a case but the one that speaks: its ack brings it all that is new.

        Whose line is long polling is not told: each word to it would cost a request.
        """
        for sid in self._pages.get(case_id, set()) - {speaking.get()}:
            with suppress(KeyError):  # it has just gone: what was kept is kept
                if self._server.transport(sid) == "websocket":
                    self._server.emit(MOVED, to=sid)
