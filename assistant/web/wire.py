"""The websocket beneath engineio: whole messages, made safe against one hostile or careless client.

engineio's own runs a second greenlet for each connection that reads ahead, and a third that writes;
it checks a message's size only when it is whole, so unfinished fragments would grow without end.
Here whoever wants the next message reads it, so nothing is read ahead; what can be answered is
answered by the same greenlet; and a flood gives way to the others.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from socket import SHUT_RDWR, SHUT_WR
from typing import Any

import gevent
from gevent.lock import BoundedSemaphore
from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Message,
    Ping,
    Request,
    TextMessage,
)
from wsproto.extensions import PerMessageDeflate
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

from assistant.web.guard import LARGEST

BURST = 40
PER_SECOND = 20.0
TOO_LARGE = "That is too much to send at once. Make it shorter."
LET_OUT_SECONDS = 2
AT_ONCE = 4096  # bytes; it also bounds what one piece can inflate to before its size is looked at


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


class Line:
    """One open websocket. `sock` is its socket, `request` the head of the request that opened it.

    Messages are at most LARGEST bytes, in however many fragments. Raises OSError, from every
    method, where the connection is gone.
    """

    def __init__(self, sock: Any, request: bytes) -> None:
        self._sock = sock
        self._ws = WSConnection(ConnectionType.SERVER)
        self._read: deque[str | bytes] = deque()
        self._parts: list[Any] = []
        self._size = 0
        # What is compressed first has to be sent first: the next message leans on it.
        self._sending = BoundedSemaphore()
        self.open = True
        self._take(request)

    def receive(self) -> str | bytes:
        """The next message."""
        hurried = False
        while not self._read:
            if not self.open:
                raise ConnectionError("the connection is closed")
            if hurried:  # gevent's recv does not give way while bytes are there
                gevent.sleep(0)
            hurried = True
            self._take(self._sock.recv(AT_ONCE))
        return self._read.popleft()

    def send(self, message: str | bytes) -> None:
        """Send one message."""
        self._send(TextMessage(message) if isinstance(message, str) else Message(message))

    def close(self, reason: int = CloseReason.NORMAL_CLOSURE, words: str = "") -> None:
        """Say that it is over, and why. The other side's answer ends `receive`."""
        if self.open:
            self.open = False
            self._send(CloseConnection(reason, words or None))

    def hang_up(self) -> None:
        """Let go of the socket. pywsgi has it too, and would wait for another request on it."""
        self.open = False
        with suppress(OSError):
            self._sock.shutdown(SHUT_RDWR)
        self._sock.close()

    def _send(self, event: Event) -> None:
        with self._sending:
            try:
                data = self._ws.send(event)
            except LocalProtocolError as error:
                raise ConnectionError("the connection is closed") from error
            self._sock.sendall(data)

    def _take(self, data: bytes) -> None:
        if not data:
            raise ConnectionError("the other side has hung up")
        try:
            self._ws.receive_data(data)
            for event in self._ws.events():
                self._happened(event)
        except RemoteProtocolError as error:
            raise ConnectionError("that is no websocket") from error

    def _happened(self, event: Event) -> None:
        match event:
            case Message():
                self._add(event)
            case Ping():
                self._send(event.response())
            case CloseConnection():
                answer = self.open
                self.open = False
                if answer:
                    self._send(event.response())
            case Request():
                self._send(AcceptConnection(extensions=[PerMessageDeflate()]))

    def _add(self, piece: Message[Any]) -> None:
        self._size += len(piece.data)
        if self._size > LARGEST:
            self.close(CloseReason.MESSAGE_TOO_BIG, TOO_LARGE)
            self._let_out()
            raise ConnectionError("a message was too large")
        self._parts.append(piece.data)
        if piece.message_finished:
            self._read.append(("" if isinstance(piece, TextMessage) else b"").join(self._parts))
            self._parts.clear()
            self._size = 0

    def _let_out(self) -> None:
        """Read what is still on its way, within bounds: a socket that is closed before that takes
        back what was just sent.
        """
        self._sock.shutdown(SHUT_WR)
        with gevent.Timeout(LET_OUT_SECONDS, False):
            for _ in range(LARGEST // AT_ONCE * 4):
                if not self._sock.recv(AT_ONCE):
                    break


# The answer to a message that came in on the connection of that id of engineio's; None where it is
# for engineio to deal with.
Answer = Callable[[str, str], str | None]


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
                self._line.send(answer)
        except OSError:
            return None


def _head(environ: dict[str, Any]) -> bytes:
    """The request as it came, for wsproto: pywsgi has read it."""
    lines = [f"{environ['REQUEST_METHOD']} / HTTP/1.1", f"Host: {environ.get('HTTP_HOST', '')}"]
    for name, value in environ.items():
        if name.startswith("HTTP_SEC_WEBSOCKET_") or name in ("HTTP_UPGRADE", "HTTP_CONNECTION"):
            lines.append(f"{name.removeprefix('HTTP_').replace('_', '-')}: {value}")
    return "\r\n".join((*lines, "", "")).encode("latin-1")
