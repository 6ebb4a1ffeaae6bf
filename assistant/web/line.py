"""One open websocket: whole messages in and out, made safe against one hostile or careless client.

Whoever wants the next message reads it, so nothing is read ahead; what can be answered is answered
by the same greenlet; and a flood gives way to the others.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from socket import SHUT_RDWR, SHUT_WR
from typing import Any

import gevent
from gevent.lock import BoundedSemaphore
from websockets.exceptions import InvalidState
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import Event, State
from websockets.server import ServerProtocol

from assistant.web.guard import LARGEST

TOO_LARGE = "That is too much to send at once. Make it shorter."
NO_TEXT = "That is no text."
LET_OUT_SECONDS = 2
ANSWER_SECONDS = 5  # for the other side to agree that it is over
MOST_PIECES = 1000  # that one message may come in
AT_ONCE = 4096  # bytes
READING = 1  # what the event loop calls it
SAYS = (Opcode.TEXT, Opcode.CONT, Opcode.BINARY)

# Two thirds of zlib's usual time for a few more bytes; its smaller tables stay in a processor's
# cache while fifty people talk. A smaller window would forget the screen before.
DEFLATE = ServerPerMessageDeflateFactory(compress_settings={"level": 5, "memLevel": 5})
# What it has to say of a fault holds what came.
SILENT = logging.getLogger("websocket")
SILENT.disabled = True


class Frames(ServerProtocol):
    """Frames in and out. Whoever sends too much is told so in our words."""

    def __init__(self) -> None:
        super().__init__(extensions=[DEFLATE], max_size=LARGEST, logger=SILENT)
        self.failed: CloseCode | int | None = None  # why it cannot go on

    def fail(self, code: CloseCode | int, reason: str = "") -> None:
        """The connection cannot go on."""
        self.failed = code
        super().fail(code, TOO_LARGE if code == CloseCode.MESSAGE_TOO_BIG else reason)


class Line:
    """One open websocket. `sock` is its socket, `request` the head of the request that opened it.

    Messages are at most LARGEST bytes, in however many fragments. Raises OSError, from every
    method, where the connection is gone.
    """

    def __init__(self, sock: Any, request: bytes) -> None:
        self._sock = sock
        self._ws = Frames()
        self._read: deque[str | bytes] = deque()
        self._whole = bytearray()  # the pieces of a message that is not finished
        self._pieces = 0
        self._text = False
        # What is compressed first has to be sent first: the next message leans on it.
        self._sending = BoundedSemaphore()
        self._take(request)
        if not self.open:
            raise ConnectionError("that is no websocket")
        self._readable = gevent.get_hub().loop.io(sock.fileno(), READING)

    @property
    def open(self) -> bool:
        """Nobody has said that it is over."""
        return self._ws.state is State.OPEN

    def receive(self) -> str | bytes:
        """The next message."""
        while not self._read:
            if not self.open:
                raise ConnectionError("the connection is closed")
            # gevent's recv would ask the system in vain first, and not give way to the others
            # while bytes are there.
            gevent.get_hub().wait(self._readable)
            self._take(self._sock.recv(AT_ONCE))
        return self._read.popleft()

    def send(self, message: str | bytes) -> None:
        """Send one message: a text, or bytes that are none."""
        if isinstance(message, str):
            self.say(message.encode())
        else:
            self._send_by(self._ws.send_binary, message)

    def say(self, text: bytes) -> None:
        """Send one message of text, which is UTF-8 already."""
        self._send_by(self._ws.send_text, text)

    def close(self) -> None:
        """Say that it is over. The other side's answer ends `receive`, or that none has come."""
        if self.open:
            gevent.spawn_later(ANSWER_SECONDS, self._shut)
            self._ws.send_close(CloseCode.NORMAL_CLOSURE)
            self._send()

    def hang_up(self) -> None:
        """Let go of the socket; for whoever reads, once they read no more.

        pywsgi has it too, and would wait for another request on it.
        """
        self._shut()
        self._readable.close()
        self._sock.close()

    def _shut(self) -> None:
        with suppress(OSError):
            self._sock.shutdown(SHUT_RDWR)

    def _send_by(self, way: Callable[[bytes], None], message: bytes) -> None:
        try:
            way(message)
        except InvalidState as error:
            raise ConnectionError("the connection is closed") from error
        self._send()

    def _send(self) -> None:
        """All that is to be sent, in its order."""
        if not self._ws.writes:
            return
        with self._sending:
            data = b"".join(self._ws.data_to_send())
            # gevent's sendall asks the system each time what kind of socket it is.
            sent = self._sock.send(data)
            if sent < len(data):
                self._sock.sendall(data[sent:])

    def _take(self, data: bytes) -> None:
        if not data:
            raise ConnectionError("the other side has hung up")
        self._ws.receive_data(data)
        for event in self._ws.events_received():
            self._happened(event)
        self._send()
        if self._ws.failed is not None:
            if self._ws.failed == CloseCode.MESSAGE_TOO_BIG:
                self._let_out()
            raise ConnectionError("that is no message") from self._ws.parser_exc

    def _happened(self, event: Event) -> None:
        if isinstance(event, Frame):
            if event.opcode in SAYS:
                self._add(event)
        elif isinstance(event, Request):
            response = self._ws.accept(event)
            if response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
                raise ConnectionError("that is no websocket")
            self._ws.send_response(response)

    def _add(self, piece: Frame) -> None:
        if piece.opcode is not Opcode.CONT:
            self._text = piece.opcode is Opcode.TEXT
        self._whole += piece.data
        self._pieces += 1
        if not piece.fin:
            if self._pieces > MOST_PIECES:  # one that holds nothing has no size
                self._ws.fail(CloseCode.MESSAGE_TOO_BIG)
            return
        try:
            self._read.append(self._whole.decode() if self._text else bytes(self._whole))
        except UnicodeDecodeError:
            self._ws.fail(CloseCode.INVALID_DATA, NO_TEXT)
        self._whole.clear()
        self._pieces = 0

    def _let_out(self) -> None:
        """Read what is still on its way, within bounds: a socket that is closed before that takes
        back what was just sent.
        """
        self._sock.shutdown(SHUT_WR)
        with gevent.Timeout(LET_OUT_SECONDS, False):
            for _ in range(LARGEST // AT_ONCE * 4):
                if not self._sock.recv(AT_ONCE):
                    break
