"""The websocket beneath engineio, made safe against one hostile or careless client.

engineio checks a message's size only when it is whole, so unfinished fragments would grow without
end; and gevent's recv does not give way while bytes are there, so one flood would stall everyone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import gevent
import simple_websocket
from gevent.event import Event
from gevent.lock import BoundedSemaphore
from gevent.selectors import DefaultSelector

from assistant.web.guard import LARGEST

BURST = 40
PER_SECOND = 20.0
WAITING = 64


class Wire:
    """A socket that gives way, stops reading while messages wait, and sends messages whole.

    simple_websocket calls `send`, which may send only a part; and it sends from two greenlets.
    """

    def __init__(self, sock: Any, waiting: Callable[[], int]) -> None:
        self._sock = sock
        self._waiting = waiting
        self._turn = BoundedSemaphore()

    def recv(self, size: int) -> bytes:
        """Read, once what was read before has been dealt with."""
        while self._waiting() > WAITING:
            gevent.sleep(0.01)
        gevent.sleep(0)
        data: bytes = self._sock.recv(size)
        return data

    def send(self, data: bytes) -> int:
        """Send all of it."""
        with self._turn:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class CappedServer(simple_websocket.Server):  # type: ignore[misc, unused-ignore]
    """A websocket whose messages, in however many fragments, are at most LARGEST bytes."""

    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__(
            environ,
            max_message_size=LARGEST,
            thread_class=_Thread,
            event_class=Event,
            selector_class=DefaultSelector,
        )

    @property
    def sock(self) -> Any:
        """The socket, wrapped."""
        return self._wire

    @sock.setter
    def sock(self, sock: Any) -> None:
        self._wire = Wire(sock, lambda: len(self.input_buffer))


class _Thread(gevent.Greenlet):  # type: ignore[misc, unused-ignore]
    """What simple_websocket wants of a thread."""

    def __init__(self, target: Callable[[], None]) -> None:
        super().__init__(target)
        self.name = ""


class Pace:
    """How often one client may speak: a burst, then a steady rate. Slows down, never drops."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left = float(BURST)
        self._at = now()

    def delay(self) -> float:
        """Count one message; the seconds to wait before it is dealt with."""
        now = self._now()
        self._left = min(float(BURST), self._left + (now - self._at) * PER_SECOND) - 1
        self._at = now
        return max(0.0, -self._left / PER_SECOND)


class CappedWebSocket:
    """What engineio wants of its websocket class, in place of its own."""

    def __init__(self, handler: Callable[[CappedWebSocket], Iterable[bytes]], server: Any) -> None:
        self.app = handler

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.pace = Pace()
        self.ws = CappedServer(environ)
        return self.app(self)

    def close(self) -> None:
        """Close the connection."""
        if self.ws.connected:
            self.ws.close()

    def send(self, message: str | bytes) -> None:
        """Send one message. Raises OSError where the connection is gone."""
        try:
            self.ws.send(message)
        except simple_websocket.ConnectionClosed:
            raise OSError("the connection is closed") from None

    def wait(self) -> Any:
        """The next message, None where the connection is gone."""
        try:
            message = self.ws.receive()
        except simple_websocket.ConnectionClosed:
            return None
        gevent.sleep(self.pace.delay())
        return message
