"""How somebody knows what was answered: seen, told, or worked out.

It is kept beside the answers, by fact (`age`) or by an item that is ticked in a list
(`cse_indicators.unexplained_gifts`). It stands for the answer that it was said of: where that has
changed since, nobody has said how the new one is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from assistant.engine.entries import Entry, Folded, Refusal, readings
from assistant.engine.replay import Position
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import WAYS

KNOWN = "known"
UNSAID = ""
MAX_KEYS = 200
_KEY = re.compile(r"[a-z0-9_-]{1,64}(\.[a-z0-9_-]{1,64})?")

_SHAPE = Refusal(
    '"value" of how things are known maps facts, or items as "fact.item", to seen, told, inferred'
    ' or "".'
)
_TOO_MANY = Refusal(f'"value" may say of at most {MAX_KEYS} things how they are known.')
_NOTHING = Refusal("Nothing is said here of how a thing is known.")


def key_of(fact: str, item: str = "") -> str:
    """The name under which it is kept how a fact, or an item of it, is known."""
    return f"{fact}.{item}" if item else fact


def known(log: Iterable[Entry]) -> dict[str, str]:
    """How each thing is known, by fact or "fact.item", as far as its answer still stands."""
    folded = Folded()
    said: dict[str, tuple[str, object]] = {}
    for entry in log:
        folded.take(entry)
        if entry.kind == KNOWN:
            now = _Answers(folded)
            said.update({key: (str(way), now.of(key)) for key, way in entry.value.items()})
    if not said:
        return {}
    now = _Answers(folded)
    return {
        key: way
        for key, (way, answer) in said.items()
        if way != UNSAID and answer is not None and answer == now.of(key)
    }


class _Answers:
    """The answers of a log up to an entry. What happened since makes a new reading of a fact, and
    how the one before was known says nothing of it, also where the answer is the same.
    """

    def __init__(self, folded: Folded) -> None:
        self.answers = folded.answers()
        self.readings = readings(folded.applied)

    def of(self, key: str) -> tuple[int, object] | None:
        """The answer that a key speaks of, after the number of its reading."""
        name = key.partition(".")[0]
        answer = _answer(self.answers, key)
        return None if answer is None else (len(self.readings.get(name, ())), answer)


def _answer(answers: Facts, key: str) -> object:
    """The answer that a key speaks of, None where there is none."""
    name, _, item = key.partition(".")
    answer = answers.get(name)
    if answer == UNKNOWN or not item:
        if isinstance(answer, list):
            return sorted(answer)  # what was noticed stands last, and means the same
        return None if answer == UNKNOWN else answer
    if isinstance(answer, dict):
        return answer.get(item)
    return item if isinstance(answer, list) and item in answer else None


def read_value(value: Mapping[str, object]) -> dict[str, str] | Refusal:
    """The value of such an entry in canonical form, or what is wrong with it."""
    if len(value) > MAX_KEYS:
        return _TOO_MANY
    if not value:
        return _NOTHING
    keys: Iterable[object] = value
    if not all(isinstance(key, str) and _KEY.fullmatch(key) for key in keys):
        return _SHAPE
    if not all(isinstance(way, str) and way in (*WAYS, UNSAID) for way in value.values()):
        return _SHAPE
    return {key: str(way) for key, way in value.items()}


def checked_known(position: Position, candidate: Entry) -> Entry | Refusal:
    """The candidate in canonical form, or why it is refused: each key must have an answer."""
    value = read_value(candidate.value)
    if isinstance(value, Refusal):
        return value
    for key in value:
        if _answer(position.facts, key) is None:
            return Refusal(f'"{key[:40]}" has no answer, so it cannot be said how it is known.')
    return replace(candidate, step="", value=dict(value))
