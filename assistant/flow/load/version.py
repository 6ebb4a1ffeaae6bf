"""Which files of a pack a case goes on with, and which it takes from today's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from assistant.flow.load.asking import QUESTIONS, SHORTHAND
from assistant.flow.load.noticed import FOLDER as NOTICED
from assistant.flow.load.since import SINCE_FILE

CONTACTS = "contacts.yaml"
_TODAYS = ("documents.yaml", QUESTIONS, SHORTHAND, SINCE_FILE)


def is_todays(name: str) -> bool:
    """An open case takes this file from today's pack alone."""
    return name in _TODAYS or name.startswith(NOTICED)


def outside_version(name: str) -> bool:
    """A file that a case does not depend on: contacts, papers, and how people say things."""
    return name == CONTACTS or is_todays(name)


def version_of(texts: Mapping[str, str]) -> str:
    """A short hash of the files that a case depends on."""
    digest = hashlib.sha256()
    for name in sorted(texts):
        if not outside_version(name):
            digest.update(f"{name}\0{len(texts[name])}\0".encode())
            digest.update(texts[name].encode())
    return digest.hexdigest()[:12]
