"""The tables "Strategy", "SERAF outcome" and "National Referral Mechanism" of plan.md."""

from tests.oracle.clock import days, hours, now
from tests.oracle.line import AUTHORITY, CARE, WORKER, YOU, Condition, Line, any_case, span, task
from tests.oracle.score import any_significant, category
from tests.oracle.table_missing import missing_strategy
from tests.oracle.values import Facts, no, one_of, unknown, yes
from tests.oracle.words import (
    adult,
    child,
    exploitation,
    social,
    stands,
    strategy_open,
    trafficking,
)


def exploitation_strategy(f: Facts) -> bool:
    """The line of 5.5.1-3."""
    return exploitation(f) and child(f) and stands(f) and strategy_open(f)


def to_be_held(f: Facts) -> bool:
    """5.5.1-3 or 5.5.1-4."""
    return exploitation_strategy(f) or missing_strategy(f)


def held(f: Facts) -> bool:
    """Social and strategy_discussion is held_no_meeting or held_meeting_agreed."""
    return social(f) and one_of(f, "strategy_discussion", "held_no_meeting", "held_meeting_agreed")


def meeting_agreed(f: Facts) -> bool:
    """The line of 5.5.1-8."""
    return social(f) and one_of(f, "strategy_discussion", "held_meeting_agreed")


def trafficking_meeting(f: Facts) -> bool:
    """The line of 5.5.2-1."""
    return trafficking(f) and child(f) and stands(f)


def seraf_meeting(f: Facts) -> bool:
    """The line of 5.5.2-2."""
    return category(f) in (3, 4) and child(f)


def meeting_papers(f: Facts) -> bool:
    """The line of the meeting's checklists."""
    return social(f) and (trafficking_meeting(f) or seraf_meeting(f) or meeting_agreed(f))


def scored(*categories: int) -> Condition:
    """Category is one of these."""
    return lambda f: category(f) in categories


def child_scored(number: int) -> Condition:
    """Category is this one, child."""
    return lambda f: category(f) == number and child(f)


def refer_to_nrm(f: Facts) -> bool:
    """The line of 5.3.3-13 and A3-3."""
    return (
        social(f)
        and trafficking(f)
        and child(f)
        and not no(f, "reasonable_grounds_to_suspect_trafficking")
        and (one_of(f, "nrm_stage", "not_referred") or unknown(f, "nrm_stage"))
    )


def at_stage(*stages: str) -> Condition:
    """social, nrm_stage is one of these."""
    return lambda f: social(f) and one_of(f, "nrm_stage", *stages)


def return_considered(f: Facts) -> bool:
    """The line of A3-10 and of 5.6.3-9 to 5.6.3-12."""
    return (
        task(f, "plan_intervention") and trafficking(f) and yes(f, "return_to_country_considered")
    )


STRATEGY_TABLE: tuple[Line, ...] = (
    Line(("5.5.1-3",), exploitation_strategy, CARE),
    Line(
        ("5.5.1-5",),
        lambda f: to_be_held(f) and no(f, "immediate_danger"),
        CARE,
        hours("referral_date", 24),
    ),
    Line(("5.5.1-6",), lambda f: to_be_held(f) and not no(f, "immediate_danger"), CARE, now),
    Line(("5.5.1-7",), any_case(to_be_held, held), CARE),
    Line(("5.5.1-8",), meeting_agreed, CARE),
    Line(("5.5.2-1",), trafficking_meeting, CARE),
    Line(("5.5.2-2",), seraf_meeting, CARE),
    Line(("5.5.2-4", "5.5.2-5", *span("5.5.2", 7, 19)), meeting_papers, None),
    Line(("5.5.2-6",), lambda f: meeting_papers(f) and yes(f, "perpetrator_identified"), None),
)

OUTCOME_TABLE: tuple[Line, ...] = (
    Line(("5.6.2-1",), scored(1), YOU),
    Line(("5.6.2-2",), scored(1, 2), YOU),
    Line(("5.6.2-3",), scored(2), CARE),
    Line(("5.6.2-4",), scored(2), YOU),
    Line(("5.6.2-5", "5.6.2-6"), child_scored(3), CARE),
    Line(("5.6.2-7",), child_scored(3), YOU),
    Line(("5.6.2-8", "5.6.2-9", "5.6.2-10"), child_scored(4), CARE),
    # The three lines above say `child`, so for an adult this line is in their place already.
    Line(
        ("5.6.2-11",),
        lambda f: category(f) in (3, 4) and adult(f),
        "social services and police",
    ),
    Line(("A2-48",), lambda f: category(f) in (1, 2) and any_significant(f), YOU),
)

NRM_TABLE: tuple[Line, ...] = (
    Line(("5.3.3-13", "A3-3"), refer_to_nrm, CARE),
    Line(("A3-6",), at_stage("referred"), AUTHORITY),
    Line(("A3-7",), at_stage("referred"), CARE),
    Line(
        ("A3-8",),
        at_stage("reasonable_grounds_positive"),
        AUTHORITY,
        days("reasonable_grounds_date", 45),
    ),
    Line(("A3-9",), at_stage("reasonable_grounds_positive"), AUTHORITY),
    Line(("A3-11",), at_stage("reasonable_grounds_negative", "conclusive_negative"), WORKER),
    Line(("A3-10",), return_considered, CARE),
)
