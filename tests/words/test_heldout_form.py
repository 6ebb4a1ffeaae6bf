"""The held-out phrases are well formed. What they say is judged by totals alone, elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.core.conversation import engine

TESTS = Path(__file__).parent.parent
SAMPLE = TESTS / "data" / "protocol" / "phrases" / "phrases.yaml"

LISTS = (
    "push_pull_factors",
    "cse_indicators",
    "port_of_entry_indicators",
    "sponsor_indicators",
    "resident_indicators",
    "internal_trafficking_indicators",
    "seraf_vulnerabilities",
    "seraf_moderate",
    "seraf_significant",
)
INDICATORS = {f"{name}:{value}" for name in LISTS for value in engine().pack.facts[name].values}

# Of each kind: how many there are at least, and in which ways its phrases may be judged.
KINDS: dict[str, tuple[int, set[str]]] = {
    "plain": (100, {"any_of"}),
    "misspelt": (25, {"any_of"}),
    "denial": (15, {"none"}),
    "mixed": (10, {"any_of"}),
    "several": (12, {"all_of"}),
    "other person": (4, {"any_of", "none"}),
    "old date": (4, {"any_of", "none"}),
    "might be": (4, {"any_of", "none"}),
    "innocent reason": (4, {"any_of", "none"}),
    "abroad": (4, {"any_of", "none"}),
    "unrelated": (12, {"none"}),
}
JUDGED = {"any_of", "all_of", "none"}

Phrase = dict[str, Any]


def bare(text: str) -> str:
    """The letters and digits alone, so that a comma makes no new phrase."""
    return "".join(c for c in text.casefold() if c.isalnum())


def accepted(phrase: Phrase) -> list[str]:
    """Every indicator that counts as found."""
    groups = phrase.get("all_of", [phrase.get("any_of", [])])
    return [indicator for group in groups for indicator in group]


PHRASES: list[Phrase] = yaml.safe_load((Path(__file__).parent / "heldout.yaml").read_text("utf-8"))[
    "phrases"
]
# By number: a name would print the phrase to whoever runs the tests.
each = pytest.mark.parametrize("phrase", PHRASES, ids=range(len(PHRASES)))


@each
def test_a_phrase_is_judged_in_one_way_that_its_kind_allows(phrase: Phrase) -> None:
    assert set(phrase) <= {"says", "register", "kind", "never"} | JUDGED
    for key in ("says", "register", "kind"):
        assert isinstance(phrase[key], str)
        assert phrase[key].strip() == phrase[key] != ""
    judged = JUDGED & set(phrase)
    assert len(judged) == 1
    assert judged <= KINDS[phrase["kind"]][1]
    assert phrase.get("none", True) is True
    assert ("never" in phrase) == (phrase["kind"] == "mixed")


@each
def test_what_a_phrase_names_is_in_the_pack(phrase: Phrase) -> None:
    never = phrase.get("never", [])
    assert set(accepted(phrase)) | set(never) <= INDICATORS
    assert not set(accepted(phrase)) & set(never)
    assert len(set(never)) == len(never)
    groups = phrase.get("all_of", [phrase["any_of"]] if "any_of" in phrase else [])
    assert all(group and len(set(group)) == len(group) for group in groups)
    assert "all_of" not in phrase or len(groups) >= 2


def test_there_are_enough_of_every_kind() -> None:
    counted = Counter(phrase["kind"] for phrase in PHRASES)
    assert len(PHRASES) >= 150
    assert {kind for kind, (least, _) in KINDS.items() if counted[kind] < least} == set()


def test_every_indicator_is_meant_by_a_plain_phrase() -> None:
    plain = (phrase for phrase in PHRASES if phrase["kind"] == "plain")
    assert INDICATORS - {indicator for phrase in plain for indicator in accepted(phrase)} == set()


def test_no_phrase_stands_twice_or_in_the_sample() -> None:
    held = Counter(bare(phrase["says"]) for phrase in PHRASES)
    assert max(held.values()) == 1
    sample = yaml.safe_load(SAMPLE.read_text("utf-8"))
    assert not set(held) & {bare(phrase["says"]) for phrase in sample}
