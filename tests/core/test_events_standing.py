"""What an event leaves standing, calls for anew, and ends."""

from datetime import datetime

from assistant.engine.deeds import Done, deeds
from assistant.engine.due import LONDON
from assistant.engine.events import without_settled
from assistant.flow.answers import Facts
from tests.core.conversation import log_of
from tests.core.telling import (
    BACK,
    MISSING,
    SAID,
    UNDO,
    after,
    done,
    event,
    held,
    whole,
)

AGAIN = event("missing-again", "2026-11-23T21:00", immediate_danger="no", police_informed="no")


def test_what_an_event_leaves_standing_is_still_told_with_its_time() -> None:
    log = after(held(MISSING), BACK)
    (item,) = [i for i in whole(log).items if i.id == "return-interview-in-care"]
    again = whole(after(log, AGAIN))
    assert "return-interview-in-care" not in {i.id for i in again.items}
    (kept,) = [i for i in again.kept if i.id == "return-interview-in-care"]
    assert kept == item
    assert kept.due == datetime(2026, 11, 26, 20, 30, tzinfo=LONDON)
    assert whole([*after(log, AGAIN), UNDO]).kept == whole(log).kept


def test_danger_that_is_over_takes_no_referral_with_it() -> None:
    facts: Facts = {"task": "worried", "immediate_danger": "yes", "age": 14, "concerns": []}
    log = log_of({**facts, "referral_made": "no"})
    assert "refer" in {i.id for i in whole(log).items}
    over = whole(after(log, event("danger-over")))
    assert "ring-999" not in {i.id for i in over.items}
    assert "refer" in {i.id for i in (*over.items, *over.kept)}


def test_an_event_calls_for_what_was_done_before_anew() -> None:
    missing: Facts = {**MISSING, "police_informed": "no"}
    log = [*held(missing), done("ring-police-now"), done("write-it-down")]
    told = after(log, event("police-told"), BACK, AGAIN)
    found = deeds(told, whole(told), str)
    assert found["ring-police-now"].done_at is None
    assert found["ring-police-now"].earlier == (Done(SAID, "frontline"),)
    assert found["write-it-down"].done_at == SAID
    anew = [*told, done("ring-police-now", at="2026-11-23T21:01")]
    deed = deeds(anew, whole(anew), str)["ring-police-now"]
    assert deed.done_at == datetime(2026, 11, 23, 21, 1, tzinfo=LONDON)
    undone = [*told, UNDO, UNDO, UNDO]
    assert deeds(undone, whole(undone), str)["ring-police-now"].done_at == SAID


def test_telling_the_police_of_the_first_return_does_not_tell_them_of_the_second() -> None:
    log = [*after(held(MISSING), BACK), done("tell-police-back")]
    assert deeds(log, whole(log), str)["tell-police-back"].done_at == SAID
    gone = event("missing-again", "2026-11-23T21:00", immediate_danger="no", police_informed="yes")
    second = event("child-back", "2026-11-23T21:05", immediate_danger="no")
    found = deeds(log := after(log, gone, second), whole(log), str)["tell-police-back"]
    assert (found.done_at, found.earlier) == (None, (Done(SAID, "frontline"),))


def test_the_interview_of_the_time_before_keeps_its_time_until_it_is_held() -> None:
    log = after(held(MISSING), BACK, AGAIN)
    second = event("child-back", "2026-11-23T21:05", immediate_danger="no")
    (late,) = [i for i in whole(after(log, second)).items if i.id == "return-interview-in-care"]
    assert late.due == datetime(2026, 11, 26, 20, 30, tzinfo=LONDON)
    (checked,) = after(log, second)[-1:]
    anew = [*log, without_settled(checked, ["return-interview-in-care"])]
    (item,) = [i for i in whole(anew).items if i.id == "return-interview-in-care"]
    assert item.due == datetime(2026, 11, 26, 21, 5, tzinfo=LONDON)


def test_what_is_told_to_be_done_does_not_stand_on_from_before() -> None:
    facts: Facts = {
        "task": "worried",
        "role": "social_worker",
        "age": 14,
        "concerns": ["cse"],
        "concerns_remain": "yes",
        "referral_made": "no",
    }
    log = after(log_of(facts), event("missing-now", immediate_danger="no", police_informed="yes"))
    log = after(log, BACK)
    discussion = {"strategy-discussion", "strategy-within-24h"}
    assert discussion | {"refer"} <= {i.id for i in (*whole(log).items, *whole(log).kept)}
    log = after(log, event("referred"), event("now-assessed"))
    assert "refer" not in {i.id for i in (*whole(log).items, *whole(log).kept)}
    log = log_of({}, log=log)
    assert discussion <= {i.id for i in (*whole(log).items, *whole(log).kept)}
    told = after(log, event("discussion-meeting"))
    assert told[-1].value["ends"] == ["strategy-discussion", "strategy-within-24h"]
    assert discussion.isdisjoint({i.id for i in (*whole(told).items, *whole(told).kept)})
    assert whole([*told, UNDO]).kept == whole(log).kept
