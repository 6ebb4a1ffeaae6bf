"""Whatever is typed: it is read as an answer that the question allows, or refused in one line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.model import LISTS, Fact
from assistant.flow.said.plain import plain
from assistant.words.typed import read_for_screen, read_typed
from tests.core.conversation import engine, steady

PACK = engine().pack
FACTS = list(PACK.facts.values())
NOW = datetime(2026, 11, 25, 15, 40, tzinfo=UTC)

_SAID = (
    "no yes not and or , ; . : / - ' 1 2 9 16 23 05 00 2026 am pm at on in ago last next this"
    " night morning evening yesterday today tomorrow monday wednesday nov march day week month"
    " hour minute half quarter past to midnight noon about a an couple of years old times she is"
    " current recent both none all know dont violence missing ½ ² ９ \u200b \x00 <b> % ~"
    " 2026-03-29 01:30 25/10 ` £"
)
_WORDS = _SAID.split(" ")
labels = st.sampled_from([o.label for fact in FACTS for o in fact.options])
soup = st.lists(st.sampled_from(_WORDS) | labels, max_size=8).map(" ".join)
glued = st.lists(st.sampled_from(_WORDS), max_size=8).map("".join)
cut = st.tuples(labels, st.integers(1, 40)).map(lambda pair: pair[0][: pair[1]])
texts = st.text(max_size=60) | soup | glued | cut
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


@steady
@given(st.sampled_from(FACTS), texts, moments)
def test_any_text_is_read_or_refused_in_one_line(fact: Fact, text: str, now: datetime) -> None:
    try:
        answer = read_typed(fact, text, now)
    except AnswerError as error:
        message = str(error)
        assert message.isprintable()
        assert message.endswith(".")
        assert len(message) < 700
        return
    assert read_answer(fact, answer) == answer
    if isinstance(answer, str | int):
        assert read_typed(fact, str(answer), now) == answer


@steady
@given(soup, st.integers(0, 9))
def test_a_not_is_never_passed_over(text: str, place: int) -> None:
    words = text.split(" ")
    negated = " ".join([*words[:place], "not", *words[place:]])
    for fact in FACTS:
        if fact.type == "yes_no":
            try:
                assert read_typed(fact, negated, NOW) != "yes"
            except AnswerError:
                continue


@steady
@given(texts)
def test_a_list_is_empty_only_where_that_was_said(text: str) -> None:
    for fact in FACTS:
        try:
            empty = fact.type in LISTS and read_typed(fact, text, NOW) in ([], {})
        except AnswerError:
            continue
        assert not empty or plain(text).startswith(("none", "no", "0", "nothing")), text


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_every_option_can_be_said_by_its_label(fact: Fact) -> None:
    for number, option in enumerate(fact.options, 1):
        for text in (option.label, option.label.upper(), f" {option.label}. ", str(number)):
            if fact.type in ("choice", "yes_no"):
                assert read_typed(fact, text, NOW) == option.value
            elif fact.type == "choices":
                assert read_typed(fact, text, NOW) == [option.value]
            else:
                said = f"{text} recent, current"
                assert read_typed(fact, said, NOW) == {option.value: ["current", "recent"]}


LONG = [
    "a" * 100_000, "no " * 33_000, "1," * 50_000, "1 and " * 16_000, "\u0301" * 100_000,
    "﷽" * 50_000, "9" * 100_000, " " * 100_000 + "no", "yesterday at " * 7_000, "~" * 100_000,
    "a " * 999, "1 or " * 399, "abuse, " * 280, "and " * 499, "twenty " * 280, "2 current " * 190,
    "﷽" * 2000, "violense " * 220,
]  # fmt: skip


@pytest.mark.parametrize("text", LONG, ids=lambda text: f"{text[:8]} x {len(text)}")
def test_long_text_is_refused_with_what_is_allowed(text: str) -> None:
    for fact in FACTS:
        with pytest.raises(AnswerError) as caught:
            read_typed(fact, text, NOW)
        assert len(str(caught.value)) < 700


SCREEN = ("police_informed", "whereabouts", "episodes_in_90_days")


def test_text_answers_the_first_question_without_an_answer() -> None:
    assert read_for_screen(PACK, SCREEN, (), "no", NOW) == ("police_informed", "no")
    assert read_for_screen(PACK, SCREEN, ["police_informed"], "no", NOW) == (
        "whereabouts",
        "not_known",
    )
    assert read_for_screen(PACK, SCREEN, {"whereabouts", "police_informed"}, "twice", NOW) == (
        "episodes_in_90_days",
        2,
    )


def test_a_number_is_no_option_where_it_may_be_meant_for_another_question() -> None:
    with pytest.raises(AnswerError, match="A number is no answer here") as caught:
        read_for_screen(PACK, SCREEN, (), "2", NOW)
    assert caught.value.fact == "police_informed"
    assert read_for_screen(PACK, SCREEN, (), "2", NOW, numbered=True) == ("police_informed", "no")
    assert read_for_screen(PACK, SCREEN[:1], (), "2", NOW) == ("police_informed", "no")
    assert read_for_screen(PACK, SCREEN, SCREEN[:2], "2", NOW) == ("episodes_in_90_days", 2)
    pair = ("particular_risks", "seraf_significant")
    for done, text in ((pair[1:], "violence, 2"), (pair[1:], "1 2"), (pair[:1], "2 current")):
        with pytest.raises(AnswerError, match="A number is no answer here"):
            read_for_screen(PACK, pair, done, text, NOW)


def test_a_number_above_every_option_answers_the_question_that_it_fits() -> None:
    worry = ("concerns", "age")
    assert read_for_screen(PACK, worry, (), "14", NOW) == ("age", 14)
    assert read_for_screen(PACK, SCREEN, (), "14", NOW) == ("episodes_in_90_days", 14)
    for text in (
        "2",
        "130",
        "14 15",
        "over 14",
    ):  # it may be an option; it is no age; it is no number
        with pytest.raises(AnswerError) as caught:
            read_for_screen(PACK, worry, (), text, NOW)
        assert caught.value.fact == "concerns"


def test_what_is_not_understood_names_the_question() -> None:
    with pytest.raises(AnswerError) as caught:
        read_for_screen(PACK, SCREEN, ["police_informed", "whereabouts"], "blue", NOW)
    assert caught.value.fact == "episodes_in_90_days"
    assert str(caught.value) == (
        'Times in 90 days: Type a whole number from 0 to 90, or "don\'t know".'
    )
    with pytest.raises(AnswerError) as caught:
        read_for_screen(PACK, ["age"], [], "blue", NOW)
    assert caught.value.fact == "age"
    assert str(caught.value).startswith("Type a whole number")


def test_where_all_have_an_answer_nothing_is_taken() -> None:
    for names in (SCREEN, ()):
        with pytest.raises(AnswerError, match="Every question here has an answer") as caught:
            read_for_screen(PACK, names, names, "no", NOW)
        assert caught.value.fact == ""
