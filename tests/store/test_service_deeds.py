"""Ticks and decisions on a case: kept, sent once, from any page, and never hidden."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from assistant.cases.service import Service, Turn
from assistant.cases.submission import Submission
from tests.store.talking import answering, go_on, token

EMERGENCY = "ring-999"


@pytest.fixture
def first(service: Service) -> str:
    """One who has said that a child is missing and in danger, and that they work with children."""
    holder = service.open()
    for value in ({"immediate_danger": "yes"}, {"task": "missing_now"}):
        service.submit(holder, answering(service.turn(holder), value))
    while "role" not in (turn := service.turn(holder)).position.asking:
        go_on(service, holder)
    value = dict.fromkeys(turn.position.asking, "unknown") | {"role": "frontline"}
    service.submit(holder, answering(turn, value))
    return holder


@pytest.fixture
def lead(service: Service, first: str) -> str:
    """The lead who has gone on with the same case."""
    return service.join(service.turn(first).case.code, "designated_lead", "192.0.2.1")


def tick(item: str, done: str = "yes", after: int = 0) -> Submission:
    """A tick."""
    return Submission(token(), "tick", "", {"item": item, "done": done}, "", after)


def decide(item: str, because: str) -> Submission:
    """A decision."""
    return Submission(token(), "decide", "", {"item": item, "because": because}, "", 0)


def other(turn: Turn) -> str:
    """An item of the plan beside the emergency."""
    return next(item.id for item in turn.plan.items if item.id != EMERGENCY)


def test_a_tick_is_kept_with_the_time_and_the_role(service: Service, first: str, lead: str) -> None:
    before = service.turn(first)
    outcome = service.submit(lead, tick(EMERGENCY, after=before.seq - 1))
    entry = outcome.entry
    assert entry
    assert (entry.kind, entry.value) == ("tick", {"item": EMERGENCY, "done": "yes"})
    assert (entry.by, entry.holder) == ("designated_lead", 2)
    deed = service.turn(first).deeds[EMERGENCY]
    assert (deed.done_at, deed.done_by, deed.in_plan) == (entry.at, "designated_lead", True)
    assert service.turn(first).position == before.position


@pytest.mark.parametrize("after", [0, 1, 10**6])
def test_a_tick_is_taken_from_any_page(service: Service, first: str, after: int) -> None:
    assert service.submit(first, tick(EMERGENCY, after=after)).refusal is None


def test_a_tick_of_another_does_not_make_a_page_old(
    service: Service, first: str, lead: str
) -> None:
    turn = service.turn(first)
    service.submit(lead, tick(EMERGENCY))
    service.submit(lead, decide(other(turn), "We met."))
    outcome = service.submit(first, answering(turn, {"immediate_danger": "no"}, kind="change"))
    assert outcome.refusal is None
    undo = answering(turn, {}, kind="undo", after=outcome.turn.seq)
    service.submit(lead, tick(EMERGENCY, "no"))
    assert service.submit(first, undo).refusal is None


def test_a_tick_survives_a_change_an_undo_and_a_redo(service: Service, first: str) -> None:
    done_at = service.submit(first, tick(EMERGENCY)).turn.deeds[EMERGENCY].done_at
    for kind, in_plan in (("change", False), ("undo", True), ("redo", False)):
        value = {"immediate_danger": "no"} if kind == "change" else {}
        turn = service.submit(first, answering(service.turn(first), value, kind=kind)).turn
        assert turn.deeds[EMERGENCY].in_plan is in_plan
        assert turn.deeds[EMERGENCY].done_at == done_at
        assert turn.deeds[EMERGENCY].text
    gone = service.submit(first, tick(EMERGENCY, "no"))
    assert gone.refusal is None
    deed = gone.turn.deeds[EMERGENCY]
    assert deed.done_at is None
    assert deed.not_done
    assert deed.not_done.because == ""
    assert service.submit(first, tick(EMERGENCY)).refusal is None


def test_undo_passes_over_ticks_and_decisions(service: Service, first: str, lead: str) -> None:
    turn = service.turn(first)
    service.submit(first, tick(EMERGENCY))
    decided = service.submit(lead, decide(other(turn), "We met.")).turn
    undone = service.submit(lead, answering(decided, {}, kind="undo")).turn
    assert "role" not in undone.position.roles.values()
    assert undone.deeds.keys() == decided.deeds.keys()
    assert len(undone.position.turns) == len(decided.position.turns) - 1


def test_a_tick_must_be_of_the_plan(service: Service, first: str) -> None:
    for item in ("no-such-rule", "x" * 200, ""):
        refusal = service.submit(first, tick(item)).refusal
        assert refusal
        assert refusal.message == "That is not in the plan."


def test_who_may_decide_does_and_the_others_may_not(
    service: Service, first: str, lead: str
) -> None:
    item = other(service.turn(first))
    refusal = service.submit(first, decide(item, "We met.")).refusal
    assert refusal
    assert "not for the role" in refusal.message
    outcome = service.submit(lead, decide(item, " We met.\r\nMum agreed. "))
    assert outcome.entry
    assert outcome.entry.value == {"item": item, "because": "We met.\nMum agreed."}
    decision = service.turn(first).deeds[item].decision
    assert decision
    assert decision.because == "We met.\nMum agreed."
    assert (decision.by, decision.at) == ("designated_lead", outcome.entry.at)
    assert service.submit(first, decide(item, "")).refusal
    assert service.submit(lead, decide(item, "")).turn.deeds == {}


def test_nobody_decides_against_the_emergency(service: Service, lead: str) -> None:
    refusal = service.submit(lead, decide(EMERGENCY, "No need.")).refusal
    assert refusal
    assert "always stands" in refusal.message
    assert service.turn(lead).deeds == {}


def test_sent_twice_it_is_kept_once(service: Service, first: str, lead: str) -> None:
    item = other(service.turn(first))
    for sent, otherwise in (
        (tick(EMERGENCY), {"item": EMERGENCY, "done": "no"}),
        (decide(item, "We met.\nAll."), {"item": item, "because": "We did not."}),
    ):
        kept = service.submit(lead, sent)
        go_on(service, first)
        again = service.submit(lead, replace(sent, after=99))
        assert again.repeated
        assert again.entry == kept.entry
        refusal = service.submit(lead, replace(sent, value=otherwise)).refusal
        assert refusal
        assert "same id" in refusal.message
    respelt = replace(sent, value={"item": item, "because": "We met.\r\nAll. "})
    assert service.submit(lead, respelt).repeated
    assert [e.kind for e in service.turn(lead).log].count("tick") == 1
    assert [e.kind for e in service.turn(lead).log].count("decide") == 1


def test_a_tick_on_one_case_is_none_on_another(service: Service, first: str) -> None:
    service.submit(first, tick(EMERGENCY))
    stranger = service.open()
    assert service.turn(stranger).deeds == {}
    assert service.submit(stranger, tick(EMERGENCY)).refusal
