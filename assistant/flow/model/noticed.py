"""How people at work say what they noticed, and which indicators it may be."""

from __future__ import annotations

from msgspec import Struct

from assistant.flow.problems import Source


class Noticed(Struct, frozen=True):
    """One thing that people notice.

    `short` says it in a plain line. `may_be` are the indicators that it may be, as (fact, value),
    the best fitting first. `says` are everyday wordings of it.
    """

    id: str
    short: str
    may_be: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    source: Source
