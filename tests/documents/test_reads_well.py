"""A paper says each thing once, contradicts nothing, and names no date of what never was."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.present.documents.blocks import Bullets, Field, said
from assistant.present.documents.filled import asked_fields
from assistant.present.groups import groups
from tests.core.conversation import engine
from tests.documents.cases import ALL, KINDS, after, basis, field, paper, tables, with_facts

SERAF = {
    "concerns": ["cse"],
    "record_seraf": "yes",
    "seraf_vulnerabilities": [],
    "seraf_moderate": [],
    "seraf_significant": {},
}


def word(key: str) -> str:
    return engine().pack.documents.words[key]


def test_a_discussion_that_was_not_held_has_no_date() -> None:
    label = "When the discussion was"
    kind = engine().pack.documents.kind("strategy")

    assert field(paper(basis("07"), "strategy"), label) == "does not apply"
    assert "discussion_on" not in {one.id for one in asked_fields(basis("07"), kind)}
    assert field(paper(basis("09"), "strategy"), label) == "not known"  # held, nobody knows when
    assert field(paper(basis("01"), "strategy"), label) == "not known"  # nobody knows if it was
    assert "discussion_on" in {one.id for one in asked_fields(basis("01"), kind)}


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ({"disability": "no"}, "Which disability"),
        ({"from_abroad": "no"}, "Alone, and seeking asylum"),
    ],
)
def test_a_field_that_cannot_apply_says_so_and_takes_nothing(
    answer: dict[str, str], label: str
) -> None:
    (name,) = (f.id for f in engine().pack.documents.kind("seraf").fields if f.label == label)
    known = paper(with_facts(**SERAF, **answer), "seraf", **{name: "typed all the same"})

    assert field(known, label) == "does not apply"
    assert field(paper(with_facts(**SERAF), "seraf"), label) == "not known"


def test_an_interview_that_is_still_to_be_held_has_room_for_what_comes_of_it() -> None:
    label, kind = "What came out of the interview", engine().pack.documents.kind("return-interview")
    ahead = paper(basis("03"), "return-interview")
    (room,) = (b for b in ahead.blocks if isinstance(b, Field) and b.label == label)

    assert (room.value, room.lines) == ("not known", 3)
    assert "outcome" in {one.id for one in asked_fields(basis("03"), kind)}
    held = with_facts(task="returned", return_interview_outcome="no_further_action")
    assert field(paper(held, "return-interview"), label) == held.answer("return_interview_outcome")
    assert "outcome" not in {one.id for one in asked_fields(held, kind)}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("kind", KINDS)
def test_that_the_plan_has_none_of_it_is_said_only_where_it_has_none(kind: str, name: str) -> None:
    of = basis(name)
    parts = [part for part in of.documents.kind(kind).parts if part.show == "plan"]
    items = {rule.file for rule in (item.rule for item in of.plan.items)}
    none = [part for part in parts if part.names and not items & set(part.names)]
    texts = list(said(paper(of, kind)))

    assert texts.count(word("nothing")) == len(none)
    assert word("no_answers") not in texts or name.startswith("18")  # nothing is known


@pytest.mark.parametrize("kind", ["referral", "strategy", "plan"])
def test_what_is_not_known_stands_among_the_gaps_and_not_among_the_answers_too(kind: str) -> None:
    document = paper(basis("03"), kind)
    gaps = after(document, "What is not known")[0]
    rows = [row for table in tables(document, "What was asked") for row in table.rows]

    assert isinstance(gaps, Bullets)
    assert "Moved by someone: not known" in gaps.lines
    asked = [row[0] for row in rows]
    assert "Has someone brought, sent or moved the child, or recruited them?" not in asked
    assert [line for line, times in Counter(gaps.lines).items() if times > 1] == []


def test_what_was_ticked_as_unknown_is_a_gap_and_not_an_answer() -> None:
    of = with_facts(**SERAF, seraf_unknown=["sexual_abuse"])
    document = paper(of, "referral")
    gaps = after(document, "What is not known")[0]

    assert isinstance(gaps, Bullets)
    assert "Not known yet: Sexual abuse" in gaps.lines
    unticked = paper(with_facts(**SERAF), "referral")
    assert "Not known yet" not in " ".join(said(unticked))


def test_a_listener_is_not_told_what_only_this_guide_wants_to_know() -> None:
    asked = engine().pack.facts["record_seraf"].ask
    for kind in ("record", "referral", "strategy"):
        assert asked not in " ".join(said(paper(basis("03"), kind)))
    assert asked in " ".join(said(paper(basis("03"), "plan")))


@pytest.mark.parametrize("kind", KINDS)
def test_that_nobody_said_how_it_is_known_is_said_once(kind: str) -> None:
    texts = list(said(paper(basis("03"), kind)))

    assert texts.count(word("how_not_said")) <= 1


def test_a_question_about_these_is_told_from_others_by_its_name() -> None:
    asked = {
        row[0] for t in tables(paper(basis("08"), "record"), "What was asked") for row in t.rows
    }

    assert "Vulnerabilities: Which of these are true for the child?" in asked
    assert [text for text in asked if text.startswith("Which of these")] == []


def test_a_contact_is_told_in_full_once_and_in_short_after_that() -> None:
    document = paper(basis("03"), "plan")
    texts = list(said(document))
    hours = "After the call, send it in writing within 48 hours."
    named = [
        b for b in document.blocks if isinstance(b, Field) and b.value == "Children's social care"
    ]
    first = next(
        item
        for _, items in groups(basis("03").items)
        for item in items
        if any(contact.id == "childrens_social_care" for contact in item.contacts)
    )
    again = word("contact_again").replace("{step}", first.text)

    assert len(named) > 3
    full = [i for i, text in enumerate(texts) if hours in text and "0845 671 0271" in text]
    assert len([i for i in full if texts[i - 2] == "Contact: Children's social care"]) == 1
    short = [texts[i - 1] for i, text in enumerate(texts) if text == again]
    assert len(short) == len(named) - 1
    # The number still stands there, with what speaks against it right behind.
    assert all("0845 671 0271. Check this." in text for text in short)


@pytest.mark.parametrize("kind", ["referral", "return-interview", "strategy"])
def test_other_papers_have_the_steps_in_short_with_who_and_when(kind: str) -> None:
    of = basis("03")
    (steps,) = tables(paper(of, kind), word("what"))
    rows = {row[0]: row[1:] for row in steps.rows}
    files = {f for p in of.documents.kind(kind).parts if p.show == "plan" for f in p.names}

    assert set(rows) == {i.text for i in of.plan.items if i.rule.file in files}
    for item in of.plan.items:
        if item.rule.file in files:
            who, _, rests, status = rows[item.text]
            assert who == ("Staff in a children's home" if item.yours else item.owner)
            assert all(row in rests for row in item.clauses)
            assert status == "not marked as done"
    if kind != "strategy":
        interview = "Hold a return interview with the child, at most 72 hours after they come back"
        assert rows[interview][1].startswith(
            "by Wednesday 25 November 2026, 10:30 pm (within 72 hours"
        )


def test_what_has_changed_about_the_steps_stands_once_under_its_step() -> None:
    texts = list(said(paper(basis("03"), "referral")))
    check = "Make any safe and well check as well as the return interview, not in place of it"
    (at,) = (i for i, text in enumerate(texts) if "prevention interview" in text)

    assert texts[at - 1] == check


def test_a_referral_has_the_score_where_the_form_was_filled_in() -> None:
    assert field(paper(basis("07"), "referral"), "SERAF score") == "17"
    assert "SERAF score" not in " ".join(said(paper(basis("03"), "referral")))


def test_a_score_that_nothing_can_change_says_so() -> None:
    said_of = field(paper(basis("07"), "seraf"), "How far it could go")
    open_case = {**SERAF, "seraf_moderate": "unknown"}

    assert (
        said_of == "It stays at 17 points (category 4). Nothing that is not known could change it."
    )
    low = field(paper(with_facts(**open_case), "seraf"), "How far it could go")
    assert low.startswith("From 0 points (category 1) to ")
