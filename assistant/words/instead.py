"""What to write in place of words that may show who somebody is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from assistant.words.identifiers import Found, find

_SAID = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
INTRO: str = _SAID["intro"]
INSTEAD: dict[str, str] = _SAID["kinds"]  # by the kind of what is found

Told = tuple[tuple[str, str], ...]
BLANK: Told = tuple((kind, "") for kind in INSTEAD)


def told(text: str, year: int) -> Told:
    """What is found in a text, by kind: each with its words, in quotation marks."""
    return _by_kind(find(text, year))


def _by_kind(found: Iterable[Found]) -> Told:
    words: dict[str, list[str]] = {}
    for one in found:
        words.setdefault(one.kind, []).append(f"“{one.words}”")
    return tuple((kind, ", ".join(words[kind])) for kind in INSTEAD if kind in words)
