"""A school's web filter: stands before the server and lets no websocket through."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from enum import Enum

REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Blocks(Enum):
    """What the filter does to a request that it does not like."""

    REFUSES = "refuses"  # a websocket is answered 403
    SWALLOWS = "swallows"  # a websocket is never answered
    ALL = "all"  # every request of Socket.IO is answered 403


class Filter:
    """Passes bytes on, one thread a direction, and looks at each request's head on its way."""

    def __init__(self, port: int, blocks: Blocks) -> None:
        self.port = port
        self.blocks = blocks
        self.blocked = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> Filter:
        return self

    def __exit__(self, *exc: object) -> None:
        for one in (self._door, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _listen(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.port))
            self._open += [browser, server]
            threading.Thread(target=self._ask, args=(browser, server), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, browser), daemon=True).start()

    def _ask(self, browser: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := browser.recv(65536):
                if not self._unwanted(data):
                    server.sendall(data)
                elif self.blocks is not Blocks.SWALLOWS:
                    browser.sendall(REFUSED)
                    browser.shutdown(socket.SHUT_RDWR)
            server.shutdown(socket.SHUT_RDWR)

    def _unwanted(self, data: bytes) -> bool:
        head = data.partition(b"\r\n\r\n")[0].lower()
        if self.blocks is Blocks.ALL:
            found = b" /socket.io/" in head.partition(b"\r\n")[0]
        else:
            found = b"upgrade: websocket" in head
        self.blocked += found
        return found

    @staticmethod
    def _pass(server: socket.socket, browser: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                browser.sendall(data)
            browser.shutdown(socket.SHUT_RDWR)
