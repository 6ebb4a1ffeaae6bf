"""Ticks and decisions: what is taken, what is refused, and what comes of them."""

from datetime import datetime, timedelta

import pytest

from assistant.engine.deed_entries import checked_deed, may_decide, read_reason, read_value
from assistant.engine.deeds import Deed, deeds
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry, Refusal
from assistant.engine.plan import Plan, make_plan
from assistant.flow.answers import Facts
from tests.core.conversation import engine

AT = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)
MISSING: Facts = {"immediate_danger": "yes", "task": "missing_now"}


def plan(answers: Facts) -> Plan:
    view = engine().view(answers)
    return make_plan(engine().program, engine().counted(answers, view), view)


def said(kind: str, minutes: int, by: str = "frontline", **value: str) -> Entry:
    return Entry(minutes, kind, "", dict(value), by, AT + timedelta(minutes=minutes))


def words(item: str) -> str:
    return f"words of {item}"


def of(*log: Entry, answers: Facts = MISSING) -> dict[str, Deed]:
    return deeds(log, plan(answers), words)


def test_an_item_is_done_from_when_it_was_first_ticked() -> None:
    first, second = said("tick", 1, item="ring-999", done="yes"), said("tick", 2, "police")
    again = Entry(2, "tick", "", dict(first.value), second.by, second.at)
    (deed,) = of(first, again).values()
    assert (deed.item, deed.in_plan) == ("ring-999", True)
    assert deed.text == plan(MISSING).items[0].text
    assert (deed.done_at, deed.done_by) == (first.at, "frontline")
    assert deed.decision is None


def test_an_item_can_be_unticked_and_ticked_anew() -> None:
    yes, no = {"item": "ring-999", "done": "yes"}, {"item": "ring-999", "done": "no"}
    back = of(said("tick", 1, **yes), said("tick", 2, **no))["ring-999"]
    assert back.done_at is None
    assert back.not_done
    assert (back.not_done.because, back.not_done.at) == ("", AT + timedelta(minutes=2))
    deed = of(said("tick", 1, **yes), said("tick", 2, **no), said("tick", 3, **yes))["ring-999"]
    assert deed.done_at == AT + timedelta(minutes=3)


def test_the_latest_decision_counts_and_an_empty_one_takes_it_back() -> None:
    first = said("decide", 1, "manager", item="tell-police", because="They know.")
    second = said("decide", 2, "met_lead", item="tell-police", because="They were told at 9.")
    back = said("decide", 3, "met_lead", item="tell-police", because="")
    decision = of(first, second)["tell-police"].decision
    assert decision
    assert (decision.because, decision.by, decision.at) == (
        "They were told at 9.",
        "met_lead",
        second.at,
    )
    assert of(first, second, back) == {}


def test_what_was_done_and_left_the_plan_is_still_there_and_says_so() -> None:
    tick = said("tick", 1, item="ring-999", done="yes")
    reason = said("decide", 2, "manager", item="ring-999", because="No.")
    deed = of(tick, reason, answers={"immediate_danger": "no", "task": "worried"})["ring-999"]
    assert not deed.in_plan
    assert deed.text == "words of ring-999"
    assert deed.done_at == tick.at
    assert deed.decision


def test_deeds_stand_in_the_order_of_the_plan_and_then_as_they_came() -> None:
    items = [item.id for item in plan(MISSING).items]
    log = [said("tick", n, item=i, done="yes") for n, i in enumerate(["y", *items[::-1], "x"])]
    assert list(of(*log)) == [*items, "y", "x"]


@pytest.mark.parametrize("kind", ["tick", "decide"])
def test_an_item_must_be_in_the_plan_or_have_been_touched(kind: str) -> None:
    rest = {"done": "yes"} if kind == "tick" else {"because": "We met."}
    entry = Entry(1, kind, "a-step", {"item": "refer-nowhere", **rest})
    refusal = checked_deed(engine().pack, plan(MISSING), [], entry, decides=True)
    assert refusal == Refusal("That is not in the plan.")
    before = said("tick", 1, item="refer-nowhere", done="no")
    checked = checked_deed(engine().pack, plan(MISSING), [before], entry, decides=True)
    assert isinstance(checked, Entry)
    assert (checked.value, checked.step) == (entry.value, "")


def test_to_decide_is_only_for_those_who_may_and_never_against_the_emergency() -> None:
    pack, rule = engine().pack, engine().pack.emergency.rule
    other = plan(MISSING).items[1].id
    for item, decides, words in ((rule, True, "always stands"), (other, False, "not for the role")):
        entry = Entry(1, "decide", "", {"item": item, "because": "We met."})
        refusal = checked_deed(pack, plan(MISSING), [], entry, decides=decides)
        assert isinstance(refusal, Refusal)
        assert words in refusal.message


ODD: list[tuple[str, dict[str, object]]] = [
    ("tick", {}),
    ("tick", {"item": "ring-999"}),
    ("tick", {"item": "ring-999", "done": "maybe"}),
    ("tick", {"item": "ring-999", "done": ["yes"]}),
    ("tick", {"item": 5, "done": "yes"}),
    ("tick", {"item": "ring-999", "done": "yes", "because": "x"}),
    ("decide", {}),
    ("decide", {"item": "ring-999", "because": None}),
    ("decide", {"item": ["ring-999"], "because": "x"}),
    ("decide", {"item": "ring-999", "because": "x", "done": "yes"}),
]


@pytest.mark.parametrize(("kind", "value"), ODD)
def test_another_shape_is_refused(kind: str, value: dict[str, object]) -> None:
    refusal = read_value(kind, value)
    assert isinstance(refusal, Refusal)
    assert '"value"' in refusal.message


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("We met.", "We met."),
        ("  We met. \r\n\r\n Mum agreed.\n", "We met.\n\nMum agreed."),
        ("one\rtwo\u2028three", "one\ntwo\nthree"),
        ("a\tb\u00a0c\u202fd", "a b c d"),
        ("<b>é 你 🙂</b>", "<b>é 你 🙂</b>"),
        ("x" * 500 + " \n", "x" * 500),
        (" \r\n\t", ""),
        ("", ""),
    ],
)
def test_a_reason_is_kept_with_plain_spaces_and_plain_line_ends(raw: str, kept: str) -> None:
    assert read_reason(raw) == kept


@pytest.mark.parametrize(
    "raw", ["x" * 501, "a\x00b", "a\x1b[2Jb", "a\x0bb", "\x85", "a\u202eb", "\ud800", "\ufffe"]
)
def test_a_reason_that_is_too_long_or_cannot_be_shown_is_refused(raw: str) -> None:
    assert isinstance(read_reason(raw), Refusal)


LEADS = {"designated_lead", "manager", "met_lead", "social_worker"}


@pytest.mark.parametrize("task", engine().pack.facts["task"].values)
@pytest.mark.parametrize("others", engine().pack.facts["role"].values)
def test_leads_and_social_care_may_decide_by_their_own_role_not_the_cases(
    task: str, others: str
) -> None:
    log = [
        Entry(1, "answer", "danger", {"immediate_danger": "no"}),
        Entry(2, "answer", "task", {"task": task}),
        Entry(3, "handover", "", {"role": others}, holder=2),
    ]
    position = engine().replay(log)
    may = {r for r in engine().pack.facts["role"].values if may_decide(engine(), position, r)}
    assert may == LEADS
    assert not may_decide(engine(), position, "")
    assert not may_decide(engine(), position, "unknown")


def test_a_tick_says_when_it_was_done_and_a_later_time_puts_it_right() -> None:
    first = said("tick", 1, item="ring-999", done="yes")
    second = said("tick", 2, item="ring-999", done="yes", at="2026-11-23T20:50")
    assert of(first, second)["ring-999"].done_at == datetime(2026, 11, 23, 20, 50, tzinfo=LONDON)
    assert not of(first)["ring-999"].done_said
    assert of(first, second)["ring-999"].done_said
    assert of(second, first)["ring-999"].done_said
    assert of(second, first)["ring-999"].done_at == datetime(2026, 11, 23, 20, 50, tzinfo=LONDON)


def test_what_was_not_done_says_why_until_it_is_done() -> None:
    not_done = said("tick", 1, item="ring-999", done="no", because="No signal.")
    deed = of(not_done)["ring-999"]
    assert deed.done_at is None
    assert deed.not_done
    assert deed.not_done.because == "No signal."
    assert of(not_done, said("tick", 2, item="ring-999", done="yes"))["ring-999"].not_done is None


@pytest.mark.parametrize(
    "more",
    [{"at": "soon"}, {"at": ""}, {"at": "2026-02-30T10:00"}, {"at": 3}, {"because": "Because."}],
)
def test_a_time_that_is_none_is_refused(more: dict[str, object]) -> None:
    found = read_value("tick", {"item": "ring-999", "done": "yes", **more})
    assert isinstance(found, Refusal)


def test_nothing_was_done_at_a_time_to_come() -> None:
    entry = said("tick", 0, item="ring-999", done="yes", at="2026-11-23T21:16")
    found = checked_deed(engine().pack, plan(MISSING), (), entry, decides=False)
    assert isinstance(found, Refusal)
