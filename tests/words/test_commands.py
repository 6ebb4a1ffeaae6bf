"""Words that ask for something of the page are told where that is, before anything is guessed."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest

from assistant.engine.due import LONDON
from assistant.words.box import As, Box, Kind, Taken
from assistant.words.command import command_of
from tests.core.conversation import engine

NOW = datetime(2026, 11, 25, 22, 0, tzinfo=LONDON)


@cache
def box() -> Box:
    return Box(engine().pack)


def read(text: str, *names: str, as_: As = As.ANY) -> Taken:
    return box().read(engine().pack, names, (), text, NOW, as_)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("help", "help"),
        ("Help me!", "help"),
        ("please help", "help"),
        ("I need help", "help"),
        ("emergency", "help"),
        ("undo", "undo"),
        ("back", "undo"),
        ("go back please", "undo"),
        ("how do I undo that", "undo"),
        ("stop", "leave"),
        ("leave", "leave"),
        ("how do i leave this page", "leave"),
        ("start again", "again"),
        ("new case", "again"),
        ("delete", "delete"),
        ("I want to delete this", "delete"),
        ("delete this case please", "delete"),
        ("print", "print"),
        ("how do I print this", "print"),
        ("save", "save"),
        ("thanks", "thanks"),
        ("Thank you so much", "thanks"),
        ("ok", "on"),
        ("OK.", "on"),
        ("hello", "hello"),
        ("hi", "hello"),
    ],
)
def test_a_command_is_known_on_any_screen(text: str, command: str) -> None:
    found = command_of(text)
    assert found
    assert found.id == command
    for names in ((), ("age", "looked_after", "living"), ("cse_indicators",)):
        taken = read(text, *names)
        assert (taken.kind, taken.says) == (Kind.COMMAND, found.says)


@pytest.mark.parametrize(
    "text",
    [
        "end it all", "i want to end it", "he wants to leave home", "stop this", "how do I stop it",
        "how do I help her", "can I share this", "I need to get rid of it", "she left",
        "help with coursework", "can I take it back", "do I have to save the texts", "she is back",
        "delete his number", "he is not ok", "she says she is fine", "leave her alone",
        "he will not leave me alone", "new phone",
    ],
)  # fmt: skip
def test_what_says_more_is_no_command(text: str) -> None:
    assert command_of(text) is None


def test_help_asks_first_of_all_if_there_is_danger() -> None:
    for names in ((), ("return_interview_outcome",), ("immediate_danger",)):
        taken = read("help", *names)
        assert taken.danger
        assert taken.says.startswith("Is the child in danger now? Then ring 999.")


def test_an_answer_goes_before_a_command() -> None:
    taken = read("back", "task")
    assert (taken.kind, taken.answer) == (Kind.ANSWER, "returned")


def test_it_can_be_put_right() -> None:
    assert read("undo", "age", as_=As.ANSWER).kind is Kind.NOTHING
    assert read("print", as_=As.QUESTION).kind is Kind.QUESTION
    assert read("print", as_=As.NOTICED).kind is Kind.NOTICED
