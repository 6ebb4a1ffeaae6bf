"""Which facts count (plan.md, "What is known" and "Which questions are asked").

The steps stand in an order that respects dependence: when a step is settled, every fact that its
condition reads has been settled before. `exploitation possible` reads suspected_after_discussion,
which is asked only where exploitation is possible without it, so that its truth is final before;
which of cse and trafficking is possible is final only after.
"""

from collections.abc import Callable

from tests.oracle.score import LISTS
from tests.oracle.values import Facts, has, known, no, one_of, yes
from tests.oracle.words import (
    adult,
    back,
    child,
    cse_possible,
    exploitation_or_harm,
    exploitation_possible,
    frontline,
    in_care,
    lead,
    missing_now,
    missing_or_back,
    need,
    refer,
    residential,
    sharing,
    social,
    trafficking_possible,
)

ALWAYS = (
    "immediate_danger",
    "task",
    "role",
    "area",
    "age",
    "looked_after",
    "living",
    "concerns",
    "from_abroad",
)

Condition = Callable[[Facts], bool]
Step = tuple[tuple[str, ...], Condition]


def lead_question(f: Facts) -> bool:
    """Whether lead_consulted is asked."""
    return frontline(f) and exploitation_possible(f) and not one_of(f, "role", "met_lead")


def remain_question(f: Facts) -> bool:
    """Whether concerns_remain is asked."""
    discussed = yes(f, "discussed_with_manager") or lead(f)
    return frontline(f) and exploitation_possible(f) and discussed


def allocated_question(f: Facts) -> bool:
    """Whether allocated_social_worker is asked."""
    here = frontline(f) and child(f) and (need(f) or missing_or_back(f))
    return one_of(f, "task", "received_referral") or here


def contact_question(f: Facts) -> bool:
    """Whether may_contact_perpetrator is asked."""
    near = social(f) or one_of(f, "role", "residential_staff", "foster_carer")
    return exploitation_possible(f) and near


def planning(f: Facts) -> bool:
    """task=plan_intervention."""
    return one_of(f, "task", "plan_intervention")


RECOGNITION: tuple[Step, ...] = (
    (("missing_status",), lambda f: not one_of(f, "task", "missing_now", "returned")),
    (("unaccompanied_asylum_seeking",), lambda f: not no(f, "from_abroad")),
    (
        ("cse_indicators", "something_received_for_sexual_activity"),
        lambda f: not has(f, "concerns", "cse"),
    ),
    (
        ("moved", "exploited", "resident_indicators", "internal_trafficking_indicators"),
        lambda f: not has(f, "concerns", "trafficking"),
    ),
    (
        # Two lines of the table name these lists, and the first says that both must hold.
        ("port_of_entry_indicators", "sponsor_indicators"),
        lambda f: not no(f, "from_abroad") and not has(f, "concerns", "trafficking"),
    ),
)

MISSING: tuple[Step, ...] = (
    (("police_informed", "episodes_in_90_days", "particular_risks"), missing_or_back),
    (("whereabouts",), missing_now),
    (("risk_at_whereabouts",), lambda f: one_of(f, "whereabouts", "known")),
    (
        ("police_category", "new_information"),
        lambda f: missing_now(f) and yes(f, "police_informed"),
    ),
    (("reported_to_police_at",), lambda f: one_of(f, "police_category", "absent")),
    (
        ("missing_since", "bureau_inappropriate"),
        lambda f: one_of(f, "police_category", "missing"),
    ),
    (
        (
            "returned_at",
            "harmed_while_missing",
            "placement_issue",
            "social_care_working_with_family",
            "return_interview_outcome",
        ),
        back,
    ),
)

DISCUSSION: tuple[Step, ...] = (
    (("carer_may_be_involved",), exploitation_or_harm),
    (
        ("discussed_with_manager",),
        lambda f: frontline(f) and exploitation_or_harm(f) and not lead(f),
    ),
    (("lead_consulted",), lead_question),
    (
        ("consulting_lead_would_delay_safety",),
        lambda f: lead_question(f) and not yes(f, "lead_consulted"),
    ),
    (("concerns_remain",), remain_question),
    (("suspected_after_discussion",), lambda f: yes(f, "concerns_remain")),
)

# From here on `cse possible` and `trafficking possible` are final.
ASSESSMENT: tuple[Step, ...] = (
    (("age_uncertain", "age_disputed"), trafficking_possible),
    (("reason_to_believe_under_18",), lambda f: yes(f, "age_uncertain")),
    (("record_seraf",), cse_possible),
    ((*LISTS, "seraf_unknown", "disability"), lambda f: yes(f, "record_seraf")),
    (
        ("reasonable_grounds_to_suspect_trafficking", "nrm_stage", "organised_trafficking"),
        lambda f: social(f) and trafficking_possible(f),
    ),
    (
        ("reasonable_grounds_date",),
        lambda f: one_of(f, "nrm_stage", "reasonable_grounds_positive"),
    ),
    (
        ("trafficking_assessment_done",),
        lambda f: one_of(f, "task", "received_referral") and trafficking_possible(f),
    ),
    (
        ("strategy_discussion",),
        lambda f: social(f) and (exploitation_possible(f) or missing_or_back(f)),
    ),
    (("perpetrator_identified",), lambda f: social(f) and exploitation_possible(f)),
    (("may_contact_perpetrator",), contact_question),
    (("suspicions_confirmed",), lambda f: residential(f) and cse_possible(f)),
    (("return_to_country_considered",), lambda f: planning(f) and trafficking_possible(f)),
    (("will_support_prosecution",), lambda f: planning(f) and exploitation_possible(f)),
    (
        ("enquirer_claims_relationship",),
        lambda f: planning(f) and exploitation_possible(f) and in_care(f),
    ),
)

# From here on `child`, `category`, `cse` and `trafficking` are final.
REFERRAL: tuple[Step, ...] = (
    (("care_leaver", "vulnerable_adult"), adult),
    (("referral_made",), need),
    (
        ("referral_date",),
        lambda f: yes(f, "referral_made") or one_of(f, "task", "received_referral"),
    ),
    (("engages_with_services",), refer),
    (("consent",), sharing),
    (("allocated_social_worker",), allocated_question),
)

STEPS: tuple[Step, ...] = (
    (ALWAYS, lambda f: True),
    *RECOGNITION,
    *MISSING,
    *DISCUSSION,
    *ASSESSMENT,
    *REFERRAL,
)


def effective(facts: Facts) -> dict[str, object]:
    """The facts of a case that count and have a value; every other fact is unknown.

    Facts marked `serves` are left out, save area, which is always asked, and seraf_unknown, which
    the range of the SERAF reads.
    """
    given = known(facts)
    counted: dict[str, object] = {}
    for names, condition in STEPS:
        if condition(counted):
            counted |= {name: given[name] for name in names if name in given}
    return counted


def asked(facts: Facts) -> set[str]:
    """The names of the facts whose line in the table holds over the facts that count."""
    counted = effective(facts)
    return {name for names, condition in STEPS if condition(counted) for name in names}
