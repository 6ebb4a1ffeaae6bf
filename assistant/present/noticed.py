"""What was noticed in one's own words, and the notes, beside the conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from assistant.engine.entries import Entry
from assistant.engine.notes import Note, notes
from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Answer
from assistant.flow.model import Pack
from assistant.present.answers import answer_words, at_words, item_words
from assistant.present.hints import Hints, hints
from assistant.present.question import fact_number
from assistant.present.turn import role_words

ASKED, COMING, LATER, UNUSED = "asked", "coming", "later", "unused"


class NoticedView(Struct, frozen=True):
    """What was noticed of one list, and counts for nothing as things stand.

    `state`: its question is asked now, is still to come, may come, or is not asked in this case.
    `because` are the answers that keep it from being asked, each after its question's short name.
    """

    number: int
    short: str
    items: tuple[str, ...]
    state: str
    because: tuple[tuple[str, str], ...] = ()


class NoteView(Struct, frozen=True):
    """A note. `number` is its entry's; `by` is a role, empty where none was given; `hints` are for
    the person who wrote it, and empty for everybody else.
    """

    number: int
    lines: tuple[str, ...]
    by: str
    at: str
    mine: bool
    hints: Hints


def noticed_views(engine: Engine, position: Position) -> tuple[NoticedView, ...]:
    """What was noticed and is not counted: not answered since, or its answer is set aside."""
    return tuple(_views(engine, position))


def _views(engine: Engine, position: Position) -> Iterator[NoticedView]:
    found = dict(position.noticed)
    for name, items in position.own.items():
        if name in position.set_aside:
            found[name] = _only(position.set_aside[name], items)
    for name, part in found.items():
        fact = engine.pack.facts[name]
        state = state_of(engine, position, name)
        yield NoticedView(
            fact_number(engine.pack, name),
            fact.short,
            tuple(words for _, words in item_words(engine.pack, fact, part)),
            state,
            tuple(_because(engine, position, name)) if state == UNUSED else (),
        )


def _only(answer: Answer, items: Iterable[str]) -> Answer:
    if isinstance(answer, dict):
        return {item: answer[item] for item in items if item in answer}
    return [item for item in items if isinstance(answer, list) and item in answer]


def state_of(engine: Engine, position: Position, name: str) -> str:
    """Whether a question is asked now, is still to come, may come, or is not asked in this case."""
    at = engine.program.codec.at[name]
    if name in position.asking:
        return ASKED
    if position.view.facts[at]:
        return COMING
    return UNUSED if position.done or position.view.barred[at] else LATER


def _because(engine: Engine, position: Position, name: str) -> Iterator[tuple[str, str]]:
    """The answers that make it certain that a question is not asked."""
    pack = engine.pack
    if not position.view.barred[engine.program.codec.at[name]]:
        return
    for other in Reader(engine.program, position.view).reasons(pack.facts[name].asked):
        if other in position.facts:
            fact = pack.facts[other]
            yield fact.short, answer_words(pack, fact, position.facts[other])


def note_views(pack: Pack, log: Iterable[Entry], holder: int) -> tuple[NoteView, ...]:
    """The notes that stand, as the person with the number `holder` sees them."""
    return tuple(_note(pack, note, holder) for note in notes(log))


def _note(pack: Pack, note: Note, holder: int) -> NoteView:
    mine = note.holder == holder
    return NoteView(
        note.seq,
        tuple(note.text.split("\n")),
        role_words(pack, note.by),
        at_words(note.at) if note.at else "",
        mine,
        hints(pack, note.text) if mine else Hints(),
    )
