"""Typed times: what each phrase comes to on a Wednesday at 3:40 pm, and on the nights of DST."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.engine.due import LONDON
from assistant.flow.answers import AnswerError
from assistant.words.typed import read_typed
from tests.core.conversation import engine

NOW = datetime(2026, 11, 25, 15, 40, 20, tzinfo=LONDON)  # a Wednesday


def read(text: str, now: datetime = NOW, name: str = "returned_at") -> str:
    return str(read_typed(engine().pack.facts[name], text, now))


def said(text: str, now: datetime = NOW, name: str = "returned_at") -> str:
    with pytest.raises(AnswerError) as caught:
        read(text, now, name)
    return str(caught.value)


PAST = [
    ("now", "2026-11-25T15:40"),
    ("just now", "2026-11-25T15:40"),
    ("Just now.", "2026-11-25T15:40"),
    ("about 2 hours ago", "2026-11-25T13:40"),
    ("two hours ago", "2026-11-25T13:40"),
    ("2h ago", "2026-11-25T13:40"),
    ("a couple of hours ago", "2026-11-25T13:40"),
    ("half an hour ago", "2026-11-25T15:10"),
    ("an hour and a half ago", "2026-11-25T14:10"),
    ("1.5 hours ago", "2026-11-25T14:10"),
    ("2 hours and 30 minutes ago", "2026-11-25T13:10"),
    ("2h 30m ago", "2026-11-25T13:10"),
    ("three quarters of an hour ago", "2026-11-25T14:55"),
    ("a quarter of an hour ago", "2026-11-25T15:25"),
    ("20 mins ago", "2026-11-25T15:20"),
    ("36 hours ago", "2026-11-24T03:40"),
    ("yesterday evening", "2026-11-24T19:00"),
    ("yesturday evening", "2026-11-24T19:00"),
    ("this morning", "2026-11-25T09:00"),
    ("this afternoon", "2026-11-25T15:00"),
    ("last night", "2026-11-24T22:00"),
    ("last night at 11", "2026-11-24T23:00"),
    ("11 last night", "2026-11-24T23:00"),
    ("last night at 11.30", "2026-11-24T23:30"),
    ("last night at 2", "2026-11-25T02:00"),
    ("last night at midnight", "2026-11-25T00:00"),
    ("Tuesday night at 2", "2026-11-25T02:00"),
    ("yesterday evening at 7", "2026-11-24T19:00"),
    ("since yesterday evening at 7", "2026-11-24T19:00"),
    ("half past 9 last night", "2026-11-24T21:30"),
    ("quarter to ten yesterday evening", "2026-11-24T21:45"),
    ("twenty five past nine pm yesterday", "2026-11-24T21:25"),
    ("ten to 12 pm today", "2026-11-25T11:50"),
    ("on Monday at 9pm", "2026-11-23T21:00"),
    ("9 pm on monday", "2026-11-23T21:00"),
    ("Sunday 21:05", "2026-11-22T21:05"),
    ("tusday 9pm", "2026-11-24T21:00"),
    ("23 Nov 21:05", "2026-11-23T21:05"),
    ("Mon 23rd of November at 9.05 p.m.", "2026-11-23T21:05"),
    ("Nov 23 9pm", "2026-11-23T21:00"),
    ("23/11 21:05", "2026-11-23T21:05"),
    ("23/11/26 at 21:05", "2026-11-23T21:05"),
    ("23.11.2026 21:05", "2026-11-23T21:05"),
    ("2026-11-23 21:05", "2026-11-23T21:05"),
    ("2026-11-23T21:05", "2026-11-23T21:05"),
    ("2026-11-23T21:05:59", "2026-11-23T21:05"),
    ("2026-11-23 9:05", "2026-11-23T09:05"),
    ("2 days ago at 9pm", "2026-11-23T21:00"),
    ("the day before yesterday at 4 in the afternoon", "2026-11-23T16:00"),
    ("last working day in the morning", "2026-11-24T09:00"),
    ("1pm", "2026-11-25T13:00"),
    ("13:05", "2026-11-25T13:05"),
    ("1305 hours", "2026-11-25T13:05"),
    ("09:05", "2026-11-25T09:05"),
    ("noon", "2026-11-25T12:00"),
    ("lunchtime", "2026-11-25T12:30"),
    ("since lunch", "2026-11-25T12:30"),
    ("at lunch time yesterday", "2026-11-24T12:30"),
    ("after school", "2026-11-25T15:30"),
    ("after-school", "2026-11-25T15:30"),
    ("monday straight after school", "2026-11-23T15:30"),
    ("yesterday after school at 4", "2026-11-24T16:00"),
    ("home time yesterday", "2026-11-24T15:30"),
    ("before school", "2026-11-25T08:00"),
    ("since 1pm", "2026-11-25T13:00"),
    ("midnight", "2026-11-25T00:00"),
    ("00:30", "2026-11-25T00:30"),
    ("3 in the morning", "2026-11-25T03:00"),
    ("today at 9", "2026-11-25T09:00"),  # 9 pm has not come yet
    ("25 Dec 2025 9pm", "2025-12-25T21:00"),
    ("2 May at 9pm", "2026-05-02T21:00"),
    ("29 Feb 2024 at 9pm", "2024-02-29T21:00"),
    ("９pm yesterday", "2026-11-24T21:00"),
    ("don't know", "unknown"),
]


@pytest.mark.parametrize(("text", "moment"), PAST)
def test_a_time_that_has_been(text: str, moment: str) -> None:
    assert read(text) == moment


WHICH = [
    ("at 9", "Is that 9 am on Wednesday 25 November or 9 pm on Wednesday 25 November?"),
    ("since 4", "Is that 4 am on Wednesday 25 November or 4 pm on Wednesday 25 November?"),
    ("9:05", "Is that 9:05 am on Wednesday 25 November or 9:05 pm on Wednesday 25 November?"),
    ("monday 9", "Is that 9 am on Monday 23 November or 9 pm on Monday 23 November?"),
    ("last night at 6", "Is that 6 am on Wednesday 25 November or 6 pm on Tuesday 24 November?"),
    ("wednesday 9am", "Is that Wednesday 25 November or Wednesday 18 November?"),
    ("last monday 9am", "Is that Monday 23 November or Monday 16 November?"),
    ("yesterday at midnight", "Is that when Tuesday 24 November begins or when it ends?"),
    ("munday 9pm", '"munday" could be "Monday" or "Sunday".'),
    ("9.11", "Is that a time or a date? Type 9:11 or 9/11."),
]


@pytest.mark.parametrize(("text", "message"), WHICH)
def test_between_two_times_it_says_which_two(text: str, message: str) -> None:
    assert said(text).startswith(message)


FUTURE = [
    "10pm", "21:05", "this evening", "tomorrow at 9am", "in 2 hours", "1 Dec 9pm", "25 Dec 9pm",
    "tomorrow", "1 Dec", "in 2 weeks", "2026-11-25T15:41", "2027-01-01T10:00", "today at 3:41 pm",
    "next working day at 9am",
]  # fmt: skip


@pytest.mark.parametrize("text", FUTURE)
def test_a_time_still_to_come_is_refused_where_it_must_have_been(text: str) -> None:
    message = said(text)
    assert "is still to come. Type when it happened" in message
    assert 'such as "yesterday at 9 pm"' in message or 'example "yesterday at 9 pm"' in message


def test_the_minute_that_it_is_has_been() -> None:
    assert read("2026-11-25T15:40") == "2026-11-25T15:40"
    assert read("today at 3:40 pm") == "2026-11-25T15:40"


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-11-24", "2 days ago", "on monday", "24 Nov", "tonight"]
)
def test_a_day_alone_is_asked_for_its_time(text: str) -> None:
    assert "at what time" in said(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "before 9pm", "after 9pm yesterday", "9pm or 10pm yesterday", "not yesterday at 9pm",
        "yesterday or today at 9pm", "the other day", "a few hours ago", "1½ hours ago", "ages ago",
        "25:00", "21:60", "13am", "0 pm", "9", "16", "2105", "11/23/2026 9pm", "31 June 9pm",
        "yesterday yesterday at 9pm", "2026-02-30 21:05", "yesterday at 9pm -1", "9pmm yesterday",
        "99999 hours ago", "2026-11-23T21:05+01:00", "0001-01-01T00:00", "half to 9 yesterday",
        "vor 2 Stunden", "昨日",
    ],
)  # fmt: skip
def test_what_is_no_time_is_said_with_what_is_allowed(text: str) -> None:
    assert '"yesterday at 9 pm"' in said(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9pm this morning", "9 pm is not in the morning."),
        ("Tue 23 Nov 9pm", "Monday 23 November is not a Tuesday."),
    ],
)
def test_a_time_that_contradicts_itself_is_said(text: str, message: str) -> None:
    assert said(text).startswith(message)


AHEAD = [
    ("in 2 weeks", "2026-12-09T00:00"),
    ("in a week's time", "2026-12-02T00:00"),
    ("a week from today", "2026-12-02T00:00"),
    ("in 3 months", "2027-02-25T00:00"),
    ("tomorrow at 10am", "2026-11-26T10:00"),
    ("Monday", "2026-11-30T00:00"),
    ("2 December 14:00", "2026-12-02T14:00"),
    ("1 Jan", "2027-01-01T00:00"),
    ("10 Oct", "2027-10-10T00:00"),
    ("next working day", "2026-11-26T00:00"),
    ("today at 4", "2026-11-25T16:00"),
    ("23/12/2026", "2026-12-23T00:00"),
    ("20 Nov 2026", "2026-11-20T00:00"),  # a review that is late is still a review
]


@pytest.mark.parametrize(("text", "moment"), AHEAD)
def test_a_date_that_may_lie_ahead(text: str, moment: str) -> None:
    assert read(text, name="review_date") == moment


def test_next_monday_may_be_two_days() -> None:
    message = said("next monday", name="review_date")
    assert message.startswith("Is that Monday 30 November or Monday 7 December?")


def test_a_day_will_do_where_only_the_day_counts() -> None:
    assert read("yesterday", name="strategy_discussion_date") == "2026-11-24T00:00"
    assert read("last working day", name="strategy_discussion_date") == "2026-11-24T00:00"
    assert "still to come" in said("tomorrow", name="strategy_discussion_date")


def test_a_working_day_is_none_of_the_weekend_nor_a_bank_holiday() -> None:
    tuesday = datetime(2026, 12, 29, 10, tzinfo=LONDON)  # 25 and 28 December: bank holidays
    assert read("last working day", tuesday, "strategy_discussion_date") == "2026-12-24T00:00"


def test_february_has_its_own_end() -> None:
    last = datetime(2026, 11, 30, 10, tzinfo=LONDON)
    assert read("in 3 months", last, "review_date") == "2027-02-28T00:00"


def test_in_the_small_hours_last_night_is_the_evening_before() -> None:
    now = datetime(2026, 11, 25, 1, 30, tzinfo=LONDON)
    assert read("last night at 11", now) == "2026-11-24T23:00"
    assert read("half an hour ago", now) == "2026-11-25T01:00"
    assert read("2 hours ago", now) == "2026-11-24T23:30"
    now = now.replace(hour=4)
    message = said("last night at 2", now)
    assert message.startswith("Is that 2 am on Tuesday 24 November or 2 am on Wednesday 25 Nov")


def test_the_hour_that_the_clocks_leave_out_is_no_time() -> None:
    now = datetime(2026, 3, 29, 9, tzinfo=LONDON)  # clocks went forward at 1 am
    assert said("today at 1:30 am", now).startswith("There was no 1:30 am on Sunday 29 March")
    assert said("01:30", now).startswith("There was no 1:30 am on Sunday 29 March")
    assert read("02:30", now) == "2026-03-29T02:30"
    assert read("8 hours ago", now) == "2026-03-29T00:00"  # not 1 am: that hour was not there
    assert read("7 hours ago", now) == "2026-03-29T02:00"


def test_in_the_hour_that_comes_twice_the_first_is_meant() -> None:
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 1:10 am for the second time
    assert read("just now", second) == "2026-10-25T01:10"
    assert read("half an hour ago", second) == "2026-10-25T01:40"  # by the clock, the first time
    assert read("01:50", second) == "2026-10-25T01:50"  # the first 1:50 has been
    assert read("an hour ago", second) == "2026-10-25T01:10"
    assert read("2 hours ago", second) == "2026-10-25T00:10"
    first = datetime(2026, 10, 25, 0, 10, tzinfo=UTC)  # 1:10 am for the first time
    assert "still to come" in said("01:50", first)


def test_the_clock_of_another_zone_changes_nothing() -> None:
    summer = datetime(2026, 7, 1, 20, 40, tzinfo=UTC)
    assert read("just now", summer) == "2026-07-01T21:40"
    assert read("9:40 pm", summer) == "2026-07-01T21:40"


@pytest.mark.parametrize("text", ["two days", "2 days", "for two days", "since about two days"])
def test_a_length_of_time_counts_back_where_it_is_asked_since_when(text: str) -> None:
    assert said(text, name="missing_since").startswith("Monday 23 November: at what time?")
    assert said(text, name="returned_at").startswith(f'"{text}" cannot be read as a time.')


@pytest.mark.parametrize(
    ("text", "moment"), [("an hour", "2026-11-25T14:40"), ("about 3 hours", "2026-11-25T12:40")]
)
def test_hours_count_back_too(text: str, moment: str) -> None:
    assert read(text, name="missing_since") == moment


def test_a_clock_time_that_is_not_then_is_refused() -> None:
    assert said("yesterday at 9 am after school").startswith("9 am is not after school.")
