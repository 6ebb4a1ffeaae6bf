"""A log that was begun with another version of the pack: what this one knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from assistant.engine.entries import EVENT, NOTICED, Entry, answers_of, opened, told
from assistant.flow.answers import Answer, AnswerError, Facts, read_answer
from assistant.flow.model import LISTS, Pack


def known_turns(pack: Pack, turns: Sequence[Entry]) -> list[Entry]:
    """What this pack knows of the entries that stand, in its own canonical form.

    Of a fact whose last answer it does not know, no answer is left. Of what was noticed each item
    stands for itself: one that it does not know takes none of the others along.
    """
    answers = _known(pack, answers_of(entry for entry in turns if entry.kind != NOTICED))
    return list(_each(pack, turns, answers))


def _known(pack: Pack, answers: Facts) -> Facts:
    found: Facts = {}
    for name, answer in answers.items():
        try:
            found[name] = read_answer(pack.facts[name], answer)
        except (KeyError, AnswerError):
            continue
    return found


def _each(pack: Pack, turns: Iterable[Entry], answers: Facts) -> Iterator[Entry]:
    for entry in turns:
        if entry.kind == NOTICED:
            if part := _known_part(pack, entry):
                yield replace(entry, value=part)
            continue
        value = {n: a for n, a in _known(pack, told(entry)).items() if n in answers}
        if entry.kind == EVENT:
            anew = [name for name in opened(entry) if name in pack.facts]
            both: dict[str, Any] = {**entry.value, "facts": value, "open": anew}
            if value or anew:
                yield replace(entry, value=both)
        elif value:
            yield replace(entry, value=value)


def _known_part(pack: Pack, entry: Entry) -> Facts:
    found: Facts = {}
    for name, part in entry.value.items():
        fact = pack.facts.get(name)
        if fact is None or fact.type not in LISTS or not isinstance(part, list | dict):
            continue
        rest: Answer = (
            [value for value in part if value in fact.values]
            if isinstance(part, list)
            else {value: part[value] for value in part if value in fact.values}
        )
        try:
            if read := read_answer(fact, rest):
                found[name] = read
        except AnswerError:
            continue
    return found
