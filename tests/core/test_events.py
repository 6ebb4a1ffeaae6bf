"""Something has happened since: what it makes of the answers and the questions."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from assistant.engine.due import LONDON
from assistant.engine.entries import Entry, Reading, Refusal
from assistant.engine.events import asks
from assistant.flow.answers import Facts
from assistant.flow.load import load_pack
from tests.core.conversation import engine, log_of
from tests.core.telling import (
    BACK,
    MISSING,
    REDO,
    SAID,
    UNDO,
    after,
    event,
    held,
    names,
    plan,
    replay,
)


def test_an_event_is_offered_only_where_it_can_have_happened() -> None:
    missing = replay(held(MISSING))
    assert "child-back" in names(missing)
    assert "police-missing" in names(missing)
    assert not {"police-absent", "missing-again", "nrm-sent", "no-answer"} & set(names(missing))
    for entry in (event("missing-again"), event("no-such-event"), event("")):
        assert isinstance(engine().checked(held(MISSING), entry), Refusal)


def test_the_facts_it_names_have_a_new_reading_and_every_other_answer_stays() -> None:
    log = held(MISSING)
    before, now = replay(log), replay(after(log, BACK))
    assert now.answers["task"] == "returned"
    assert now.answers["returned_at"] == "2026-11-23T20:30"
    changed = {"task", "returned_at", "immediate_danger", "return_interview_outcome"}
    opened = {"harmed_while_missing", "placement_issue"}
    for name, answer in before.answers.items():
        if name not in changed | opened:
            assert now.answers[name] == answer
    item = next(i for i in plan(now).items if i.id == "return-interview-in-care")
    assert item.due == datetime(2026, 11, 26, 20, 30, tzinfo=LONDON)


def test_new_questions_open_as_the_guards_say_and_none_that_was_answered() -> None:
    now = replay(after(held(MISSING), BACK))
    assert not now.done
    assert set(now.asking) & {"harmed_while_missing", "placement_issue"}
    assert "returned_at" not in now.asking
    done = replay(log_of({}, log=after(held(MISSING), BACK)))
    assert done.done


def test_what_an_event_opens_is_asked_again_though_it_was_answered() -> None:
    log = log_of({"harmed_while_missing": "no"}, log=after(held(MISSING), BACK))
    again = event("missing-again", "2026-11-23T21:00", immediate_danger="no", police_informed="no")
    now = replay(after(log, again))
    assert now.answers["task"] == "missing_now"
    assert "whereabouts" not in now.answers
    assert "whereabouts" in now.asking
    assert now.answers["episodes_in_90_days"] == 2
    assert plan(now).items[0].id == "ring-police-now"
    assert plan(now).items[0].due == "now"


def test_a_clock_keeps_the_reading_that_it_belongs_to() -> None:
    log = after(held(MISSING), event("police-missing"), event("police-absent", "2026-11-23T21:00"))
    item = next(i for i in plan(replay(log)).items if i.id == "absent-review")
    assert item.due == datetime(2026, 11, 24, 3, 0, tzinfo=LONDON)


def test_a_time_that_nobody_knows_leaves_the_item_without_one() -> None:
    log = after(held(MISSING), event("child-back", "unknown", immediate_danger="unknown"))
    now = replay(log)
    assert now.answers["returned_at"] == "unknown"
    item = next(i for i in plan(now).items if i.id == "return-interview-in-care")
    assert item.due is None
    assert plan(now).items[0].id == "ring-999"


def test_every_reading_is_kept_with_its_time() -> None:
    log = after(held(MISSING), event("police-missing"))
    log.append(Entry(0, "change", "", {"police_category": "not_decided"}, "police", SAID))
    found = replay(log).readings
    assert found["police_category"] == (
        Reading("absent", SAID, "residential_staff"),
        Reading("not_decided", SAID - timedelta(minutes=35), "police"),
    )
    assert [tuple(each) for each in found["age"]] == [(14, SAID, "residential_staff")]


def test_an_event_can_be_undone_and_redone_like_an_answer() -> None:
    log = held(MISSING)
    told = after(log, BACK)
    undone = replay([*told, UNDO])
    before = replay(log)
    assert (undone.answers, undone.step, undone.turns) == (
        before.answers,
        before.step,
        before.turns,
    )
    assert replay([*told, UNDO, REDO]) == replay(told)
    assert "returned_at" not in undone.readings


def test_it_says_who_told_it_and_what_it_meant() -> None:
    (entry,) = after(held(MISSING), BACK)[-1:]
    assert (entry.kind, entry.step, entry.by) == ("event", "child-back", "residential_staff")
    value: dict[str, Any] = dict(entry.value)
    assert value["at"] == "2026-11-23T20:30"
    assert value["facts"]["task"] == "returned"
    assert "missing_status" not in value["facts"]
    assert "harmed_while_missing" in value["open"]
    assert "tell-social-care" in value["anew"]
    assert "refer" in value["keeps"]


@pytest.mark.parametrize(
    ("sent", "fact"),
    [
        ({"at": "2026-11-23T20:30"}, "immediate_danger"),
        ({"immediate_danger": "no"}, "at"),
        ({"at": "soon", "immediate_danger": "no"}, "at"),
        ({"at": "2026-11-23T21:16", "immediate_danger": "no"}, "at"),
        ({"at": "2026-11-23T20:30", "immediate_danger": "perhaps"}, "immediate_danger"),
        ({"at": "2026-11-23T20:30", "immediate_danger": "no", "age": 12}, ""),
        ({}, "at"),
    ],
)
def test_what_is_missing_wrong_or_still_to_come_is_refused(sent: Facts, fact: str) -> None:
    found = engine().checked(held(MISSING), Entry(0, "event", "child-back", sent, at=SAID))
    assert isinstance(found, Refusal)
    assert found.fact == fact
    assert "\n" not in found.message


def test_older_news_does_not_stand_over_what_happened_later() -> None:
    log = after(held(MISSING), event("police-missing", "2026-11-23T20:00"))
    found = engine().checked(log, event("police-absent", "2026-11-23T19:30"))
    assert isinstance(found, Refusal)
    # Of another thing it is taken, at whatever time it was.
    after(log, event("child-back", "2026-11-23T18:00", immediate_danger="no"))


def test_the_tasks_are_doors_into_one_case() -> None:
    log = log_of({"task": "worried", "immediate_danger": "no", "concerns": ["cse"], "age": 14})
    lead = Entry(0, "handover", "", {"role": "social_worker"}, "social_worker", SAID, holder=2)
    told = after([*log, lead], event("now-assessed", "2026-11-23"))
    now = replay(told)
    assert now.answers["task"] == "received_referral"
    assert "referral_date" in [n for step in engine().pack.steps for n in step.facts]
    whole = log_of({"referral_date": "2026-11-23T09:00"}, log=told)
    assert "tell-lead-officer" in {i.id for i in plan(replay(whole)).items}
    planned = replay(after(whole, event("now-planned", "2026-11-23")))
    assert planned.answers["task"] == "plan_intervention"


def test_what_an_event_rules_out_is_no_answer_to_it() -> None:
    log = log_of({"harmed_while_missing": "no"}, log=after(held(MISSING), BACK))
    interview = engine().pack.event("interview-held")
    (asked,) = asks(engine().program, replay(log).view, interview)
    assert "not_held" not in asked.values
    assert len(asked.values) == len(engine().pack.facts[asked.name].values) - 1
    sent: Facts = {"at": "2026-11-23T20:45", asked.name: "not_held"}
    refused = engine().checked(log, Entry(0, "event", interview.id, sent, at=SAID))
    assert isinstance(refused, Refusal)
    assert refused.fact == asked.name
    after(log, Entry(0, "event", interview.id, {**sent, asked.name: "support_services"}, at=SAID))


def test_no_event_offers_an_answer_that_it_rules_out_by_its_own_words() -> None:
    """What has happened is not still to happen, and who was asked could be asked."""
    left = {
        (each.id, learned.fact): learned.but_for
        for each in engine().pack.events
        for learned in each.learns
        if learned.but_for
    }
    assert left == {
        ("interview-held", "return_interview_outcome"): ("not_held",),
        ("consent-asked", "consent"): ("not_possible", "not_appropriate"),
    }


def test_events_change_no_row_of_a_conversation_without_them() -> None:
    heard = {fact.name for fact in engine().pack.facts.values() if fact.heard}
    assert heard == {"referral_answer", "referred_to", "social_care_told_at"}
    for name in heard:
        assert name not in {n for step in engine().pack.steps for n in step.facts}
    ours = {rule.id for rule in engine().pack.rules if rule.ours}
    assert {"hear-back", "professional-disagreement"} <= ours


def test_what_another_version_does_not_know_of_an_event_is_dropped() -> None:
    texts = dict(engine().pack.texts)
    del texts["events.yaml"]
    later = type(engine())(load_pack(texts))
    log = after(held(MISSING), BACK)
    version = Entry(0, "version", "", {"version": "later"})
    now = later.replay([*log, version])
    assert now.answers == replay(log).answers
    assert now.turns[-1].value["at"] == "2026-11-23T20:30"


def test_every_event_can_be_told_and_its_facts_take_what_it_says() -> None:
    for each in engine().pack.events:
        assert each.say
        assert each.times
        assert not each.times.ahead
        for learned in each.learns:
            assert learned.fact in engine().pack.facts
    told = replay(held(MISSING))
    back = engine().pack.event("child-back")
    assert [fact.name for fact in asks(engine().program, told.view, back)] == ["immediate_danger"]
