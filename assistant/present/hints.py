"""Hints beside what somebody wrote: words that blame a child, and better ones."""

from __future__ import annotations

from msgspec import Struct

from assistant.flow.language import flags
from assistant.flow.model import Pack


class Hint(Struct, frozen=True):
    """Words as they were written, what to write in their place, and why."""

    words: str
    better: str
    why: str


class Hints(Struct, frozen=True):
    """All hints on one text, with the words around them; none where the text blames nobody."""

    intro: str = ""
    quoted: str = ""
    found: tuple[Hint, ...] = ()


def hints(pack: Pack, text: str) -> Hints:
    """The hints on a text, each entry of the list once. Nothing is refused because of them."""
    found = {flag.entry.id: flag for flag in reversed(flags(pack.language, text))}
    if not found:
        return Hints()
    return Hints(
        pack.language.hint,
        pack.language.quoted,
        tuple(
            Hint(flag.words, flag.entry.better, flag.entry.why) for flag in reversed(found.values())
        ),
    )
