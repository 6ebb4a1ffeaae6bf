"""What was noticed in one's own words, in the terminal: ticked where it is asked, else said so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assistant.cli.chat import _Chat
from assistant.engine.entries import Entry
from assistant.flow.answers import Facts
from tests.core.conversation import engine, log_of

SIGN = "unexplained_gifts"
SIGNS = engine().pack.facts["cse_indicators"]
NO_DATA = Path(__file__).parent / "nothing"  # a folder without a library
LABEL = SIGNS.option(SIGN).label


def begun(facts: Facts, until: str) -> _Chat:
    """A chat in which a thing was noticed before its question came, up to another question."""
    chat = _Chat(engine(), NO_DATA)
    chat.log = log_of({"immediate_danger": "no", "task": "worried"}, 2)
    assert chat.add(Entry(3, "noticed", "", {"cse_indicators": [SIGN]}))
    while until not in (position := engine().replay(chat.log)).asking and not position.done:
        chat.log = log_of(facts, 1, chat.log)
    return chat


def typed(monkeypatch: pytest.MonkeyPatch, chat: _Chat, text: str) -> None:
    """Type this at what is asked now."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    chat.turn(engine().replay(chat.log))


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("word", ["ticked", "TICKED "])
def test_what_was_noticed_stands_ticked_and_one_word_takes_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    chat = begun({}, "cse_indicators")
    assert f"You noticed: {LABEL}. Nothing is answered by this yet." in told(capsys)
    others = len(engine().replay(chat.log).asking)
    typed(monkeypatch, chat, f"{word}\n" + "?\n" * others)
    shown = told(capsys)
    assert f". [x] {LABEL}" in shown
    assert shown.count("[x]") == 1
    assert "You noticed this in your own words" in shown
    position = engine().replay(chat.log)
    assert position.answers["cse_indicators"] == [SIGN]
    assert position.own == {"cse_indicators": (SIGN,)}


def test_the_answer_that_is_typed_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = begun({}, "cse_indicators")
    others = len(engine().replay(chat.log).asking)
    typed(monkeypatch, chat, "none\n" + "?\n" * others)
    position = engine().replay(chat.log)
    assert position.answers["cse_indicators"] == []
    assert not position.noticed
    assert not position.own


def test_beside_the_plan_it_says_what_was_not_counted(capsys: pytest.CaptureFixture[str]) -> None:
    chat = begun({"concerns": ["cse"], "age": 14}, "nothing")
    chat.finish(engine().replay(chat.log))
    shown = told(capsys)
    assert f"WHAT YOU NOTICED {SIGNS.short}: {LABEL}. Not used in the plan" in shown
    assert "because of what you said: Your worry: “Sexual exploitation”." in shown


def test_added_to_an_answer_it_says_what_came_of_it_and_can_be_undone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chat = _Chat(engine(), NO_DATA)
    chat.log = log_of({"immediate_danger": "no", "task": "worried", "cse_indicators": []})
    before = engine().replay(chat.log)
    told(capsys)
    assert chat.add(Entry(90, "noticed", "", {"cse_indicators": [SIGN]}))
    shown = told(capsys)
    assert f"You noticed: {LABEL}." in shown
    assert ">>" in shown
    assert chat.add(Entry(91, "undo", "", {}))
    assert engine().replay(chat.log).answers == before.answers
