"""A typed answer is taken as what it says, or refused in a sentence; it is never made to fit."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.engine.due import LONDON
from assistant.flow.answers import Answer, AnswerError
from assistant.words.typed import read_typed
from tests.core.conversation import engine

NOW = datetime(2026, 10, 25, 9, 0, tzinfo=LONDON)  # the morning after the clocks went back


def typed(fact: str, text: str, now: datetime = NOW) -> Answer:
    return read_typed(engine().pack.facts[fact], text, now)


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        ("age", "15", 15),
        ("age", " 15. ", 15),
        ("age", "about 15", 15),
        ("age", "15 years old", 15),
        ("age", "15-year-old", 15),
        ("age", "?", "unknown"),
        ("age", "I don't know", "unknown"),
        ("episodes_in_90_days", "3 times", 3),
        ("immediate_danger", "2", "no"),
        ("immediate_danger", "2)", "no"),
        ("immediate_danger", "YES!", "yes"),
        ("concerns", "none", []),
        ("concerns", "1, 3", ["missing", "trafficking"]),
        ("concerns", "3 1", ["missing", "trafficking"]),
        ("seraf_significant", "7 Current", {"unknown_vehicles": ["current"]}),
        ("seraf_significant", "7 both", {"unknown_vehicles": ["current", "recent"]}),
        ("seraf_significant", "7 recent, 7 now", {"unknown_vehicles": ["current", "recent"]}),
        ("seraf_significant", "7 recent, 7 current", {"unknown_vehicles": ["current", "recent"]}),
        ("returned_at", "2026-10-23 21:05", "2026-10-23T21:05"),
        ("returned_at", "just now", "2026-10-25T09:00"),
        ("returned_at", "yesterday at 18:30", "2026-10-24T18:30"),
        ("returned_at", "last night 23:30", "2026-10-24T23:30"),
        ("returned_at", "last night 00:30", "2026-10-25T00:30"),
        ("returned_at", "9 hours ago", "2026-10-25T01:00"),
    ],
)
def test_what_is_typed_is_what_is_taken(fact: str, text: str, answer: Answer | None) -> None:
    if answer is None:
        with pytest.raises(AnswerError):
            typed(fact, text)
    else:
        assert typed(fact, text) == answer


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("age", "-3"),
        ("age", "15.5"),
        ("age", "1.5"),
        ("age", "1,5"),
        ("age", "15-16"),
        ("age", "121"),
        ("age", "9" * 5000),
        ("immediate_danger", "-1"),
        ("immediate_danger", "0"),
        ("immediate_danger", "3"),
        ("immediate_danger", "1.2"),
        ("immediate_danger", "\u00b2"),
        ("immediate_danger", "9" * 5000),
        ("immediate_danger", ""),
        ("immediate_danger", "..."),
        ("task", "?"),
        ("task", "unknown"),
        ("cse_indicators", "1.2"),
        ("cse_indicators", "1-3"),
        ("seraf_significant", "7"),
        ("seraf_significant", "1.2 current"),
        ("returned_at", "25:00"),
        ("returned_at", "2026-02-30 10:00"),
    ],
)
def test_what_fits_no_answer_is_refused_in_one_short_sentence(fact: str, text: str) -> None:
    with pytest.raises(AnswerError) as error:
        typed(fact, text)
    assert str(error.value)
    assert len(str(error.value)) < 300
    assert "That could be" not in str(error.value)
