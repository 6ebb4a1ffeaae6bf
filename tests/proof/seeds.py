"""The pack of flows/ with an error put into it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from assistant.cases.packs import DEFAULT_PACK, read_folder
from assistant.flow.load import load_pack
from assistant.flow.model import Pack


class Edit(NamedTuple):
    """In `file`, after the first place where `after` stands, the next `old` becomes `new`."""

    file: str
    after: str
    old: str
    new: str


@cache
def texts() -> dict[str, str]:
    """The files of the pack as they are."""
    return read_folder(DEFAULT_PACK)


def seeded(*edits: Edit) -> tuple[Pack, int]:
    """The pack with the edits made, and the line of the first of them."""
    changed = dict(texts())
    line = 0
    for file, after, old, new in edits:
        text = changed[file]
        at = text.index(old, text.index(after))
        changed[file] = text[:at] + new + text[at + len(old) :]
        line = line or text.count("\n", 0, at) + 1
    return load_pack(changed), line
