"""The websocket beneath engineio, in place of its own, and how fast one client may speak.

engineio's own runs a second greenlet for each connection that reads ahead, and a third that writes;
it checks a message's size only when it is whole, so unfinished fragments would grow without end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import gevent

from assistant.web.line import Line

BURST = 40
PER_SECOND = 20.0


class Pace:
    """How often one client may speak: a burst, then a steady rate. Slows down, never drops."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left = float(BURST)
        self._at = now()

    def delay(self) -> float | None:
        """Count one message; the seconds to wait before it is dealt with.

        0 is to let the others go first. One who speaks now and then, as people do, need not: None.
        """
        now = self._now()
        self._left = min(float(BURST), self._left + (now - self._at) * PER_SECOND) - 1
        self._at = now
        return None if self._left >= BURST / 2 else max(0.0, -self._left / PER_SECOND)


# The answer to a message that came in on the connection of that id of engineio's; None where it is
# for engineio to deal with.
Answer = Callable[[str, str], bytes | None]


class CappedWebSocket:
    """What engineio wants of its websocket class, in place of its own.

    `answer` is asked first what to say to a message: that is sent at once, past engineio's queue
    and the greenlet that empties it.
    """

    def __init__(
        self, answer: Answer, handler: Callable[[CappedWebSocket], Iterable[bytes]], server: Any
    ) -> None:
        self._answer = answer
        self._handler = handler
        self._id: str = handler.__self__.sid  # type: ignore[attr-defined]  # engineio's own socket

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self._pace = Pace()
        # For an upgrade pywsgi hands on its file of the socket; it closes that when this returns.
        sock = environ["wsgi.input"].raw._sock.dup()
        try:
            self._line = Line(sock, _head(environ))
        except OSError:
            sock.close()
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []
        try:
            return self._handler(self)
        finally:
            self._line.hang_up()

    def close(self) -> None:
        """Close the connection."""
        self._line.close()

    def send(self, message: str | bytes) -> None:
        """Send one message. Raises OSError where the connection is gone."""
        self._line.send(message)

    def wait(self) -> str | bytes | None:
        """The next message for engineio, None where the connection is gone."""
        try:
            while True:
                message = self._line.receive()
                delay = self._pace.delay()
                if delay is not None:
                    gevent.sleep(delay)
                answer = self._answer(self._id, message) if isinstance(message, str) else None
                if answer is None:
                    return message
                self._line.say(answer)
        except OSError:
            return None


def _head(environ: dict[str, Any]) -> bytes:
    """The request as it came: pywsgi has read it."""
    lines = [f"{environ['REQUEST_METHOD']} / HTTP/1.1", f"Host: {environ.get('HTTP_HOST', '')}"]
    for name, value in environ.items():
        if name.startswith("HTTP_SEC_WEBSOCKET_") or name in ("HTTP_UPGRADE", "HTTP_CONNECTION"):
            lines.append(f"{name.removeprefix('HTTP_').replace('_', '-')}: {value}")
    return "\r\n".join((*lines, "", "")).encode("latin-1")
