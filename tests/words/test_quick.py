"""Quick choices of date and time questions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.due import LONDON
from assistant.flow.answers import read_answer
from assistant.flow.model import FactType
from assistant.words.typed import quick_times, read_typed
from tests.core.conversation import engine, steady

NOW = datetime(2026, 11, 25, 15, 40, tzinfo=LONDON)  # a Wednesday
TIMES = [fact for fact in engine().pack.facts.values() if fact.type is FactType.DATETIME]
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


def test_every_date_and_time_question_of_the_pack_says_what_it_takes() -> None:
    assert [fact.name for fact in TIMES if fact.times is None] == []
    assert [fact.name for fact in TIMES if fact.times and fact.times.ahead] == ["review_date"]


def test_what_is_offered_in_the_afternoon() -> None:
    assert quick_times(engine().pack.facts["returned_at"], NOW) == [
        ("Just now (3:40 pm)", "2026-11-25T15:40"),
        ("Half an hour ago (3:10 pm)", "2026-11-25T15:10"),
        ("An hour ago (2:40 pm)", "2026-11-25T14:40"),
        ("2 hours ago (1:40 pm)", "2026-11-25T13:40"),
        ("Today after school (3:30 pm)", "2026-11-25T15:30"),
        ("This morning (9 am)", "2026-11-25T09:00"),
        ("Yesterday evening (Tuesday, 7 pm)", "2026-11-24T19:00"),
        ("Yesterday morning (Tuesday, 9 am)", "2026-11-24T09:00"),
    ]


def test_late_in_the_evening_the_hours_since_school_can_be_chosen() -> None:
    offered = quick_times(engine().pack.facts["missing_since"], NOW.replace(hour=22, minute=0))
    assert offered[3:7] == [
        ("2 hours ago (8 pm)", "2026-11-25T20:00"),
        ("This evening (7 pm)", "2026-11-25T19:00"),
        ("Today after school (3:30 pm)", "2026-11-25T15:30"),
        ("This morning (9 am)", "2026-11-25T09:00"),
    ]


def test_at_night_what_has_not_been_is_left_out_and_what_was_yesterday_says_its_day() -> None:
    offered = quick_times(engine().pack.facts["returned_at"], NOW.replace(hour=0, minute=20))
    assert offered[:3] == [
        ("Just now (12:20 am)", "2026-11-25T00:20"),
        ("Half an hour ago (Tuesday, 11:50 pm)", "2026-11-24T23:50"),
        ("An hour ago (Tuesday, 11:20 pm)", "2026-11-24T23:20"),
    ]
    assert not any(label.startswith("This morning") for label, _ in offered)


def test_days_name_their_date_and_look_ahead_where_the_question_does() -> None:
    monday = datetime(2026, 11, 23, 10, tzinfo=LONDON)
    assert quick_times(engine().pack.facts["strategy_discussion_date"], monday) == [
        ("Today (Monday 23 November)", "2026-11-23T00:00"),
        ("Yesterday (Sunday 22 November)", "2026-11-22T00:00"),
        ("Last working day (Friday 20 November)", "2026-11-20T00:00"),
        ("A week ago (Monday 16 November)", "2026-11-16T00:00"),
    ]
    labels = [label for label, _ in quick_times(engine().pack.facts["review_date"], NOW)]
    assert labels[0] == "In a week (Wednesday 2 December)"
    assert labels[-1] == "In 3 months (Thursday 25 February 2027)"


def test_a_working_day_stands_beside_yesterday_only_where_it_is_another() -> None:
    fact = engine().pack.facts["referral_date"]
    starts = [label.split(" (")[0] for label, _ in quick_times(fact, NOW)]
    assert "Last working day in the morning" not in starts
    monday = quick_times(fact, datetime(2026, 11, 23, 10, tzinfo=LONDON))
    assert ("Last working day in the morning (Friday, 9 am)", "2026-11-20T09:00") in monday


def test_a_question_without_times_offers_none() -> None:
    assert quick_times(engine().pack.facts["age"], NOW) == []


@steady
@given(st.sampled_from(TIMES), moments)
def test_each_choice_is_allowed_distinct_and_what_its_phrase_means(fact, now) -> None:  # type: ignore[no-untyped-def]
    offered = quick_times(fact, now)
    assert len(offered) >= 3
    assert len({answer for _, answer in offered}) == len(offered)
    for label, answer in offered:
        assert read_answer(fact, answer) == answer
        assert read_typed(fact, label.split(" (")[0], now) == answer
        moment = datetime.fromisoformat(answer).replace(tzinfo=LONDON).astimezone(UTC)
        assert (moment <= now) != fact.times.ahead
        assert moment - now < timedelta(days=100)


@pytest.mark.parametrize("hour", range(24))
def test_just_now_can_always_be_chosen(hour: int) -> None:
    now = NOW.replace(hour=hour)
    assert quick_times(engine().pack.facts["returned_at"], now)[0][1] == f"{now:%Y-%m-%dT%H:%M}"
