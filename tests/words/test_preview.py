"""The SERAF while its lists are ticked: what is shown is what those answers would come to."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.replay import Entry, Position, Refusal
from assistant.engine.score import results
from assistant.flow.answers import AnswerError, Facts
from assistant.present.preview import preview
from assistant.present.score import score_view
from tests.core.conversation import any_answer, engine, log_of, steady

FACTS: Facts = {
    "immediate_danger": "no",
    "task": "worried",
    "role": "designated_lead",
    "age": 12,
    "concerns": ["cse"],
    "record_seraf": "yes",
    "seraf_vulnerabilities": ["sexual_abuse", "low_self_esteem"],
    "seraf_moderate": [],
    "seraf_significant": {"missing_overnight": ["current"]},
}
LISTS = ("seraf_vulnerabilities", "seraf_moderate", "seraf_significant")


def log_to(name: str) -> list[Entry]:
    """The log of a conversation up to the screen that asks a fact."""
    for most in range(100):
        log = log_of(FACTS, most)
        if name in engine().replay(log).asking:
            return log
    raise AssertionError(name)


def at(name: str) -> Position:
    return engine().replay(log_to(name))


def test_the_range_runs_from_what_is_ticked_to_what_could_still_be() -> None:
    nothing = preview(engine(), at("seraf_vulnerabilities"), {})
    first = preview(
        engine(), at("seraf_vulnerabilities"), {"seraf_vulnerabilities": ["isolated_from_peers"]}
    )
    assert (nothing.lowest[0], first.lowest[0]) == (0, 1)
    # 11 for the vulnerabilities, 10 moderate, 9 significant at 6, a disability, and under 13.
    assert nothing.highest[0] == 11 + 10 + 54 + 1 + 5
    assert first.highest[0] == 1 + 10 + 54 + 1 + 5


def test_a_significant_sign_in_both_times_counts_six_and_five_more_under_13() -> None:
    ticked = {"seraf_significant": {"unknown_vehicles": ["recent", "current"]}}
    view = preview(engine(), at("seraf_significant"), ticked)
    assert view.points == view.lowest[0] == 2 + 6 + 5
    assert (6, "Now, or in the last 6 months; 6 to 12 months ago") in [
        (points, when) for points, _, when in view.lines
    ]


def test_the_words_name_the_range_and_what_a_score_is_not() -> None:
    view = preview(engine(), at("seraf_significant"), {"seraf_significant": {}})
    assert view.running == (
        "So far this adds up to 2. What is not known, or not asked yet, could bring it up to 3."
        " The score is one thing to go by, and it takes nothing away."
    )
    assert view.lowest[0] == 2
    assert view.highest[0] == 3
    settled = preview(engine(), at("disability"), {"disability": "no", "seraf_unknown": []})
    assert settled.running == (
        f"This adds up to {settled.points}."
        " The score is one thing to go by, and it takes nothing away."
    )


def test_an_answer_given_before_can_be_tried_out_as_a_change() -> None:
    position = at("disability")
    with_more = preview(engine(), position, {"seraf_moderate": ["drugs_misuse", "alcohol_misuse"]})
    assert with_more.points == preview(engine(), position, {}).points + 2


@steady
@given(st.randoms(use_true_random=False), st.sampled_from(LISTS))
def test_it_is_what_giving_the_answer_comes_to(random: Random, name: str) -> None:
    log = log_to(name)
    position = engine().replay(log)
    value: dict[str, Any] = {n: any_answer(random, engine().pack.facts[n]) for n in position.asking}
    view = preview(engine(), position, value)
    after = engine().add(log, Entry(0, "answer", position.step, value))
    assert not isinstance(after, Refusal)
    (result,) = results(engine().program, after.facts, after.view)
    assert view == score_view(engine().pack, result)
    assert view.running
    assert engine().replay(log) == position


@pytest.mark.parametrize(
    ("value", "fact"),
    [
        (None, ""),
        ([], ""),
        ("seraf_significant", ""),
        ({"seraf_significant": {"missing_overnight": ["sometimes"]}}, "seraf_significant"),
        ({"seraf_significant": ["missing_overnight"]}, "seraf_significant"),
        ({"seraf_significant": {"<b>": ["current"]}}, "seraf_significant"),
        ({"seraf_significant": 7}, "seraf_significant"),
        ({"seraf_unknown": []}, ""),  # not asked yet
        ({"nobody": []}, ""),
        ({7: []}, ""),
    ],
)
def test_what_no_page_sends_is_refused(value: object, fact: str) -> None:
    with pytest.raises(AnswerError) as caught:
        preview(engine(), at("seraf_significant"), value)
    assert caught.value.fact == fact


def test_a_screen_that_fills_in_no_score_has_none() -> None:
    with pytest.raises(AnswerError, match=r"\ANo score is being filled in here\.\Z"):
        preview(engine(), at("age"), {})
