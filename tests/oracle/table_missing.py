"""The tables "Now" and "Missing" of plan.md."""

from tests.oracle.clock import hours, now, now_where_new_information
from tests.oracle.line import CARE, POLICE, YOU, Line, span
from tests.oracle.values import Facts, items, no, one_of, unknown, whole, yes
from tests.oracle.words import (
    back,
    child,
    exploitation_possible,
    frontline,
    in_care,
    interview_open,
    missing_now,
    missing_or_back,
    strategy_open,
    trafficking_possible,
)


def recorded(f: Facts, category: str) -> bool:
    """Missing now, police_category=the named one."""
    return missing_now(f) and one_of(f, "police_category", category)


def episodes(f: Facts, least: int) -> bool:
    """episodes_in_90_days >= least; false where the number is unknown."""
    number = whole(f, "episodes_in_90_days")
    return number is not None and number >= least


def third_episode(f: Facts) -> bool:
    """The line of 5.2-14 and of 5.3.1-19."""
    return missing_or_back(f) and child(f) and episodes(f, 3)


def interview_in_72_hours(f: Facts) -> bool:
    """The line of 5.3.1-6."""
    return interview_open(f) and (in_care(f) or unknown(f, "looked_after"))


def missing_strategy(f: Facts) -> bool:
    """The line of 5.5.1-4."""
    grounds = (
        episodes(f, 2)
        or bool(items(f, "particular_risks"))
        or yes(f, "risk_at_whereabouts")
        or exploitation_possible(f)
        or one_of(f, "return_interview_outcome", "high_risk_strategy_meeting")
    )
    return missing_or_back(f) and child(f) and strategy_open(f) and grounds


NOW_TABLE: tuple[Line, ...] = (
    Line(("5.6.1-1",), lambda f: not no(f, "immediate_danger"), YOU, now),
    Line(("5.2-22",), lambda f: missing_now(f) and trafficking_possible(f), YOU, now),
    Line(("5.2-8",), lambda f: missing_now(f) and not yes(f, "police_informed"), YOU, now),
)

MISSING_TABLE: tuple[Line, ...] = (
    Line(
        ("5.2-10",),
        lambda f: (
            missing_now(f)
            and one_of(f, "whereabouts", "known")
            and not no(f, "risk_at_whereabouts")
        ),
        YOU,
        now,
    ),
    Line(
        ("5.3.1-3",),
        lambda f: (
            missing_now(f) and (one_of(f, "police_category", "absent") or yes(f, "new_information"))
        ),
        YOU,
        now_where_new_information,
    ),
    Line(("5.3.1-1",), lambda f: recorded(f, "absent"), POLICE),
    Line(("5.3.1-2",), lambda f: recorded(f, "absent"), POLICE, hours("reported_to_police_at", 8)),
    Line(("5.3.1-4",), lambda f: recorded(f, "missing"), POLICE),
    Line(("5.2-16",), lambda f: recorded(f, "missing"), POLICE, hours("missing_since", 24)),
    Line(("5.2-17",), lambda f: recorded(f, "missing") and yes(f, "bureau_inappropriate"), YOU),
    Line(("5.2-11",), lambda f: frontline(f) and child(f) and missing_or_back(f), YOU),
    Line(
        ("5.2-12",),
        lambda f: (
            back(f) and child(f) and yes(f, "police_informed") and yes(f, "harmed_while_missing")
        ),
        POLICE,
    ),
    Line(("5.2-13",), lambda f: child(f) and recorded(f, "missing"), POLICE),
    Line(("5.2-14",), third_episode, POLICE),
    Line(("5.3.1-19",), third_episode, CARE),
    Line(("5.3.1-6",), interview_in_72_hours, CARE, hours("returned_at", 72)),
    Line(("5.3.1-7",), lambda f: interview_in_72_hours(f) and yes(f, "placement_issue"), CARE),
    Line(("5.3.1-8",), lambda f: interview_open(f) and not interview_in_72_hours(f), CARE),
    Line(("5.3.1-17",), interview_open, CARE),
    Line(("5.3.1-20",), back, POLICE),
    Line(
        ("5.3.1-21",),
        lambda f: interview_open(f) and yes(f, "social_care_working_with_family"),
        CARE,
    ),
    Line(span("5.3.1", 9, 16), interview_open, None),
    Line(("5.5.1-4",), missing_strategy, CARE),
)
