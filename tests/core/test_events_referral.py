"""A referral that is told of: whom it has reached, who answers by when, and who is left to tell."""

from datetime import datetime

from assistant.engine.clocks import State, clocks
from assistant.engine.deeds import deeds
from assistant.engine.due import LONDON
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN
from tests.core.conversation import log_of
from tests.core.telling import (
    WORRIED,
    after,
    done,
    event,
    names,
    plan,
    replay,
    whole,
)

REFERRING: Facts = {**WORRIED, "referral_made": "no"}


def test_no_answer_brings_up_the_step_for_when_services_disagree() -> None:
    facts: Facts = {
        "task": "worried",
        "immediate_danger": "no",
        "role": "designated_lead",
        "age": 14,
        "concerns": ["cse"],
        "concerns_remain": "yes",
        "referral_made": "no",
    }
    log = after(log_of(facts), event("referred", "2026-11-22T10:00"))
    first = replay(log)
    item = next(i for i in plan(first).items if i.id == "hear-back")
    assert item.due == datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)
    assert "professional-disagreement" not in {i.id for i in plan(first).items}
    told = replay(after(log, event("no-answer")))
    items = {item.id: item for item in plan(told).items}
    assert "hear-back" not in items
    assert items["professional-disagreement"].rule.ours
    assert "answer-will-act" in names(told)


def test_a_referral_to_social_care_alone_starts_the_clock_and_leaves_the_police() -> None:
    log = [*log_of(REFERRING), done("refer")]
    told = after(log, event("referred-social-care", "2026-11-23T10:00"))
    items = {item.id: item for item in whole(told).items}
    assert "to the police as well" in items["refer"].text
    assert deeds(told, whole(told), str)["refer"].done_at is None
    assert items["hear-back"].due == datetime(2026, 11, 24, 10, 0, tzinfo=LONDON)
    assert "answer-will-act" in names(replay(told))
    both = after(told, event("answer-will-act"), event("referred", "2026-11-23T20:45"))
    now = replay(both)
    assert "refer" not in {item.id for item in plan(now).items}
    assert now.facts["referral_date"] == "2026-11-23T10:00"
    assert now.facts["referral_answer"] == "acting"


def test_a_referral_to_the_police_alone_leaves_social_care_to_be_told() -> None:
    told = after(log_of(REFERRING), event("referred-police"))
    items = {item.id: item for item in whole(told).items}
    assert "to children's social care as well" in items["refer"].text
    assert "hear-back" not in items
    assert {"referred-police", "referred-social-care"}.isdisjoint(names(replay(told)))
    both = replay(after(told, event("referred", "2026-11-23T20:45")))
    assert both.facts["referral_date"] == "2026-11-23T20:45"
    assert both.facts["referral_answer"] == "awaited"


def test_a_referral_that_nobody_has_answered_is_asked_after_though_no_event_told_of_it() -> None:
    """Its answer is not known, and not knowing is not an answer."""
    facts: Facts = {**WORRIED, "referral_made": "yes", "referral_date": "2026-11-22T10:00"}
    log = log_of(facts)
    item = next(i for i in plan(replay(log)).items if i.id == "hear-back")
    assert item.due == datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)
    late = clocks([item], {}, datetime(2026, 11, 23, 10, 1, tzinfo=LONDON))["hear-back"]
    assert late.state is State.MISSED
    assert item.rule.late
    assert item.rule.late.then == "professional-disagreement"
    for answered in ("answer-will-act", "answer-no-action", "no-answer"):
        assert "hear-back" not in {i.id for i in plan(replay(after(log, event(answered)))).items}
    undated = log_of({**facts, "referral_date": UNKNOWN})
    assert "hear-back" in {i.id for i in plan(replay(undated)).items}
    unreferred = log_of({**facts, "referral_made": UNKNOWN})
    assert "hear-back" not in {i.id for i in plan(replay(unreferred)).items}
