"""A word or two that ask for something of the page, "undo" or "help", and what is said to it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from msgspec import Struct

from assistant.flow.said.plain import plain

_SAID = json.loads(Path(__file__).with_name("commands.json").read_text(encoding="utf-8"))
_MOST = 6  # words


class Command(Struct, frozen=True):
    """`says` where to find it. `danger`: before all else it is asked if there is danger now."""

    id: str
    says: str
    danger: bool


def _by(key: str) -> dict[str, Command]:
    return {
        plain(words): Command(one["id"], one["says"], one.get("danger", False))
        for one in _SAID["commands"]
        for words in one.get(key, ())
    }


_BARE = _by("bare")  # with more around them they may say something else: "stop this"
_WORDS = _by("words")


def _some(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_BEFORE = re.compile(rf"(?:{_some(_SAID['before'])}) ")
_AFTER = re.compile(rf" (?:{_some(_SAID['after'])})$")


def command_of(text: str) -> Command | None:
    """The command that the text is, with what says nothing around it; None where it says more."""
    words = plain(text)
    if words in _BARE:
        return _BARE[words]
    if len(words.split()) > _MOST:
        return None
    front = {words}
    while (found := _BEFORE.match(words)) and found.end() < len(words):
        words = words[found.end() :]
        front.add(words)
    for form in sorted(front, key=len, reverse=True):
        short = form
        while short:
            if short in _WORDS:
                return _WORDS[short]
            short = _AFTER.sub("", short) if _AFTER.search(short) else ""
    return None
