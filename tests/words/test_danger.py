"""What may say that somebody is in danger now is seen; what only sounds like it is not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from assistant.engine.due import LONDON
from assistant.flow.answers import AnswerError
from assistant.words.box import MOST_LETTERS, Box, Kind
from tests.core.conversation import engine

PACK = engine().pack
BOX = Box(PACK)
NOW = datetime(2026, 11, 25, 20, 0, tzinfo=LONDON)
TABLE = yaml.safe_load((Path(__file__).parent / "danger.yaml").read_text("utf-8"))
LONG = "We had a quiet evening and she ate her tea with the others as she always does. " * 10


@pytest.mark.parametrize("text", TABLE["danger"])
def test_danger_is_seen(text: str) -> None:
    assert BOX.in_danger(text)
    assert BOX.in_danger(f"I don't know what to do. {text.upper()}! She is 14")


@pytest.mark.parametrize("text", TABLE["not"])
def test_what_sounds_like_it_is_not(text: str) -> None:
    assert not BOX.in_danger(text)


def test_danger_at_the_end_of_what_is_too_long_is_seen() -> None:
    assert len(LONG) > MOST_LETTERS
    taken = BOX.read(PACK, ("task",), (), f"{LONG} Now he has a knife.", NOW)
    assert taken.kind is Kind.NOTHING
    assert taken.danger
    assert str(MOST_LETTERS) in taken.problem


def test_what_is_too_long_and_says_nothing_of_danger_is_told_so() -> None:
    with pytest.raises(AnswerError, match="too long"):
        BOX.read(PACK, ("task",), (), LONG, NOW)
