"""Each kind of paper has its required fields, and every gap in them is named."""

from __future__ import annotations

import pytest

from assistant.present.documents.blocks import Bullets, Document, Field, Heading, said
from assistant.present.documents.filled import asked_fields
from tests.core.conversation import engine
from tests.documents.cases import KINDS, basis, field, paper, tables, with_facts

REQUIRED = {
    "record": [
        "child_name", "written_by", "written_at",
        "child_words", "your_words", "day_and_time", "place", "who_was_there",
        "seen", "heard", "told", "thought", "told_whom",
    ],
    "plan": ["child_name", "reference"],
    "referral": [
        "referrer", "referrer_role", "referrer_service", "referred_at", "taken_by",
        "child_name", "birth", "age", "gender", "ethnicity", "languages", "address", "area",
        "family", "school", "doctor", "child_view", "happened", "sharing_reason",
    ],
    "seraf": [
        # A2-1 to A2-9, in the form's own order
        "worker", "how", "referrer", "referrer_contact", "child_name", "council", "known_since",
        "assessed_on", "age", "birth", "legal_status", "from_abroad", "asylum", "status",
        "status_more", "ethnicity", "gender", "disability", "disability_more", "languages",
        "procedures", "procedures_when", "youth_justice", "support", "agencies", "before",
        "before_when", "all_wales", "all_wales_when",
        "discussed_with", "discussed_on", "discussed_came_to",
        "more",
    ],
    "return-interview": [
        "child_name", "interviewer", "held_at", "present", "returned", "missing_from", "times",
        "child_words", "outcome", "agreed", "told",
    ],
    "strategy": [
        "child_name", "meeting_at", "chair", "notes_by", "discussion", "discussion_on",
        "safety", "review", "recovery", "referrer_told",
    ],
    "chronology": ["child_name", "reference"],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_required_fields(kind: str) -> None:
    assert [one.id for one in engine().pack.documents.kind(kind).fields] == REQUIRED[kind]


def test_there_are_seven_kinds() -> None:
    assert tuple(kind.id for kind in engine().pack.documents.kinds) == KINDS


def test_the_seraf_carries_every_row_of_appendix_2() -> None:
    low = paper(basis("09"), "seraf")  # one significant sign and a low score
    words = " ".join(said(low))
    rows = {f"A2-{number}" for number in range(1, 49)}
    fields = engine().pack.documents.kind("seraf").fields
    cited = {row for one in fields for row in one.clauses}

    in_lists = {f"A2-{number}" for number in range(10, 40)}
    assert {row for row in in_lists if f"({row})" in words} == in_lists
    assert {
        "A2-1",
        "A2-2",
        "A2-3",
        "A2-4",
        "A2-5",
        "A2-6",
        "A2-7",
        "A2-8",
        "A2-9",
        "A2-48",
    } <= cited
    assert "(A2-45)" in words
    assert "(A2-46)" in words
    # A2-40 to A2-44 and A2-47 are the points and bands by which the sum beneath is made.
    assert rows - in_lists - cited == {f"A2-{n}" for n in range(40, 48)}


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_has_to_fill_in_anything(kind: str) -> None:
    document = paper(basis("18"), kind)

    empty = [b for b in document.blocks if isinstance(b, Field) and not b.value]
    assert empty == []
    assert "not known" in " ".join(said(document))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_stands_in_the_paper(kind: str) -> None:
    of = basis("09")
    kinds = engine().pack.documents.kind(kind)
    typed = {one.id: f"typed {one.id}" for one in asked_fields(of, kinds)}
    words = " ".join(said(paper(of, kind, **typed)))

    assert typed
    assert [value for value in typed.values() if value not in words] == []


def test_what_the_case_knows_is_not_asked_again() -> None:
    of = basis("08")
    asked = {one.id for one in asked_fields(of, engine().pack.documents.kind("seraf"))}

    assert not {"age", "council", "disability"} & asked
    assert {"why.isolated_from_peers", "why.staying_out_late", "why.exploitation_areas"} <= asked
    assert field(paper(of, "seraf", age="99"), "Age") == "12"


def test_an_unknown_age_can_be_typed() -> None:
    assert field(paper(basis("18"), "seraf", age="about 14"), "Age") == "about 14"


def test_every_tick_of_the_seraf_has_its_reason_or_says_that_it_is_not_known() -> None:
    document = paper(basis("08"), "seraf", **{"why.staying_out_late": "Seen at 2 am, twice"})
    moderate = {row[0]: row[1:] for row in tables(document, "Moderate signs")[0].rows}
    significant = {row[0]: row[1:] for row in tables(document, "Significant signs")[0].rows}

    assert moderate["Stays out late (A2-21)"] == ("Ticked", "Seen at 2 am, twice")
    assert moderate["Misuse of drugs (A2-27)"] == ("Not ticked", "")
    areas = "Spends time in areas known for sexual exploitation (A2-39)"
    assert significant[areas] == ("Not ticked", "Ticked", "not known")
    assert tables(document, "Vulnerabilities")[0].heads[1] == "Ticked"
    assert tables(document, "Moderate signs")[0].heads[1] == "Now, or in the last 6 months"
    assert tables(document, "Significant signs")[0].heads[1:3] == (
        "6 to 12 months ago",
        "Now, or in the last 6 months",
    )


def test_the_seraf_shows_its_score_with_lines_category_range_and_extra_rules() -> None:
    document = paper(basis("08"), "seraf")

    assert field(document, "SERAF score") == "13"
    assert field(document, "Category of risk") == "3. Moderate risk"
    assert "13 points (category 3)" in field(document, "How far it could go")
    lines = tables(document, "Points")[0].rows
    assert sum(int(row[0]) for row in lines) == 13
    assert tables(document, "For")[0].rows == (
        ("Physical or learning disability (A2-45)", "1", "Yes"),
        ("Under 13 with a significant sign (A2-46)", "5", "Yes"),
    )


def test_the_extra_rule_of_an_unknown_age_is_not_known() -> None:
    answers = {
        "concerns": ["cse"],
        "record_seraf": "yes",
        "seraf_vulnerabilities": [],
        "seraf_moderate": [],
        "seraf_significant": {"unknown_vehicles": ["current"]},
        "disability": "no",
    }
    unknown = tables(paper(with_facts(**answers), "seraf"), "For")[0].rows
    fourteen = tables(paper(with_facts(**answers, age=14), "seraf"), "For")[0].rows

    assert [row[2] for row in unknown] == ["No", "not known"]
    assert [row[2] for row in fourteen] == ["No", "No"]


def _has_talk(document: Document) -> bool:
    return any(
        isinstance(b, Field) and b.label.startswith("Who talked it over") for b in document.blocks
    )


def test_the_talk_of_a_low_score_stands_only_where_it_applies() -> None:
    assert _has_talk(paper(basis("09"), "seraf"))
    assert not _has_talk(paper(basis("08"), "seraf"))


def test_a_seraf_that_was_not_filled_in_has_no_score() -> None:
    document = paper(basis("02"), "seraf")

    assert field(document, "SERAF score") == "not known"
    assert field(document, "Category of risk") == "not known"
    assert {row[1] for row in tables(document, "Vulnerabilities")[0].rows} == {"not known"}


def test_the_referral_names_each_gap() -> None:
    document = paper(basis("18"), "referral")
    at = next(
        i for i, b in enumerate(document.blocks) if getattr(b, "text", "") == "What is not known"
    )
    gaps = document.blocks[at + 1]

    assert isinstance(gaps, Bullets)
    assert "Age: not known" in gaps.lines
    assert "Danger now: not known" in gaps.lines


@pytest.mark.parametrize(
    ("kind", "checklists"),
    [
        ("return-interview", ["return-interview"]),
        ("strategy", ["attendees", "agenda", "safety-plan", "written-plan"]),
    ],
)
def test_a_guide_has_every_point_of_its_checklists(kind: str, checklists: list[str]) -> None:
    words = " ".join(said(paper(basis("18"), kind)))
    found = [one for one in engine().pack.checklists if one.id in checklists]

    assert len(found) == len(checklists)
    assert [item.text for one in found for item in one.items if item.text not in words] == []


def test_a_guide_says_that_the_plan_does_not_call_for_it() -> None:
    note = engine().pack.documents.words["not_called_for"]

    assert note in " ".join(said(paper(basis("18"), "strategy")))
    assert note not in " ".join(said(paper(basis("08"), "strategy")))


@pytest.mark.parametrize("kind", KINDS)
def test_each_paper_says_what_it_rests_on(kind: str) -> None:
    document = paper(basis("07"), kind)
    words = " ".join(said(document))

    assert engine().pack.protocol.title in words
    assert engine().pack.version in words
    assert "Made on" in words
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
