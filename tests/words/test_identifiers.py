"""What may show who somebody is, is found in a text; and nothing else is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import astuple

from assistant.cases.packs import open_pack
from assistant.words.identifiers import MOST, Found, find

ROOT = Path(__file__).parent.parent.parent
TABLE = yaml.load(
    (ROOT / "tests" / "data" / "identifiers.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
YEAR = 2026


def by_kind(found: Iterable[Found]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one.words)
    return kinds


@pytest.mark.parametrize("row", TABLE["caught"], ids=lambda row: row["text"])
def test_what_shows_who_somebody_is_is_caught(row: dict[str, Any]) -> None:
    wanted = {kind: words for kind, words in row.items() if kind != "text"}
    assert by_kind(find(row["text"], YEAR)) == wanted


@pytest.mark.parametrize("text", TABLE["left"])
def test_plain_words_are_left_alone(text: str) -> None:
    assert find(text, YEAR) == ()


def test_the_table_is_broad() -> None:
    assert len(TABLE["caught"]) >= 60
    assert len(TABLE["left"]) >= 60
    kinds = {kind for row in TABLE["caught"] for kind in row} - {"text"}
    assert kinds == {"email", "handle", "phone", "nhs", "postcode", "birth", "name"}


def test_words_are_told_in_their_order_and_as_they_were_typed() -> None:
    text = "PO1 3AX: “Zoë  Müller”, and\u00a007700\u00a0900123"
    assert [found.words for found in find(text, YEAR)] == [
        "PO1 3AX",
        "Zoë  Müller",
        "07700\u00a0900123",
    ]


@pytest.mark.parametrize("wrong", range(9))
def test_a_number_with_another_check_digit_is_no_nhs_number(wrong: int) -> None:
    assert find(f"943476591{wrong}", YEAR) == ()


def test_a_childs_age_moves_with_the_year() -> None:
    assert by_kind(find("a girl, 1/2/2012", 2026)) == {"birth": ["1/2/2012"]}
    assert find("a girl, 1/2/2012", 2031) == ()
    assert find("a girl, 1/2/2012", 2016) == ()


def test_every_answer_of_the_guide_goes_straight_through() -> None:
    pack = open_pack()
    for fact in pack.facts.values():
        for option in fact.options:
            for text in (option.label, option.label.lower(), option.help):
                assert find(text, YEAR) == (), text
        for text in fact.times.quick if fact.times else ():
            assert find(text, YEAR) == (), text


def texts(found: object) -> Iterable[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, Struct):
        yield from texts(astuple(found))
    elif isinstance(found, Mapping):
        yield from texts(tuple(found.values()))
    elif isinstance(found, tuple | list):
        for one in found:
            yield from texts(one)


def test_what_the_guide_itself_says_names_nobody() -> None:
    """Rules, terms, checklists and principles: people copy their words."""
    pack = open_pack()
    for part in (pack.rules, pack.terms, pack.checklists, pack.principles, pack.facts):
        for text in texts(part):
            assert by_kind(find(text, YEAR)).keys() <= {"phone", "email"}, text


def test_no_pattern_looks_behind() -> None:
    """One that does stops the whole script in browsers that the page is built for."""
    rules = (ROOT / "assistant" / "words" / "identifiers.json").read_text()
    assert "(?<" not in rules
    assert not re.search(r"\(\?P", rules)


def test_page_and_server_read_the_same_rules() -> None:
    theirs = ROOT / "static" / "src" / "js" / "identifiers.json"
    ours = ROOT / "assistant" / "words" / "identifiers.json"
    assert json.loads(theirs.read_text()) == json.loads(ours.read_text())


@pytest.mark.parametrize(
    "text", ["Aa " * 9000, "0" * 30_000, "a.b-" * 9000, "@" * 9000, "1/" * 9000]
)
def test_a_long_text_is_looked_at_as_far_as_any_box_goes(text: str) -> None:
    assert find(f"{text}PO1 3AX", YEAR) == find(text[:MOST], YEAR)
