"""Another language is told from English in short texts too; English is hardly ever taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.cli.main import main
from assistant.engine.due import LONDON
from assistant.words.ask import Why
from assistant.words.box import Box, Kind
from assistant.words.language import english_of
from assistant.words.suggest import Suggester
from tests.core.conversation import engine
from tests.words.test_ask import asker

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 25, 22, 0, tzinfo=LONDON)
FOREIGN: dict[str, list[str]] = yaml.safe_load((HERE / "foreign.yaml").read_text())
SHORT = ["ona ma nowy telefon", "tiene un teléfono nuevo", "nie wróciła do domu"]


def is_foreign(text: str) -> bool:
    return english_of(engine().pack).is_foreign(text)


@cache
def box() -> Box:
    return Box(engine().pack)


def english() -> Iterator[str]:
    tuning = yaml.safe_load((HERE / "tuning.yaml").read_text())["phrases"]
    phrases = yaml.safe_load((HERE.parent / "data/protocol/phrases/phrases.yaml").read_text())
    yield from (one["says"] for one in (*tuning, *phrases))
    for name in ("asked.yaml", "asked_unseen.yaml", "asked_fresh.yaml", "asked_frightened.yaml"):
        found = yaml.safe_load((HERE / name).read_text())
        yield from (one["ask"] for one in found["questions"])


def test_english_is_taken_for_another_language_once_in_two_hundred_at_most() -> None:
    texts = list(english())
    assert len(texts) > 500
    assert sum(map(is_foreign, texts)) <= len(texts) / 200


def test_nine_in_ten_of_other_languages_are_told_so() -> None:
    texts = [text for each in FOREIGN.values() for text in each]
    assert sum(map(is_foreign, texts)) >= 0.9 * len(texts)


@pytest.mark.parametrize("text", SHORT)
def test_it_is_told_wherever_it_is_typed(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    says = engine().pack.asking.says["foreign"]
    assert Suggester(engine().pack).suggest(text) == ()
    assert (asker().ask(text).why, asker().ask(text).says) == (Why.FOREIGN, says)
    for names in ((), ("age",), ("cse_indicators",)):
        taken = box().read(engine().pack, names, (), text, NOW)
        assert (taken.kind, taken.problem, taken.fact) == (Kind.NOTHING, says, "")
    assert main(["suggest", text]) == 0
    assert " ".join(capsys.readouterr().out.split()) == says


@pytest.mark.parametrize(
    "text",
    [
        "Ella has a new phone", "Maria and José went to the café", "skl agen", "gng to a hotel",
        "telefon", "he od'd", "la wont help", "dun a runner", "her ma is ill", "no me neither",
        "new trainers", "sti", "asleep in class", "vape", "uber at midnight", "Nowak",
    ],
)  # fmt: skip
def test_names_slang_and_single_words_are_english(text: str) -> None:
    assert not is_foreign(text)
