"""`run.py chat` takes what people type, and says what may be typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from assistant.cases.packs import DEFAULT_PACK
from assistant.cli.chat import chat
from assistant.cli.terminal import Terminal
from tests.core.conversation import engine


class Person:
    """Types what `says` has for a fact, one text after the other, else "don't know"."""

    def __init__(
        self, says: Mapping[str, Sequence[str]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.says = {name: list(texts) for name, texts in says.items()}
        self.capsys = capsys
        self.shown = ""

    def read(self, prompt: str) -> str:
        self.look()
        facts = engine().pack.facts.values()
        fact = max(facts, key=lambda fact: self.shown.rfind(fact.ask))
        if "That is the plan." in self.shown:
            raise EOFError
        texts = self.says.get(fact.name)
        return texts.pop(0) if texts else "don't know"

    def look(self) -> None:
        more = " ".join(self.capsys.readouterr().out.split())
        self.shown = f"{self.shown} {more}"


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def held(**says: Sequence[str]) -> str:
        person = Person(says, capsys)
        monkeypatch.setattr("builtins.input", person.read)
        assert chat(DEFAULT_PACK) == 0
        person.look()
        return person.shown

    return held


def test_wrong_input_says_what_is_allowed_and_the_question_stays(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk(
        immediate_danger=["perhaps", "nope"],
        task=["don't know", "missing", "a child who"],
        age=["fifty six hundred", "she's sixteen"],
        returned_at=["tomorrow at 9 am", "yesterday", "yesterday at 9 pm"],
        role=["lead", "designated"],
    )
    assert 'Type the start of one of these: "Yes", "No", or "don\'t know".' in shown
    assert "This one needs an answer." in shown
    assert "That could be “A child is missing now” or “A child who was missing is back”." in shown
    assert 'Type a whole number from 0 to 120, or "don\'t know".' in shown
    assert "(for example: just now, half an hour ago, an hour ago, 2 hours ago)" in shown
    assert "is still to come. Type when it happened" in shown
    assert 'at what time? For example "yesterday at 9 pm".' in shown
    assert "That could be “Designated lead” or “Lead practitioner”." in shown
    assert "Came back: " in shown
    assert "9:00 pm" in shown
    assert "That is the plan." in shown


def test_the_score_is_told_as_its_lists_are_ticked(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk(
        task=["worried"],
        age=["16"],
        concerns=["sexual"],
        record_seraf=["yes please"],
        seraf_vulnerabilities=["low self-esteem and sexual abuse"],
        seraf_moderate=["none of these"],
        seraf_significant=["goes missing overnight current"],
        disability=["no"],
        seraf_unknown=["none"],
    )
    rest = shown[shown.index("Of the signs that you did not tick") :]
    assert "Low self-esteem" not in rest[: rest.index("(several numbers")]
    assert "1. Emotional neglect" in rest
    assert "?. I don't know: Choose this to leave it open." in rest
    assert "So far this adds up to 2. What is not known, or not asked yet, could bring" in shown
    assert "So far this adds up to 7. What is not known, or not asked yet, could bring" in shown
    assert "This adds up to 7. The score is one thing to go by, and it takes nothing away." in shown
    assert "That is the plan." in shown


def test_what_may_show_who_somebody_is_is_said_once_and_can_be_typed_another_way(talk) -> None:  # type: ignore[no-untyped-def]
    shown = talk(task=["it is about Karen Jones", "worried"], age=["07700 900123", "", "16"])
    assert "“Karen Jones” could be a name. Try “the child” or “her mother”." in shown
    assert shown.count("This may show who someone is:") == 2
    assert 'Type a whole number from 0 to 120, or "don\'t know".' in shown


def test_each_question_that_need_not_be_known_says_what_to_type_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal(engine().pack)
    for fact in engine().pack.facts.values():
        terminal.show(fact)
        assert ("?. I don't know" in capsys.readouterr().out) is fact.may_be_unknown, fact.name
