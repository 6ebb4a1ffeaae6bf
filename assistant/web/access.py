"""How a request is taken: at once, and with one line in the log: method, path and status; no
address, no query, no cookie.
"""

from __future__ import annotations

import re
from contextlib import suppress
from socket import IPPROTO_TCP, TCP_NODELAY
from types import TracebackType

from gevent.pywsgi import WSGIHandler

from assistant.web.quiet import log_fault

_METHODS = ("GET", "HEAD", "POST")
_UNSAID = re.compile(r"[^A-Za-z0-9/._-]")


class QuietHandler(WSGIHandler):  # type: ignore[misc, unused-ignore]
    """pywsgi's handler, which keeps nothing back, with a log that says little."""

    def handle(self) -> None:
        """Serve a connection."""
        # A page goes out in two pieces: the second would wait until the first is confirmed, 40 ms.
        with suppress(OSError):  # it is gone already
            self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        super().handle()

    def format_request(self) -> str:
        """The line for one request."""
        path = _UNSAID.sub("?", (self.path or "-").partition("?")[0])[:60]
        status = str(self._orig_status or self.status or "000").split()[0]
        method = self.command if self.command in _METHODS else "-"
        return f"{method} {path} {status}"

    def log_error(self, msg: str, *args: object) -> None:
        """A request that is no HTTP: its text is not repeated."""
        self.server.error_log.write("a request could not be read")

    def _log_error(
        self, t: type[BaseException], v: BaseException, tb: TracebackType | None
    ) -> None:
        if v is not None:
            log_fault("request", v.with_traceback(tb))
