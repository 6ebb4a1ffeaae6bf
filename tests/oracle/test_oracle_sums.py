"""Times and scores of the oracle against sums done by hand, where no worked case has them."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.oracle import due, first, owners, rows, seraf
from tests.oracle.clock import add_hours, add_working_days


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        # Spring: the hour from 1 to 2 on 29 March 2026 is skipped.
        ("2026-03-28T22:30", 8, "2026-03-29T07:30"),
        ("2026-03-28T12:00", 24, "2026-03-29T13:00"),
        # Autumn: the hour from 1 to 2 on 25 October 2026 comes twice.
        ("2026-10-24T23:00", 8, "2026-10-25T06:00"),
        ("2026-10-24T12:00", 72, "2026-10-27T11:00"),
        # An end in the hour that comes twice has the same text the first time and the second.
        ("2026-10-24T17:30", 8, "2026-10-25T01:30"),
        ("2026-10-24T18:30", 8, "2026-10-25T01:30"),
        ("2028-02-28T10:00", 24, "2028-02-29T10:00"),
    ],
)
def test_elapsed_hours(start: str, number: int, end: str) -> None:
    """Hours are elapsed hours in London."""
    assert add_hours(datetime.fromisoformat(start), number) == datetime.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        # Good Friday and Easter Monday 2026 are 3 and 6 April.
        ("2026-04-01", "2026-04-14"),
        # 28 December 2026 stands in for Saturday the 26th.
        ("2026-12-24", "2027-01-07"),
        # Christmas 2027 is a Saturday: the 27th and 28th; New Year 2028 too: 3 January.
        ("2027-12-24", "2028-01-07"),
        # A start on a Saturday: working day 1 is the Monday.
        ("2026-11-21", "2026-12-01"),
        # The early May bank holiday, 4 May 2026.
        ("2026-04-30", "2026-05-12"),
        # The second of January and St Andrew's Day are holidays in Scotland only.
        ("2026-11-27", "2026-12-08"),
    ],
)
def test_seven_working_days(start: str, end: str) -> None:
    """Weekends and the bank holidays of England do not count."""
    assert add_working_days(date.fromisoformat(start), 7) == date.fromisoformat(end)


def scored(**facts: Any) -> dict[str, Any]:
    """The facts of a case with a SERAF."""
    return {
        "task": "received_referral",
        "concerns": ["cse"],
        "record_seraf": "yes",
        "seraf_vulnerabilities": [],
        "seraf_moderate": [],
        "seraf_significant": [],
        **facts,
    }


@pytest.mark.parametrize(
    ("facts", "score", "category", "highest"),
    [
        ({"age": 15, "disability": "no"}, 0, 1, 0),
        ({"age": 15}, 0, 1, 1),
        # Nothing significant is or may be ticked, so an unknown age adds nothing.
        ({"disability": "no"}, 0, 1, 0),
        ({"disability": "no", "seraf_significant": {"unknown_vehicles": ["recent"]}}, 1, 1, 6),
        (
            {"age": 12, "disability": "no", "seraf_significant": {"unknown_vehicles": ["recent"]}},
            6,
            2,
            6,
        ),
        # One of each list unknown: 1 + 1 + 6, and 5 for an age that may be under 13.
        (
            {
                "disability": "no",
                "seraf_unknown": ["sexual_abuse", "alcohol_misuse", "exploitation_areas"],
            },
            0,
            1,
            13,
        ),
        # Ticked all the same: it counts as ticked, in the period it is ticked in.
        (
            {
                "age": 15,
                "disability": "no",
                "seraf_significant": {"unknown_vehicles": ["recent"]},
                "seraf_unknown": ["unknown_vehicles"],
            },
            1,
            1,
            1,
        ),
        # Unanswered lists: 11, 10 and nine times 6.
        ({"age": 15, "disability": "no", "seraf_moderate": "unknown"}, 0, None, 10),
        ({"age": 15, "disability": "no", "seraf_vulnerabilities": "unknown"}, 0, None, 11),
        ({"age": 15, "disability": "no", "seraf_significant": "unknown"}, 0, None, 54),
        ({"disability": "no", "seraf_significant": "unknown"}, 0, None, 59),
    ],
)
def test_seraf(facts: dict[str, Any], score: int, category: int | None, highest: int) -> None:
    """The score, its category, and the top of the range."""
    found = seraf(scored(**facts))
    assert found is not None
    assert (found["score"], found["category"]) == (score, category)
    assert found["lowest"]["score"] == score
    assert found["highest"]["score"] == highest


def test_no_seraf() -> None:
    """No SERAF where record_seraf is not yes, or where it is not asked."""
    assert seraf(scored(record_seraf="no")) is None
    assert seraf(scored(record_seraf="unknown")) is None
    assert seraf(scored(concerns=[])) is None


def test_owner_by_role() -> None:
    """What falls to the person's own service is theirs; a manager's only in a social task."""
    base = {"task": "received_referral", "immediate_danger": "no", "concerns": ["cse"]}
    for role, owner in (
        ("social_worker", "you"),
        ("manager", "you"),
        ("met_lead", "you"),
        ("designated_lead", "children's social care"),
    ):
        assert owners({**base, "role": role})["5.3.2-2"] == owner
    worried = {**base, "task": "worried", "role": "manager"}
    assert owners(worried)["5.3.2-2"] == "children's social care"


def test_first_by_due_time() -> None:
    """Without a `now` item, one's own with the earliest time leads, also where it stands later."""
    facts = {
        "task": "received_referral",
        "immediate_danger": "no",
        "role": "social_worker",
        "concerns": ["cse"],
        "referral_date": "2026-11-20T16:00",
    }
    assert due(facts) == {"5.3.2-2": "2026-12-01", "5.5.1-5": "2026-11-21T16:00"}
    assert first(facts) == {"5.5.1-5"}
    assert first({**facts, "role": "designated_lead"}) == {"5.2-6"}


def test_a_fact_nobody_asks_for_counts_for_nothing() -> None:
    """The two lists of arrival need both of the lines that name them."""
    facts = {"task": "worried", "immediate_danger": "no", "sponsor_indicators": ["x"]}
    assert "3-3" in rows(facts)
    assert "3-3" not in rows({**facts, "from_abroad": "no"})
