"""Notes: what somebody wants kept in their own words. They answer nothing and move nothing.

A note can be taken back: the log still has it, and no page or paper shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from assistant.engine.entries import Entry, Refusal
from assistant.engine.written import read_lines

NOTE = "note"
TEXT, TAKES_BACK = "text", "takes_back"
MAX_NOTE = 2000
MAX_SEQ = 999_999_999

_SHAPE = Refusal(
    '"value" of a note must be {"text": a text}, or {"takes_back": the number of an earlier note}.'
)
_EMPTY = Refusal("There is nothing in this note. Write it, then keep it.")
_TOO_LONG = Refusal(
    f"A note may be {MAX_NOTE:,} letters long. Make it shorter, or keep it in two notes."
)
_UNREADABLE = Refusal("The note holds a sign that cannot be shown. Write it again without it.")
_NO_NOTE = Refusal("There is no such note to take back.")


class Note(Struct, frozen=True):
    """A note that stands. `seq` is its entry's number, `by` the role it was written in, `holder`
    the number of the person who wrote it. Its lines end in a newline.
    """

    seq: int
    text: str
    by: str
    at: datetime | None
    holder: int


def notes(log: Iterable[Entry]) -> tuple[Note, ...]:
    """The notes that nobody has taken back, in their order."""
    found: dict[object, Note] = {}
    for entry in log:
        if entry.kind != NOTE:
            continue
        if TAKES_BACK in entry.value:
            found.pop(entry.value[TAKES_BACK], None)
        else:
            text = str(entry.value[TEXT])
            found[entry.seq] = Note(entry.seq, text, entry.by, entry.at, entry.holder)
    return tuple(found.values())


def read_note(value: Mapping[str, object]) -> dict[str, str | int] | Refusal:
    """The value of such an entry in canonical form, or what is wrong with it."""
    if set(value) == {TAKES_BACK}:
        seq = value[TAKES_BACK]
        return {TAKES_BACK: seq} if type(seq) is int and 0 < seq <= MAX_SEQ else _SHAPE
    raw = value.get(TEXT)
    if set(value) != {TEXT} or not isinstance(raw, str):
        return _SHAPE
    text = read_lines(raw)
    if text is None:
        return _UNREADABLE
    if not text:
        return _EMPTY
    return _TOO_LONG if len(text) > MAX_NOTE else {TEXT: text}


def checked_note(log: Iterable[Entry], candidate: Entry) -> Entry | Refusal:
    """The candidate in canonical form, or why it is refused: what it takes back must stand."""
    value = read_note(candidate.value)
    if isinstance(value, Refusal):
        return value
    if TAKES_BACK in value and value[TAKES_BACK] not in {note.seq for note in notes(log)}:
        return _NO_NOTE
    return replace(candidate, step="", value=dict(value))
