"""What has happened since, told in a terminal: which event, what is asked with it, and when."""

from __future__ import annotations

import re
from datetime import datetime

from assistant.cli.terminal import Terminal
from assistant.engine.due import LONDON
from assistant.engine.entries import EVENT, Entry
from assistant.engine.events import AT, asks, time_fact
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Answer, AnswerError, Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Event, Fact
from assistant.present.answers import answer_words
from assistant.present.happened import event_of, happenings
from assistant.words.typed import read_typed

NOTHING = "With what is known now there is nothing to tell. Type change to change an answer."
WHICH = "Which one? (a number, or nothing to go back) > "
WHEN = "When was it?"


class Back(Exception):
    """The person goes back without telling it. `text` is what they typed in its place."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text


def told_event(engine: Engine, position: Position, terminal: Terminal) -> Entry | None:
    """The event that the person tells, as it would be sent; None where there is none to tell.

    Raises Back.
    """
    found = happenings(engine, position)
    if not found:
        terminal.say(NOTHING)
        return None
    for number, happening in enumerate(found, 1):
        terminal.say(happening.say, f"{number:>3}. ")
    text = terminal.ask(WHICH)
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= len(found):
        raise Back(text)
    event = event_of(engine.pack, found[int(text) - 1].number)
    terminal.say(event.say)
    if event.help:
        terminal.say(event.help, "  ")
    return Entry(0, EVENT, event.id, _given(engine, position, event, terminal), at=_now())


def _given(engine: Engine, position: Position, event: Event, terminal: Terminal) -> Facts:
    pack, when = engine.pack, time_fact(engine.pack, event)
    given: Facts = {}
    for fact in asks(engine.program, position.view, event):
        terminal.show(fact)
        given[fact.name] = _answer(fact, terminal)
    terminal.say(when.ask or WHEN)
    if when.times:
        terminal.say("  (for example: " + ", ".join(when.times.quick[:4]) + ")")
    terminal.show_unknown(when)
    given[AT] = _answer(when, terminal)
    if given[AT] != UNKNOWN:
        terminal.say(answer_words(pack, when, given[AT]), "  ")
    return given


def _answer(fact: Fact, terminal: Terminal) -> Answer:
    """What is typed for a question, asked until it can be taken."""
    while True:
        text = terminal.ask("> ")
        if text.lower() in ("", "danger"):
            raise Back(text)
        try:
            return read_typed(fact, text, _now())
        except AnswerError as error:
            terminal.say(str(error))


def _now() -> datetime:
    return datetime.now(LONDON)
