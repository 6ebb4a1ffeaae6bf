"""What somebody sends, and whether it has a shape that can be looked at. No sender is trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from assistant.engine import deed_entries, known, notes
from assistant.engine.entries import Refusal

MAX_FACTS = 100
MAX_ITEMS = 200
MAX_TEXT = 200
MAX_NUMBER = 999_999_999

_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NAME = re.compile(r"[a-z0-9_-]{1,64}")


class Submission(Struct, frozen=True):
    """One thing a person did, as it was sent.

    `token` is the sender's own id of it, kept when it is sent again; `kind` is answer, change,
    noticed, event, undo, redo, tick, decide, known, note or version; `value` maps facts to answers
    (of an event with its time under "at"; of what was noticed to parts of answers), or is {"item",
    "done"}, {"item", "because"}, facts with how they are known, {"text"}, {"takes_back"} or
    {"version"}; `by` is a role, never a name, and may be empty: then it is the role that the sender
    gave last; `after` is the number of the last entry that they had seen, 0 for none.
    """

    token: str
    kind: str
    step: str
    value: Mapping[str, object]
    by: str
    after: int


def wrong_shape(submission: Submission) -> Refusal | None:
    """What is wrong with the shape of it, or None. Says nothing of whether it may be done."""
    if not _fits(submission.token, _TOKEN):
        return Refusal('"token" must be a text of 8 to 64 letters, digits, "-" or "_".')
    if not _fits(submission.kind, _NAME):
        return Refusal(
            '"kind" must be answer, change, noticed, event, undo, redo, tick, decide, known, note'
            " or version."
        )
    for key, text in (("step", submission.step), ("by", submission.by)):
        if text != "" and not _fits(text, _NAME):
            return Refusal(
                f'"{key}" must be empty, or at most 64 small letters, digits, "-" or "_".'
            )
    if not _is_number(submission.after) or submission.after < 0:
        return Refusal('"after" must be a whole number, 0 or more.')
    return _wrong_value(submission.value, submission.kind)


def _wrong_value(value: object, kind: str) -> Refusal | None:
    if not isinstance(value, Mapping):
        return Refusal('"value" must be a mapping of facts to answers.')
    if value and kind in ("undo", "redo"):
        return Refusal(f'"value" must be empty for {kind}.')
    if kind in deed_entries.KINDS:  # a reason is longer than an answer, and has lines
        read = deed_entries.read_value(kind, value)
        return read if isinstance(read, Refusal) else None
    if kind == known.KNOWN:  # it names items of a list as well as facts
        ways = known.read_value(value)
        return ways if isinstance(ways, Refusal) else None
    if kind == notes.NOTE:  # it is longer than an answer, and has lines
        note = notes.read_note(value)
        return note if isinstance(note, Refusal) else None
    if len(value) > MAX_FACTS:
        return Refusal(f'"value" may hold at most {MAX_FACTS} answers.')
    for name, answer in value.items():
        if not _fits(name, _NAME):
            return Refusal('"value" names something that is not a fact.')
        if not _is_answer(answer):
            return Refusal(
                "This answer must be a text, a whole number, a list of texts, or a mapping of texts"
                f" to lists of texts; a text may be {MAX_TEXT} letters long,"
                f" a list {MAX_ITEMS} items.",
                str(name),
            )
    return None


def _is_answer(answer: object) -> bool:
    if isinstance(answer, Mapping):
        return len(answer) <= MAX_ITEMS and all(
            _is_text(key) and _is_texts(items) for key, items in answer.items()
        )
    return _is_text(answer) or _is_number(answer) or _is_texts(answer)


def _is_texts(items: object) -> bool:
    return isinstance(items, list) and len(items) <= MAX_ITEMS and all(map(_is_text, items))


def _is_text(text: object) -> bool:
    # What is not printable includes half a surrogate pair, which no database and no page can hold.
    return isinstance(text, str) and len(text) <= MAX_TEXT and text.isprintable()


def _is_number(number: object) -> bool:
    return type(number) is int and abs(number) <= MAX_NUMBER


def _fits(text: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None
