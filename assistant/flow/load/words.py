"""pack.yaml: the words for every page, and whom to write to."""

from __future__ import annotations

import re

from assistant.flow.load.fields import Fields
from assistant.flow.model import BesideYou, Words

_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def read_words(top: Fields) -> Words:
    """The words of a pack, with a note for each that is missing."""
    answers = top.mapping("answers")
    for key in ("yes", "no", "unknown", "none"):
        if not answers.get(key):
            top.error("answers", f'"answers" needs the word for "{key}"')
    return Words(
        answers,
        top.mapping("periods"),
        top.texts("about"),
        top.text("emergency_words"),
        _beside_you(top),
        top.mapping("due_words"),
        top.text("not_yours_words", required=False),
    )


def _beside_you(top: Fields) -> BesideYou | None:
    if (found := top.get("beside_you")) is None:
        return None
    fields = Fields(top.notes, "pack.yaml", found, "beside_you", top.line)
    read = BesideYou(
        fields.text("title"), fields.texts("lines"), fields.ids("contacts"), fields.source
    )
    fields.done()
    return read


def read_owner_contact(top: Fields) -> str:
    """The owner's email address, empty where there is none."""
    found = top.text("owner_contact", required=False)
    if found and not _EMAIL.fullmatch(found):
        top.error("owner_contact", f'"{found}" is not an email address')
        return ""
    return found
