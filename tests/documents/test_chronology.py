"""The chronology and the deeds in a plan: every entry is there, with its time and the role."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry
from assistant.flow.answers import Answer, Facts
from assistant.present.documents.basis import Basis, basis_of_turn
from assistant.present.documents.blocks import Table, said
from assistant.present.documents.chronology import MOST
from tests.core.conversation import engine, log_of
from tests.documents.cases import basis, field, paper, tables

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=LONDON)


def kept_case(*acts: tuple[str, dict[str, object]], **more: Answer) -> Basis:
    """A case on a server, walked by a designated lead, and then what was done about its items."""
    store = MemoryStore()
    service = Service(store, Shelf(engine(), store), lambda: NOW)
    token = service.open()
    facts: Facts = {"task": "worried", "role": "designated_lead", "concerns": ["cse"], "age": 14}
    facts |= more
    sent: list[tuple[str, str, dict[str, object]]] = [
        ("answer", entry.step, dict(entry.value)) for entry in log_of(facts)
    ]
    for act, value in acts:  # an event has its name with it
        kind, _, step = act.partition(" ")
        sent.append((kind, step, value))
    for number, (kind, step, value) in enumerate(sent):
        seq = service.turn(token).seq
        outcome = service.submit(
            token, Submission(f"token-{number:04}", kind, step, value, "", seq)
        )
        assert outcome.refusal is None, outcome.refusal
    return basis_of_turn(service.turn(token))


def rows(of: Basis) -> tuple[tuple[str, ...], ...]:
    return tables(paper(of, "chronology"), "When")[0].rows


def test_each_entry_has_its_time_and_role() -> None:
    found = rows(kept_case(("tick", {"item": "refer", "done": "yes"})))

    assert {row[0] for row in found} == {"Wednesday 25 November 2026, 9:00 am"}
    assert found[-1][1:3] == ("Designated lead", "Done or not")
    assert found[-1][3] == f"What: {engine().pack.rule('refer').do}\nDone: Yes"
    assert "Danger now: I don't know" in found[0][3]


def test_a_case_file_has_no_times() -> None:
    assert {row[0] for row in rows(basis("02"))} == {"time not known"}


def with_entry(kind: str, value: dict[str, object]) -> Basis:
    of = kept_case()
    entry = Entry(len(of.log) + 1, kind, "", value, "social_worker", NOW)  # type: ignore[arg-type]
    return replace(of, log=[*of.log, entry])


def test_an_event_shows_by_the_table_of_the_pack() -> None:
    value: dict[str, object] = {
        "event": "child_is_back",
        "facts": {"returned_at": "2026-11-25T08:00"},
    }
    last = rows(with_entry("event", value))[-1]

    assert last[1:3] == ("Social worker", "What happened")
    assert "Came back: Wednesday 25 November 2026, 8:00 am" in last[3]


def test_an_event_says_what_happened_and_what_still_stands_from_before() -> None:
    of = kept_case(
        ("tick", {"item": "ring-police-now", "done": "yes", "at": "2026-11-24T10:00"}),
        ("event child-back", {"at": "2026-11-25T07:00", "immediate_danger": "no"}),
        (
            "event missing-again",
            {"at": "2026-11-25T08:00", "immediate_danger": "no", "police_informed": "no"},
        ),
        task="missing_now",
        looked_after="yes",
    )
    ticked, _, last = rows(of)[-3:]
    words = list(said(paper(of, "plan")))

    assert "When: Tuesday 24 November 2026, 10:00 am" in ticked[3]
    assert last[2] == "What happened: The child is missing again"
    assert "When: Wednesday 25 November 2026, 8:00 am" in last[3]
    # Of all that the event calls for again, only what was done before is news.
    ring = engine().pack.rule("ring-police-now").do
    assert [line for line in last[3].split("\n") if "done again" in line] == [
        f"To be done again: {ring}"
    ]
    assert "[" not in last[3]
    assert "return-interview-in-care" in {item.id for item in of.kept}
    assert "Still open from before" in words
    assert {item.text for item in of.kept} <= set(words)
    before = "Done before, 10:00 am, Tuesday 24 November. Since then it is called for again."
    assert before in words


def test_a_kind_that_nobody_has_named_is_still_there() -> None:
    last = rows(with_entry("something_new", {"colour": "blue"}))[-1]

    assert last[2:] == ("something new", "colour: blue")


def test_how_an_answer_is_known_stands_beside_it() -> None:
    of = with_entry("known", {"age": "told", "concerns": "inferred"})
    words = [row for table in tables(paper(of, "referral"), "What was asked") for row in table.rows]
    how = {row[0]: row[2] for row in words if len(row) == 3}

    assert how["Your worry: What do you think may be going on?"] == "worked out"
    assert how["Is the child in danger right now?"] == ""  # it is not known itself
    assert "How it is known" in rows(of)[-1]


def test_what_was_not_done_says_why_and_nothing_else() -> None:
    of = kept_case(("tick", {"item": "refer", "done": "no", "because": "Nobody picked up"}))
    texts = list(said(paper(of, "plan")))
    at = texts.index(engine().pack.rule("refer").do)
    (status,) = (text for text in texts[at:] if "Nobody picked up" in text)

    assert status.startswith("Done or not: Not done, because: Nobody picked up (Designated lead, ")
    (steps,) = tables(paper(of, "referral"), "What to do")
    row = next(row for row in steps.rows if row[0] == engine().pack.rule("refer").do)
    assert row[4] == status.removeprefix("Done or not: ")


def test_the_reason_of_a_tick_says_how_it_is_known() -> None:
    of = kept_case(
        ("known", {"seraf_moderate.staying_out_late": "told"}),
        record_seraf="yes",
        seraf_vulnerabilities=[],
        seraf_moderate=["staying_out_late", "drugs_misuse"],
        seraf_significant={},
    )

    def why(**typed: str) -> dict[str, str]:
        return {r[0]: r[2] for r in tables(paper(of, "seraf", **typed), "Moderate signs")[0].rows}

    late, drugs = "Stays out late (A2-21)", "Misuse of drugs (A2-27)"
    assert why()[late] == "How it is known: told by someone"
    assert why()[drugs] == "not known"
    typed = why(**{"why.staying_out_late": "Mum says so"})
    assert typed[late] == "Mum says so\nHow it is known: told by someone"


def test_where_nobody_said_how_anything_is_known_that_is_said() -> None:
    document = paper(kept_case(), "referral")

    assert engine().pack.documents.words["how_not_said"] in list(said(document))


def test_a_long_log_is_not_shown_short_in_silence() -> None:
    of = basis("02")
    one = of.log[0]
    long = replace(of, log=[replace(one, seq=n, at=NOW + timedelta(0, n)) for n in range(MOST + 7)])
    document = paper(long, "chronology")

    assert len(tables(document, "When")[0].rows) == MOST
    assert "7 earlier entries are left out here" in " ".join(said(document))


def test_the_plan_says_what_was_done_and_decided_and_by_whom() -> None:
    reason = "The family has moved.\n#let x = 1"
    of = kept_case(
        ("tick", {"item": "refer", "done": "yes"}),
        ("decide", {"item": "strategy-discussion", "because": reason}),
    )
    words = list(said(paper(of, "plan")))
    when = "9:00 am, Wednesday 25 November"

    marked = "this is when it was marked as done"
    assert f"Done or not: Done ({when}, Designated lead; {marked})" in words
    assert f"Decided otherwise, because: {reason} (Designated lead, {when})" in words
    assert (
        words.count("Done or not: not marked as done")
        == sum(not item.caution for item in of.items) - 1
    )


def test_what_was_done_and_left_the_plan_is_still_told() -> None:
    of = kept_case(
        ("tick", {"item": "ring-999", "done": "yes"}),
        ("change", {"immediate_danger": "no"}),
    )
    words = list(said(paper(of, "plan")))

    assert "No longer in the plan" in words
    assert any("Designated lead" in text for text in words if text.startswith("Done or not: Done"))


def test_a_plan_that_is_not_whole_says_so() -> None:
    of = basis("02")
    begun = replace(of, position=engine().replay(log_of({"task": "worried"}, 2)))

    assert engine().pack.documents.words["so_far"] in list(said(paper(begun, "plan")))
    assert engine().pack.documents.words["so_far"] not in list(said(paper(of, "plan")))


def test_a_table_has_a_cell_under_each_head() -> None:
    for kind in engine().pack.documents.kinds:
        for block in paper(kept_case(), kind.id).blocks:
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} <= {len(block.heads)}
                assert len(block.shares) == len(block.heads)


def test_the_case_that_is_kept_gives_its_answers_to_the_form() -> None:
    assert field(paper(kept_case(), "referral"), "Age") == "14"
    assert field(paper(kept_case(), "referral"), "Your role") == "Designated lead"
