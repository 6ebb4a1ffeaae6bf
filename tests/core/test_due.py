"""When something is due: elapsed hours, days, and working days of England."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.due import LONDON, due_at, is_working_day, local_text, moment, sort_key
from assistant.flow.model import Due, DueKind
from tests.core.conversation import steady

HOURS, DAYS, WORKING = DueKind.HOURS, DueKind.DAYS, DueKind.WORKING_DAYS

TIMES = [
    # An ordinary day, over midnight, over the end of a month and of a year.
    (HOURS, 8, "2026-11-23T09:00", "2026-11-23T17:00"),
    (HOURS, 24, "2026-11-23T21:05", "2026-11-24T21:05"),
    (HOURS, 72, "2026-11-22T22:30", "2026-11-25T22:30"),
    (HOURS, 72, "2026-12-30T23:30", "2027-01-02T23:30"),
    (HOURS, 24, "2028-02-28T12:00", "2028-02-29T12:00"),
    # The clock goes forward on 29 March 2026 at 1:00, and back on 25 October 2026 at 2:00.
    (HOURS, 24, "2026-03-28T12:00", "2026-03-29T13:00"),
    (HOURS, 72, "2026-03-27T10:00", "2026-03-30T11:00"),
    (HOURS, 8, "2026-03-28T22:00", "2026-03-29T07:00"),
    (HOURS, 8, "2026-03-29T03:00", "2026-03-29T11:00"),
    (HOURS, 24, "2026-10-24T12:00", "2026-10-25T11:00"),
    (HOURS, 72, "2026-10-23T10:00", "2026-10-26T09:00"),
    (HOURS, 8, "2026-10-24T22:00", "2026-10-25T05:00"),
    (HOURS, 24, "2026-10-25T12:00", "2026-10-26T12:00"),
    # Days count by the calendar.
    (DAYS, 45, "2026-01-31T23:59", "2026-03-17"),
    (DAYS, 45, "2028-01-31T00:00", "2028-03-16"),
    (DAYS, 45, "2026-11-23T09:00", "2027-01-07"),
    (DAYS, 1, "2026-10-24T23:30", "2026-10-25"),
    # Working day 1 is the day after; a weekend before it does not count.
    (WORKING, 7, "2026-11-23T09:00", "2026-12-02"),
    (WORKING, 7, "2026-11-20T16:00", "2026-12-01"),
    (WORKING, 1, "2026-11-20T23:59", "2026-11-23"),
    (WORKING, 1, "2026-11-21T10:00", "2026-11-23"),
    (WORKING, 1, "2026-11-22T10:00", "2026-11-23"),
    # Good Friday and Easter Monday; early May, August.
    (WORKING, 7, "2026-04-02T09:00", "2026-04-15"),
    (WORKING, 1, "2026-04-02T09:00", "2026-04-07"),
    (WORKING, 1, "2026-05-01T09:00", "2026-05-05"),
    (WORKING, 1, "2026-08-28T09:00", "2026-09-01"),
    # Christmas with Boxing Day on a Saturday, with both at a weekend, and New Year on a Saturday.
    (WORKING, 7, "2026-12-23T09:00", "2027-01-06"),
    (WORKING, 1, "2026-12-24T09:00", "2026-12-29"),
    (WORKING, 1, "2027-12-24T09:00", "2027-12-29"),
    (WORKING, 7, "2027-12-24T09:00", "2028-01-07"),
    # A bank holiday of Scotland alone counts as a working day.
    (WORKING, 1, "2026-11-27T09:00", "2026-11-30"),
    (DueKind.ON, 0, "2026-11-23T21:05", "2026-11-23T21:05"),
]

NOT_WORKING = ["2026-12-25", "2026-12-28", "2027-01-01", "2026-04-03", "2026-04-06", "2028-01-03"]
WORKING_DAYS = ["2026-12-24", "2026-12-29", "2026-04-02", "2026-11-30", "2026-07-13"]

starts = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(
    lambda at: at.strftime("%Y-%m-%dT%H:%M")
)


@pytest.mark.parametrize(("kind", "amount", "start", "expected"), TIMES)
def test_due_times(kind: DueKind, amount: int, start: str, expected: str) -> None:
    due = due_at(Due(kind, amount, "x"), start)
    assert due is not None
    assert local_text(due) == expected


@pytest.mark.parametrize("kind", list(DueKind))
@pytest.mark.parametrize("start", [None, "unknown"])
def test_without_the_time_it_counts_from_there_is_no_due_time(
    kind: DueKind, start: str | None
) -> None:
    assert due_at(Due(kind, 3, "x"), start) is None


def test_now_has_no_time_of_its_own() -> None:
    assert due_at(Due(DueKind.NOW), "2026-11-23T21:05") is None


@pytest.mark.parametrize("day", NOT_WORKING)
def test_bank_holidays_of_england(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKING_DAYS)
def test_days_that_are_none(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@steady
@given(starts, st.integers(1, 30))
def test_so_many_working_days_lie_between(start: str, amount: int) -> None:
    due = due_at(Due(WORKING, amount, "x"), start)
    began = datetime.fromisoformat(start).date()
    assert due is not None
    assert not isinstance(due, datetime)
    days = [began + timedelta(days=n) for n in range(1, (due - began).days + 1)]
    assert is_working_day(due)
    assert sum(map(is_working_day, days)) == amount


@steady
@given(starts, st.integers(1, 200))
def test_hours_are_elapsed_hours(start: str, amount: int) -> None:
    due = due_at(Due(HOURS, amount, "x"), start)
    began = moment(start)
    assert isinstance(due, datetime)
    assert began is not None
    assert due.timestamp() - began.timestamp() == amount * 3600


def test_a_date_counts_as_its_end_when_times_are_ordered() -> None:
    times = [
        datetime(2026, 11, 24, 0, 0, tzinfo=LONDON),
        date(2026, 11, 23),
        datetime(2026, 11, 23, 23, 59, tzinfo=LONDON),
        date(2026, 11, 22),
    ]
    assert sorted(times, key=sort_key) == [times[3], times[2], times[1], times[0]]
