"""What is typed into the one box is an answer, something noticed, or a question, in this order."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from assistant.engine.due import LONDON
from assistant.flow.answers import AnswerError
from assistant.flow.model import Fact
from assistant.words.box import MOST_LETTERS, As, Box, Kind, Taken
from tests.core.conversation import engine

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 25, 20, 0, tzinfo=LONDON)
PACK = engine().pack
BOX = Box(PACK)

# What is asked, what is typed, what that is taken for.
TABLE: list[tuple[tuple[str, ...], str, Kind]] = [
    # What fits exactly is an answer, whatever else it may be.
    (("task",), "worried", Kind.ANSWER),
    (("task",), "a child is missing", Kind.ANSWER),
    (("age",), "she is 14", Kind.ANSWER),
    (("looked_after",), "no", Kind.ANSWER),
    (("cse_indicators",), "none", Kind.ANSWER),
    (("age",), "?", Kind.ANSWER),
    # What was noticed, at any question and where nothing is asked.
    (("task",), "she has a new phone and won't say who gave it to her", Kind.NOTICED),
    (("age",), "keeps getting into cars with older men", Kind.NOTICED),
    ((), "no drugs, but she has a new phone", Kind.NOTICED),
    ((), "weed", Kind.NOTICED),
    ((), "could she be pregnant?", Kind.NOTICED),
    ((), "he gets into cars with older men?", Kind.NOTICED),
    # A child who is hit, in few words, is nobody's question.
    ((), "her mum is hitting her", Kind.NOTICED),
    ((), "mum hit her last night", Kind.NOTICED),
    ((), "he hit her", Kind.NOTICED),
    ((), "he is hurting her", Kind.NOTICED),
    ((), "the teacher hit him", Kind.NOTICED),
    ((), "not home at night", Kind.NOTICED),
    ((), "isn't home at night", Kind.NOTICED),
    # A plain question.
    (("task",), "what is SERAF?", Kind.QUESTION),
    (("looked_after",), "can I tell her mum?", Kind.QUESTION),
    ((), "who is the MET lead?", Kind.QUESTION),
    ((), "do i have to tell the police", Kind.QUESTION),
    ((), "SERAF", Kind.QUESTION),
    ((), "what is the capital of France?", Kind.QUESTION),
    # Nothing of these.
    (("task",), "14", Kind.NOTHING),
    (("task",), "missing", Kind.NOTHING),  # which of two answers is meant?
    (("task",), "don't know", Kind.NOTHING),
    (("task",), "2 hours ago", Kind.NOTHING),
    (("task",), "purple", Kind.NOTHING),
    (("task",), "asdf qwerty", Kind.NOTHING),
    ((), "thanks", Kind.COMMAND),
    ((), "il est parti avec un homme", Kind.NOTHING),
]


def read(text: str, names: tuple[str, ...] = (), as_: As = As.ANY, **more: Any) -> Taken:
    return BOX.read(PACK, names, more.pop("done", ()), text, NOW, as_, **more)


@pytest.mark.parametrize(("names", "text", "kind"), TABLE)
def test_what_is_typed_is_taken_for(names: tuple[str, ...], text: str, kind: Kind) -> None:
    taken = read(text, names)
    assert taken.kind is kind
    assert bool(taken.suggestions) == (kind is Kind.NOTICED)
    assert (taken.found is not None) == (kind is Kind.QUESTION)
    assert (taken.answer != "") == (kind is Kind.ANSWER)
    assert bool(taken.problem) == (bool(names) and kind is not Kind.ANSWER) or "il est" in text


def test_phrases_are_mostly_noticed_and_questions_mostly_looked_up() -> None:
    """The phrases and questions that nothing was tuned on; each reading can be corrected."""
    held = yaml.safe_load((HERE / "heldout.yaml").read_text(encoding="utf-8"))["phrases"]
    phrases = [row["says"] for row in held if row.get("any_of") or row.get("all_of")]
    asked = yaml.safe_load((HERE / "asked_unseen.yaml").read_text(encoding="utf-8"))["questions"]
    noticed = Counter(read(text, ("cse_indicators",)).kind for text in phrases)
    assert noticed[Kind.NOTICED] >= 0.9 * len(phrases)
    assert noticed[Kind.ANSWER] == 0
    looked_up = Counter(read(row["ask"], ("looked_after",)).kind for row in asked)
    assert looked_up[Kind.QUESTION] >= 0.65 * len(asked)
    assert looked_up[Kind.ANSWER] == 0


@pytest.mark.parametrize(
    ("text", "as_", "kind"),
    [
        ("what is SERAF?", As.NOTICED, Kind.NOTICED),
        ("she has a new phone", As.QUESTION, Kind.QUESTION),
        ("she has a new phone", As.ANSWER, Kind.NOTHING),
        ("14", As.ELSE, Kind.NOTHING),
        ("worried about drugs", As.ELSE, Kind.NOTICED),
        ("worried", As.ANSWER, Kind.ANSWER),
    ],
)
def test_one_reading_can_be_asked_for(text: str, as_: As, kind: Kind) -> None:
    assert read(text, ("task",), as_).kind is kind


def test_the_first_question_without_an_answer_is_answered() -> None:
    names = ("age", "looked_after")
    assert read("no", names, done=("age",)).fact == "looked_after"
    both = read("no", names, done=names)
    assert both.kind is Kind.NOTHING
    assert "has an answer" in both.problem


def test_an_older_pack_is_offered_only_what_it_has_in_its_own_words() -> None:
    whole = {each.fact: each for each in read("she has a new phone").suggestions}
    assert len(whole) > 1
    fact = PACK.facts["cse_indicators"]
    value = whole["cse_indicators"].value
    options = tuple(replace(o, label="As it was") for o in fact.options if o.value == value)
    older: dict[str, Fact] = {"cse_indicators": replace(fact, options=options)}
    taken = BOX.read(replace(PACK, facts=older), (), (), "she has a new phone", NOW)
    assert [(s.fact, s.value, s.text) for s in taken.suggestions] == [
        ("cse_indicators", value, "As it was")
    ]


DANGER = [
    "he is being attacked right now",
    "she has taken an overdose",
    "call the police",
    "there is a man with a knife",
    "what do I do, he’s locked her in the flat",
    "He says he will kill himself!",
    "he rang crying, they wont let him leave",
    "hes got a nife in his bag",
    "a man has got her in his car",
    "she said a man is coming to pick her up in an hour",
    "they are taking her out of the country tonight",
    "she has cut her wrists",
    "hes gonna end it",
    "she passed out",
    "she's drunk bleach",
    "she was raped last night",
    "I think she has been snatched",
]


@pytest.mark.parametrize("text", DANGER)
@pytest.mark.parametrize("names", [(), ("task",), ("immediate_danger",)])
def test_danger_is_seen_and_answers_nothing(text: str, names: tuple[str, ...]) -> None:
    taken = read(text, names)
    assert taken.danger
    assert taken.fact != "immediate_danger" or taken.kind is not Kind.ANSWER


@pytest.mark.parametrize("names", [("task",), ("immediate_danger",), ()])
def test_a_sentence_from_abroad_is_told_that_it_cannot_be_read(names: tuple[str, ...]) -> None:
    taken = read("Она уехала с мужчиной", names)
    assert taken.kind is Kind.NOTHING
    assert taken.problem == PACK.asking.says["foreign"]
    assert "ring 999" in taken.problem


def test_danger_is_not_seen_everywhere() -> None:
    held = yaml.safe_load((HERE / "tuning.yaml").read_text(encoding="utf-8"))["phrases"]
    seen = [row["says"] for row in held if BOX.in_danger(row["says"])]
    assert len(seen) <= 0.02 * len(held), seen
    assert not read("what is SERAF?").danger


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x1b", "...", "😀", "\u202e", "x" * 501, "y " * 50_000]
)
def test_what_can_be_nothing_at_all_is_said(text: str) -> None:
    with pytest.raises(AnswerError, match=r"Nothing was typed|too long"):
        read(text, ("task",))
    with pytest.raises(AnswerError, match=r"no words|too long"):
        read(text)


@pytest.mark.parametrize(
    "text",
    ['" OR 1=1 --', "NEAR(a b)", "title:*", "a AND (b", "x" * MOST_LETTERS, "\x00she\x1b is 14"],
)
def test_any_other_text_is_read(text: str) -> None:
    assert read(text, ("task",)).kind in Kind


def test_what_may_be_an_answer_of_the_list_that_is_asked_is_offered_to_tick_first() -> None:
    for as_ in (As.ANY, As.NOTICED):
        taken = read("boyfriend", ("cse_indicators",), as_)
        assert taken.kind is Kind.NOTICED
        found = [(each.fact, each.value) for each in taken.suggestions]
        assert found[0] == ("cse_indicators", "older_partner")
        assert len(found) == len(set(found)) > 1, "the other lists have it as well, each once"
    taken = read("misuse", ("seraf_moderate",))
    assert {each.text for each in taken.suggestions[:2]} == {
        "Misuse of drugs",
        "Misuse of alcohol",
    }


@pytest.mark.parametrize(
    ("names", "text", "as_"),
    [
        (("cse_indicators",), "gifts, boyfriend", As.ANY),  # a tick would lose the rest
        (("cse_indicators",), "boyfriend", As.ANSWER),
        (("task",), "missing", As.ANY),
    ],
)
def test_else_it_is_said_to_be_no_answer_yet(names: tuple[str, ...], text: str, as_: As) -> None:
    taken = read(text, names, as_)
    assert (taken.kind, taken.close) == (Kind.NOTHING, True)
    assert "That could be “" in taken.problem
    assert not read("purple", names).close
