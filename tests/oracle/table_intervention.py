"""The table "Intervention" of plan.md."""

from tests.oracle.line import (
    CARE,
    CARERS,
    COUNCIL,
    POLICE,
    RESIDENTIAL,
    WORKER,
    YOU,
    Line,
    any_case,
    span,
    task,
)
from tests.oracle.table_strategy import return_considered
from tests.oracle.values import Facts, no, one_of, yes
from tests.oracle.words import (
    adult,
    adult_referral,
    child,
    confirmed,
    cse,
    cse_possible,
    exploitation,
    exploitation_possible,
    in_care,
    residential,
    social,
    stands,
    trafficking,
    trafficking_possible,
)


def stop_contact(f: Facts) -> bool:
    """The line of 5.6.1-3 and 5.6.1-4."""
    near = social(f) or one_of(f, "role", "residential_staff", "foster_carer")
    return near and exploitation(f) and not no(f, "may_contact_perpetrator")


def residential_home(f: Facts) -> bool:
    """The line of 5.6.2-14."""
    return residential(f) and cse_possible(f)


def foster_home(f: Facts) -> bool:
    """The line of 5.6.2-26."""
    here = task(f, "plan_intervention") or one_of(f, "role", "foster_carer")
    return cse(f) and one_of(f, "living", "foster") and here


def planned_trafficking(f: Facts) -> bool:
    """task=plan_intervention, trafficking, child."""
    return task(f, "plan_intervention") and trafficking(f) and child(f)


def planned_exploitation(f: Facts) -> bool:
    """task=plan_intervention, exploitation, child."""
    return task(f, "plan_intervention") and exploitation(f) and child(f)


def child_in_care(f: Facts) -> bool:
    """Exploitation possible, child, in care."""
    return exploitation_possible(f) and child(f) and in_care(f)


def care_leaver(f: Facts) -> bool:
    """adult, care_leaver=yes."""
    return adult(f) and yes(f, "care_leaver")


def evidence(f: Facts) -> bool:
    """Exploitation possible, stands."""
    return exploitation_possible(f) and stands(f)


INTERVENTION_TABLE: tuple[Line, ...] = (
    Line(("5.6.1-3", "5.6.1-4"), stop_contact, YOU),
    Line(("5.6.2-14",), residential_home, RESIDENTIAL),
    Line(span("5.6.2", 15, 25), lambda f: residential_home(f) and confirmed(f), RESIDENTIAL),
    Line(("5.6.2-26",), foster_home, WORKER),
    Line(
        ("5.6.2-27",),
        any_case(residential_home, foster_home),
        "residential manager or fostering link worker",
    ),
    Line(
        ("5.6.3-3",),
        lambda f: child(f) and (trafficking(f) or (social(f) and trafficking_possible(f))),
        YOU,
    ),
    Line(
        ("5.6.3-4",),
        lambda f: social(f) and trafficking(f) and child(f) and not no(f, "organised_trafficking"),
        CARE,
    ),
    Line(
        ("5.6.3-8",),
        lambda f: social(f) and trafficking(f) and child(f) and not yes(f, "looked_after"),
        CARE,
    ),
    Line(
        ("5.6.3-1", "5.6.3-2", "5.6.3-5", "5.6.3-6", "5.6.3-7"),
        planned_trafficking,
        CARE,
    ),
    Line(span("5.6.3", 9, 12), return_considered, WORKER),
    Line(("5.6.4-3",), child_in_care, COUNCIL),
    Line(("5.6.4-4",), child_in_care, CARERS),
    Line(
        ("5.6.4-1", "5.6.4-2"),
        lambda f: planned_exploitation(f) and in_care(f),
        COUNCIL,
    ),
    Line(
        ("5.6.4-5",),
        lambda f: planned_exploitation(f) and in_care(f) and yes(f, "enquirer_claims_relationship"),
        COUNCIL,
    ),
    Line(("5.6.5-2",), adult_referral, YOU),
    Line(
        ("5.6.6-1", "5.6.6-2", "5.6.6-4", "5.6.6-5"),
        lambda f: care_leaver(f) and exploitation(f),
        COUNCIL,
    ),
    Line(("5.6.6-3",), lambda f: care_leaver(f) and trafficking(f), COUNCIL),
    Line(("5.6.6-6",), planned_exploitation, CARE),
    Line(("5.7-1", "5.7-3"), evidence, YOU),
    Line(("5.7-2",), lambda f: evidence(f) and no(f, "carer_may_be_involved"), YOU),
    Line(
        ("5.7-4",),
        lambda f: (
            task(f, "plan_intervention") and exploitation(f) and yes(f, "will_support_prosecution")
        ),
        YOU,
    ),
    Line(
        ("5.7-6",),
        lambda f: social(f) and exploitation(f) and yes(f, "perpetrator_identified"),
        POLICE,
    ),
)
