"""Pieces of Markdown: a text letter by letter, a quotation, a time, a role, an item of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from assistant.flow.model import Pack
from assistant.present.answers import when_words
from assistant.present.turn import role_words

# What Markdown, or a browser that shows it, would take for more than a sign.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&]|^[#+-]|^=|(?<=^\d)[.)]|(?<=^\d\d)[.)])")


def item_text(pack: Pack, item: str) -> str:
    """What an item of the plan says; its id where this version has no such rule."""
    try:
        return pack.rule(item).do
    except KeyError:
        return item


def when_text(at: datetime | None) -> str:
    """A time in words."""
    return say(when_words(at)) if at else "at a time that was not kept"


def by_text(pack: Pack, role: str) -> str:
    """A role in brackets, to follow what was done; empty for none."""
    words = role_words(pack, role)
    return f" ({say(words)})" if words else ""


def quoted(text: str, indent: str) -> Iterator[str]:
    """A text as a quotation, line by line."""
    for line in text.splitlines():
        yield f"{indent}> {say(line)}"


def say(text: str) -> str:
    """A text as Markdown shows it letter by letter, whatever is in it, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
