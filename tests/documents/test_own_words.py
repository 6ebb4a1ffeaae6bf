"""What was noticed in one's own words, and the notes, in the papers."""

from __future__ import annotations

from typing import Any

from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import said
from tests.core.conversation import engine
from tests.documents.cases import paper, tables
from tests.documents.test_chronology import kept_case, rows

SIGN = "unexplained_gifts"
LABEL = engine().pack.facts["cse_indicators"].option(SIGN).label
MARKED = f"{LABEL} (noticed in own words)"
OPEN: dict[str, Any] = {"concerns": [], "cse_indicators": ["misses_education"]}


def texts(of: Basis, kind: str) -> list[str]:
    return list(said(paper(of, kind)))


def test_an_item_is_marked_where_its_answer_stands() -> None:
    of = kept_case(("noticed", {"cse_indicators": [SIGN]}), **OPEN)
    other = engine().pack.facts["cse_indicators"].option("misses_education").label
    for kind in ("record", "referral", "plan"):
        assert any(f"{other}; {MARKED}" in text for text in texts(of, kind)), kind


def test_the_reason_of_a_tick_says_that_it_was_noticed() -> None:
    of = kept_case(
        ("noticed", {"seraf_moderate": ["drugs_misuse"]}),
        ("known", {"seraf_moderate.drugs_misuse": "told"}),
        record_seraf="yes",
        seraf_vulnerabilities=[],
        seraf_moderate=["staying_out_late"],
        seraf_significant={},
    )
    found = {r[0]: r[2] for r in tables(paper(of, "seraf"), "Moderate signs")[0].rows}
    assert found["Misuse of drugs (A2-27)"] == (
        "noticed in own words\nHow it is known: told by someone"
    )
    assert found["Stays out late (A2-21)"] == "not known"


def test_what_is_not_counted_is_in_the_record_with_the_reason() -> None:
    of = kept_case(("noticed", {"cse_indicators": [SIGN]}))
    found = texts(of, "record")
    at = found.index("What was noticed and is not used in the plan")
    assert LABEL in found[at + 1]
    assert "That question is not asked here, so this is not counted." in found[at + 1]
    assert "Your worry: Sexual exploitation" in found[at + 1]
    assert "What was noticed and is not used in the plan" not in texts(kept_case(), "record")


def test_the_chronology_says_what_was_noticed() -> None:
    last = rows(kept_case(("noticed", {"cse_indicators": [SIGN]})))[-1]
    assert last[1:3] == ("Designated lead", "Noticed")
    assert last[3] == f"{engine().pack.facts['cse_indicators'].short}: {LABEL}"


def test_notes_are_in_the_record_and_the_chronology_until_they_are_taken_back() -> None:
    of = kept_case(("note", {"text": "He came home.\nA red car."}))
    found = texts(of, "record")
    at = found.index("Notes")
    assert found[at + 1].startswith("Designated lead, Wednesday 25 November 2026")
    assert found[at + 2 : at + 4] == ["He came home.", "A red car."]
    assert rows(of)[-1][2:] == ("Note", "He came home.\nA red car.")
    number = len(of.log)
    back = kept_case(
        ("note", {"text": "He came home.\nA red car."}), ("note", {"takes_back": number})
    )
    assert "Notes" not in texts(back, "record")
    assert [row[3] for row in rows(back)[-2:]] == [
        "This note was taken back.",
        f"Took back the note in line: {number}",
    ]
