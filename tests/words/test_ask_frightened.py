"""What somebody who is afraid asks is answered with what fits, or it is said that nothing does."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from assistant.engine.answering import Caller
from assistant.engine.due import LONDON
from assistant.flow.model import Where
from assistant.present.box import asked_view
from assistant.present.passages import passage_json, passage_lines, passage_view
from assistant.words.ask import Asker, Kind, Why
from assistant.words.ask.passage import passages
from tests.words.test_ask import asker, keys, pack

WHO = Caller(datetime(2026, 11, 25, 22, 0, tzinfo=LONDON))


@cache
def table() -> tuple[list[tuple[str, list[str], list[str]]], list[str]]:
    found = yaml.safe_load((Path(__file__).parent / "asked_frightened.yaml").read_text())
    questions = [(one["ask"], one["in"], one["never"]) for one in found["questions"]]
    return questions, found["nothing"]


def said(question: str) -> str:
    views = [passage_view(pack(), each, WHO) for each in asker().ask(question).passages]
    return " ".join(
        " ".join(line.split())
        for at, view in enumerate(views, 1)
        for line in passage_lines(pack(), view, at, WHO)
    )


@pytest.mark.parametrize(("question", "wanted", "never"), table()[0])
def test_what_fits_is_among_the_first_three_and_what_misleads_is_not_first(
    question: str, wanted: list[str], never: list[str]
) -> None:
    found = keys(question)
    assert set(found[:3]) & set(wanted), found
    assert found[0] not in never, found


@pytest.mark.parametrize("question", table()[1])
def test_what_the_guide_has_nothing_on_is_said_with_whom_to_ask(question: str) -> None:
    found = asker().ask(question)
    assert (found.passages, found.why) == ((), Why.NONE)
    assert found.says.startswith("The guide has nothing on that. Ask your designated safeguarding")
    view = asked_view(pack(), found, WHO)
    assert [contact.id for contact in view.instead] == ["manager_or_lead", "childrens_social_care"]


def test_of_a_case_nothing_is_said_to_somebody_who_has_none() -> None:
    text = said("can I tell her mum?")
    assert "Do not tell the family first if that could add to the risk" in text[:80]
    assert "As far as you know" not in text
    assert "What you know points to" not in text
    for rule in pack().rules:
        passage = next(
            each for each in passages(pack()) if (each.kind, each.id) == (Kind.RULE, rule.id)
        )
        lines = " ".join(passage_lines(pack(), passage_view(pack(), passage, WHO), 1, WHO))
        assert rule.why not in " ".join(lines.split())
        assert passage_json(passage_view(pack(), passage, WHO))["text"] == ""


def test_whom_a_step_is_for_stands_in_plain_words() -> None:
    """No condition as it is written for a machine: no brackets, no question with its answer."""
    words = pack().asking.when
    assert [
        name for name, text in words.items() if len(text) > 110 or re.search(r"[():]", text)
    ] == []
    led = {p.id for q in pack().asking.questions for p in q.see if p.where is Where.RULE}
    # What holds for everyone on the front line needs no such line.
    anyone = {"what-not-to-do", "write-it-down", "record-sharing", "keep-recording", "other-lines"}
    anyone |= {"look-after-yourself", "fallback-frontline", "fallback-social"}
    assert led - words.keys() <= anyone


def test_what_may_not_fit_says_so() -> None:
    near = asker().ask("can i ring for advice without making it official")
    assert near.passages
    assert near.says == pack().asking.says["unsure"]
    assert asker().ask("do I need consent").says == ""


def test_what_nothing_answers_turns_away_no_longer_question_that_shares_its_words() -> None:
    assert keys("can the police come into school") == []
    assert keys("hes not come back from school, when do i phone the police")


def test_a_reply_is_found_by_its_own_words_too() -> None:
    bare = replace(pack(), asking=replace(pack().asking, questions=()))
    assert Asker(bare).ask("who may seize the child's phone").passages[0].kind is Kind.REPLY
