"""In a terminal too: an answer, something noticed that is confirmed by number, or a question."""

from __future__ import annotations

import pytest

from assistant.cases.packs import DEFAULT_PACK
from assistant.cli.chat import chat

PHONE = "she has a new phone and won't say who gave it to her"
START = ["no", "worried"]


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def held(*typed: str) -> str:
        lines = iter([*START, *typed])

        def read(prompt: str) -> str:
            print(prompt)
            try:
                return next(lines)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)
        assert chat(DEFAULT_PACK) == 0
        return " ".join(capsys.readouterr().out.split())

    return held


def test_what_was_noticed_is_confirmed_by_its_number(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk("going missing", PHONE, "1, 2 both")
    assert "1. Gifts or new things that nobody can explain [Exploitation signs]" in shown
    assert "(type 2 now, 2 before, or 2 both)" in shown
    assert "You noticed: Gifts or new things that nobody can explain." in shown
    assert "(Now, or in the last 6 months and 6 to 12 months ago)" in shown
    after = shown.split("It is kept for that question.")[-1]
    assert "may be going on?" not in after, "what was answered on this screen still stands"
    assert "How old is the child or young person?" in after


@pytest.mark.parametrize("typed", ["0", "99", "2", "1 now", "1; x"])
def test_what_is_no_choice_is_said(talk, typed: str) -> None:  # type: ignore[no-untyped-def]
    shown = talk(PHONE, typed, "")
    assert "Type numbers from 1 to" in shown
    assert "You noticed:" not in shown


def test_a_question_is_answered_and_asked_again(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk("what is SERAF?", "14", "what is the capital of France?", PHONE, "?")
    assert shown.count("I took that as a question.") == 3
    assert "1. SERAF A form that looks at what makes a child easier to exploit" in shown
    assert "Contact: Your manager or designated lead" in shown


def test_a_first_letter_says_what_it_is(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk("?new phone", "!what is SERAF?", "purple", "14")
    assert shown.count("I took that as a question.") == 1
    assert "Nothing in the lists is close to that." in shown


def test_danger_is_named_and_not_answered(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk("he is being attacked right now", "")
    assert "If the child is in danger now, ring 999. Then type danger." in shown
    assert ">> If the child could be in danger now" not in shown


def test_a_command_goes_before_what_was_noticed(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk(PHONE, "danger")
    assert ">> NOW: Ring 999 now" in shown
    assert "You noticed:" not in shown
