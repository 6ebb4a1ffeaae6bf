"""What goes over the line as JSON, by whichever transport."""

from __future__ import annotations

import json
from typing import Any

from engineio import json as theirs
from msgspec import MsgspecError, Raw
from msgspec.json import Decoder

from assistant.flow.compact import compact

_quickly = Decoder().decode


def read(text: str) -> Any:
    """The value of a text. Raises ValueError or RecursionError where it is no JSON."""
    try:
        return _quickly(text)
    except (MsgspecError, UnicodeEncodeError):
        return json.loads(text)  # what it says of half a sign, or of a number without end, stands


def write(value: object) -> bytes:
    """The text of a value, as UTF-8. What is `Raw` in it is JSON already."""
    try:
        return compact(value)
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), default=_unwritten).encode()


class Json:
    """The same as python-socketio wants it, for what does not go the short way."""

    loads = staticmethod(theirs.loads)

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """The text of a value."""
        return write(value).decode()


def _unwritten(value: object) -> Any:
    if isinstance(value, Raw):
        return json.loads(bytes(value))
    raise TypeError(f"{type(value).__name__} cannot be written")
