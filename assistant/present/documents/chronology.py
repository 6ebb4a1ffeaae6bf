"""The log of a case as a table: when, who by role, what, and what was said.

A kind of entry is named by the pack's table, and so is what an entry holds; one that the table does
not know is still there, under its own name. A log is never shown short in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant.engine.due import LONDON
from assistant.engine.entries import EVENT, Entry
from assistant.engine.notes import NOTE, TAKES_BACK, TEXT, notes
from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.conditions import UNKNOWN
from assistant.present.answers import answer_words, when_words
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Paragraph, Table
from assistant.present.turn import role_words

ANEW = "anew"  # what an event calls for again
MOST = 1500  # entries; the latest are shown


def chronology(basis: Basis) -> Iterator[Block]:
    """The entries of the log in their order."""
    if not basis.log:
        yield Paragraph(basis.words("log_empty"))
        return
    if left_out := max(0, len(basis.log) - MOST):
        yield Paragraph(basis.words("log_left_out", number=left_out), strong=True)
    heads = tuple(basis.words(f"log_{name}") for name in ("when", "who", "what", "more"))
    shown = {note.seq for note in notes(basis.log)}
    rows = tuple(_row(basis, entry, shown) for entry in basis.log[left_out:])
    yield Table(heads, rows, (3, 3, 3, 7))


def _row(basis: Basis, entry: Entry, shown: set[int]) -> tuple[str, ...]:
    said = "\n".join(
        _note(basis, entry, shown) if entry.kind == NOTE else _said(basis, entry.value)
    )
    return (
        when_words(entry.at) if entry.at else basis.words("time_not_known"),
        role_words(basis.pack, entry.by) or basis.words("role_not_known"),
        _kind(basis, entry),
        said,
    )


def _note(basis: Basis, entry: Entry, shown: set[int]) -> Iterator[str]:
    """What was noted; nothing of what was taken back."""
    if entry.seq in shown:
        yield str(entry.value[TEXT])
    elif TAKES_BACK not in entry.value:
        yield basis.words("note_taken_back")
    else:
        yield basis.words(
            "field",
            label=basis.documents.keys.get(TAKES_BACK, _plain(TAKES_BACK)),
            value=entry.value[TAKES_BACK],
        )


def _kind(basis: Basis, entry: Entry) -> str:
    """What kind of entry it is; of an event, also what happened."""
    name = basis.documents.log.get(entry.kind, _plain(entry.kind))
    events = basis.pack.events if entry.kind == EVENT else ()
    told = next((event.say for event in events if event.id == entry.step), "")
    return basis.words("field", label=name, value=told) if told else name


def _said(basis: Basis, value: Mapping[str, object]) -> Iterator[str]:
    """What an entry holds, each a line: answers by their question, the rest by the pack's keys."""
    pack, papers = basis.pack, basis.documents
    for key, one in value.items():
        if isinstance(one, Mapping) and key not in pack.facts:
            yield from _said(basis, one)
            continue
        if isinstance(one, list) and key not in pack.facts:
            if key == ANEW:
                one = [name for name in one if name in _done_before(basis)]
            if one:
                names = "; ".join(_name(basis, str(name)) for name in one)
                label = papers.keys.get(key, _plain(key))
                yield basis.words("field", label=label, value=names)
            continue
        fact = pack.facts.get(key)
        label = fact.short if fact else papers.keys.get(key) or _name(basis, key)
        words = _answer(basis, key, one) if fact else _value(basis, key, one)
        if words:
            yield basis.words("field", label=label, value=words)


def _done_before(basis: Basis) -> set[str]:
    """Items that were done, and are called for again: of all that an event calls for, the news."""
    standing = {item.id for item in (*basis.items, *basis.kept) if item.deed.earlier}
    return standing | {one.id for one in basis.gone if one.deed.earlier}


def _answer(basis: Basis, name: str, value: object) -> str:
    fact = basis.pack.facts[name]
    try:
        return answer_words(basis.pack, fact, read_answer(fact, value))
    except AnswerError:  # another version's answer, or how it is known
        return _value(basis, name, value)


def _value(basis: Basis, key: str, value: object) -> str:
    text = str(value)
    if key == "item":
        return _name(basis, text)
    if key == "at" and text != UNKNOWN:
        return when_words(datetime.fromisoformat(text).replace(tzinfo=LONDON))
    return basis.documents.values.get(text, text)


def _name(basis: Basis, name: str) -> str:
    """What a rule, a fact or an item of a list ("fact.item") is called."""
    pack = basis.pack
    fact, _, item = name.partition(".")
    if fact in pack.facts:
        options = [one.label for one in pack.facts[fact].options if item and one.value == item]
        return " - ".join([pack.facts[fact].short, *options])
    return next((rule.do for rule in pack.rules if rule.id == name), _plain(name))


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
