"""The short way of an answer over a websocket: from the frame to its ack in one go.

python-socketio walks the ack for binary parts, and engineio puts it into a queue that another
greenlet empties with a timer set and cleared for each: two fifths of what a turn costs without
ours. An event that asks for an ack needs none of it. All else goes their way: other packets, other
transports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.web.written import read, write

# Engine.IO's "message", Socket.IO's "event" in the main namespace, the id of its ack.
_EVENT = re.compile(r"42([0-9]{1,9})(?=\[)")
UNREADABLE = {"ok": False, "refusal": {"message": "That could not be read.", "fact": ""}}
_ACK = b"43"  # a message, an ack


class Lane:
    """Answers the events of `handlers`, of those who are connected to `server` of python-socketio.

    A handler takes the sender's id and what came with the event, and raises nothing; `unknown`
    takes any other event's name before those.
    """

    def __init__(
        self,
        server: Any,
        handlers: Mapping[str, Callable[..., object]],
        unknown: Callable[..., object],
    ) -> None:
        self._server = server
        self._handlers = handlers
        self._unknown = unknown

    def answer(self, connection: str, message: str) -> bytes | None:
        """The ack of a message as UTF-8, None where it has to go the long way.

        `connection` is engineio's id of whom it came from. What cannot be read, or asks for
        what there is not, is answered with what is wrong.
        """
        found = _EVENT.match(message)
        if found is None:
            return None
        people = self._server.manager
        sender = people.sid_from_eio_sid(connection, "/")
        if sender is None or not people.is_connected(sender, "/"):
            return None
        try:
            name, *frames = read(message[found.end() :])
        except (ValueError, RecursionError):
            return _ack(found[1], UNREADABLE)
        handler = self._handlers.get(name) if isinstance(name, str) else None
        told = handler(sender, *frames) if handler else self._unknown(name, sender, *frames)
        return _ack(found[1], told)


def _ack(number: str, told: object) -> bytes:
    return b"%s%s%s" % (_ACK, number.encode(), write([told]))
