"""The tables "Discuss and refer" and "Assess" of plan.md."""

from tests.oracle.clock import working_days
from tests.oracle.line import CARE, COUNCIL, WORKER, YOU, Line, span, task
from tests.oracle.values import Facts, no, one_of, unknown, yes
from tests.oracle.words import (
    child,
    cse,
    cse_possible,
    exploitation_or_harm,
    exploitation_possible,
    frontline,
    lead,
    missing_now,
    missing_or_back,
    need,
    refer,
    sharing,
    social,
    stands,
    trafficking,
    trafficking_possible,
)


def consult_lead(f: Facts) -> bool:
    """The line of 5.2-2."""
    return (
        frontline(f)
        and exploitation_possible(f)
        and not yes(f, "lead_consulted")
        and not yes(f, "consulting_lead_would_delay_safety")
        and not yes(f, "immediate_danger")
        and not one_of(f, "role", "met_lead")
    )


def tell_social_worker(f: Facts) -> bool:
    """The line of 5.2-7."""
    here = frontline(f) and child(f) and (need(f) or missing_or_back(f))
    return yes(f, "allocated_social_worker") and (task(f, "received_referral") or here)


def ask_consent(f: Facts) -> bool:
    """The line of 3-1."""
    return (
        sharing(f)
        and unknown(f, "consent")
        and no(f, "immediate_danger")
        and no(f, "carer_may_be_involved")
    )


def cse_assessment(f: Facts) -> bool:
    """The line of 5.3.2-2."""
    noticed = frontline(f) and cse(f) and stands(f)
    return child(f) and (noticed or (task(f, "received_referral") and cse_possible(f)))


def trafficking_tool(f: Facts) -> bool:
    """The line of 5.3.3-3 and its checklist."""
    return (
        task(f, "received_referral")
        and trafficking_possible(f)
        and child(f)
        and not yes(f, "trafficking_assessment_done")
    )


def trafficking_assessment(f: Facts) -> bool:
    """The line of 5.3.3-1."""
    noticed = child(f) and frontline(f) and trafficking(f) and stands(f)
    return noticed or trafficking_tool(f)


def grounds_to_suspect(f: Facts) -> bool:
    """The line of 5.1.3-53."""
    unsettled = social(f) and unknown(f, "reasonable_grounds_to_suspect_trafficking")
    who = (frontline(f) and lead(f)) or unsettled
    return trafficking_possible(f) and child(f) and stands(f) and who


def unaccompanied(f: Facts) -> bool:
    """unaccompanied_asylum_seeking=yes."""
    return yes(f, "unaccompanied_asylum_seeking")


REFER_TABLE: tuple[Line, ...] = (
    Line(
        ("5.2-1",),
        lambda f: (
            frontline(f)
            and exploitation_or_harm(f)
            and not yes(f, "discussed_with_manager")
            and not lead(f)
        ),
        YOU,
    ),
    Line(("5.2-2",), consult_lead, YOU),
    Line(("5.2-3", "5.2-5"), refer, YOU),
    Line(("5.2-4",), lambda f: refer(f) and no(f, "engages_with_services"), YOU),
    Line(("5.2-7",), tell_social_worker, YOU),
    Line(("3-1",), ask_consent, YOU),
    Line(("3-2",), lambda f: sharing(f) and not one_of(f, "consent", "given"), YOU),
    Line(
        ("3-4",),
        lambda f: sharing(f) and (unknown(f, "consent") or one_of(f, "consent", "refused")),
        YOU,
    ),
    Line(("3-3",), lambda f: frontline(f) and exploitation_or_harm(f), YOU),
    Line(
        ("5.1.2-13",),
        lambda f: (
            frontline(f)
            and cse_possible(f)
            and child(f)
            and stands(f)
            and not yes(f, "record_seraf")
            and not yes(f, "immediate_danger")
        ),
        YOU,
    ),
    Line(
        ("A3-2",),
        lambda f: (
            frontline(f)
            and trafficking(f)
            and child(f)
            and stands(f)
            and not yes(f, "immediate_danger")
        ),
        YOU,
    ),
)

ASSESS_TABLE: tuple[Line, ...] = (
    Line(("5.2-6",), lambda f: task(f, "received_referral"), YOU),
    Line(("5.3.2-2",), cse_assessment, CARE, working_days("referral_date", 7)),
    Line(("5.3.3-1",), trafficking_assessment, CARE, working_days("referral_date", 7)),
    Line(("5.3.3-3",), trafficking_tool, WORKER),
    Line(span("5.3.3", 4, 9), trafficking_tool, None),
    Line(("5.1.3-53",), grounds_to_suspect, YOU),
    Line(
        ("5.3.3-11",),
        lambda f: (
            trafficking_possible(f)
            and yes(f, "age_uncertain")
            and yes(f, "reason_to_believe_under_18")
        ),
        YOU,
    ),
    Line(("5.3.3-12",), lambda f: trafficking_possible(f) and yes(f, "age_disputed"), YOU),
    Line(
        ("5.2-20",),
        lambda f: unaccompanied(f) and child(f) and not yes(f, "looked_after"),
        COUNCIL,
    ),
    Line(
        ("5.2-21",),
        lambda f: unaccompanied(f) and child(f) and trafficking_possible(f),
        COUNCIL,
    ),
    Line(
        ("5.2-23",),
        lambda f: unaccompanied(f) and missing_now(f) and yes(f, "looked_after"),
        COUNCIL,
    ),
    Line(("5.4-1",), lambda f: social(f) and exploitation_possible(f), YOU),
)
