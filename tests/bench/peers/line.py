"""A websocket as a browser opens it, compression and all, with every byte counted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, Request, TextMessage
from wsproto.extensions import PerMessageDeflate

PATIENCE = 60.0  # seconds


class Line:
    """One connection that speaks Socket.IO. `sent` and `received` are bytes on the wire."""

    def __init__(self) -> None:
        self.sent = 0
        self.received = 0
        self._ws = WSConnection(ConnectionType.CLIENT)
        self._messages: list[str] = []
        self._part = ""
        self._accepted = False

    async def open(self, port: int, path: str, headers: Iterable[tuple[str, str]] = ()) -> None:
        """Connect, and greet as Socket.IO does. Raises ConnectionError."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        host = f"127.0.0.1:{port}"
        own = [("Origin", f"http://{host}"), *headers]
        more = [(name.encode(), value.encode()) for name, value in own]
        await self._write(
            Request(host=host, target=path, extensions=[PerMessageDeflate()], extra_headers=more)
        )
        while not self._accepted:
            await self._read()

    async def say(self, text: str) -> None:
        """Send one message."""
        await self._write(TextMessage(data=text))

    async def hear(self) -> str:
        """The next message; Engine.IO's pings are answered. Raises ConnectionError."""
        while True:
            while not self._messages:
                await self._read()
            message = self._messages.pop(0)
            if message != "2":
                return message
            await self.say("3")

    async def close(self) -> None:
        """Hang up."""
        await self._write(CloseConnection(code=1000))
        self._writer.close()

    async def _write(self, event: Any) -> None:
        data = self._ws.send(event)
        self.sent += len(data)
        self._writer.write(data)
        await self._writer.drain()

    async def _read(self) -> None:
        data = await asyncio.wait_for(self._reader.read(65536), PATIENCE)
        if not data:
            raise ConnectionError("the server hung up")
        self.received += len(data)
        self._ws.receive_data(data)
        for event in self._ws.events():
            match event:
                case AcceptConnection():
                    self._accepted = True
                case TextMessage():
                    self._part += event.data
                    if event.message_finished:
                        self._messages.append(self._part)
                        self._part = ""
                case Ping():
                    await self._write(event.response())
                case _:
                    raise ConnectionError(f"the server said {event}")
