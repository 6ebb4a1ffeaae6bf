"""The table "Words" of plan.md, one function a word, over facts as they count."""

from tests.oracle.score import category
from tests.oracle.values import Facts, has, items, no, one_of, unknown, whole, yes


def frontline(f: Facts) -> bool:
    """frontline: the task, not the role of that name."""
    return one_of(f, "task", "worried", "missing_now", "returned")


def social(f: Facts) -> bool:
    """Social."""
    return one_of(f, "task", "received_referral", "plan_intervention")


def lead(f: Facts) -> bool:
    """Lead."""
    return one_of(f, "role", "designated_lead", "manager", "met_lead")


def missing_now(f: Facts) -> bool:
    """Missing now."""
    return one_of(f, "task", "missing_now") or one_of(f, "missing_status", "missing_now")


def back(f: Facts) -> bool:
    """Back."""
    return one_of(f, "task", "returned") or one_of(f, "missing_status", "returned")


def missing_or_back(f: Facts) -> bool:
    """Missing now or back."""
    return missing_now(f) or back(f)


def cse_possible(f: Facts) -> bool:
    """Cse possible."""
    return (
        has(f, "concerns", "cse")
        or yes(f, "something_received_for_sexual_activity")
        or bool(items(f, "cse_indicators"))
        or has(f, "particular_risks", "exploitation")
        or has(f, "suspected_after_discussion", "cse")
    )


def moved_and_exploited(f: Facts) -> bool:
    """moved=yes and exploited=yes."""
    return yes(f, "moved") and yes(f, "exploited")


def trafficking_possible(f: Facts) -> bool:
    """Trafficking possible."""
    return (
        has(f, "concerns", "trafficking")
        or moved_and_exploited(f)
        or bool(items(f, "internal_trafficking_indicators"))
        or bool(items(f, "resident_indicators"))
        or bool(items(f, "port_of_entry_indicators"))
        or bool(items(f, "sponsor_indicators"))
        or (yes(f, "unaccompanied_asylum_seeking") and missing_now(f))
        or has(f, "suspected_after_discussion", "trafficking")
    )


def exploitation_possible(f: Facts) -> bool:
    """Exploitation possible."""
    return cse_possible(f) or trafficking_possible(f)


def cse(f: Facts) -> bool:
    """cse: indicators alone do not make it (ruling 1)."""
    return (
        has(f, "concerns", "cse")
        or yes(f, "something_received_for_sexual_activity")
        or has(f, "suspected_after_discussion", "cse")
        or category(f) in (3, 4)
    )


def trafficking(f: Facts) -> bool:
    """Trafficking."""
    return (
        has(f, "concerns", "trafficking")
        or moved_and_exploited(f)
        or has(f, "suspected_after_discussion", "trafficking")
        or yes(f, "reasonable_grounds_to_suspect_trafficking")
        or one_of(f, "nrm_stage", "referred", "reasonable_grounds_positive", "conclusive_positive")
    )


def exploitation(f: Facts) -> bool:
    """Exploitation."""
    return cse(f) or trafficking(f)


def child(f: Facts) -> bool:
    """Child."""
    age = whole(f, "age")
    if age is None or age < 18:
        return True
    taken_as_child = yes(f, "age_disputed") or (
        yes(f, "age_uncertain") and yes(f, "reason_to_believe_under_18")
    )
    return trafficking_possible(f) and taken_as_child


def adult(f: Facts) -> bool:
    """Adult."""
    return not child(f)


def stands(f: Facts) -> bool:
    """stands: not knowing after the discussion counts as remaining (ruling 1)."""
    return yes(f, "immediate_danger") or not no(f, "concerns_remain")


def other_harm(f: Facts) -> bool:
    """Other harm."""
    return (
        yes(f, "immediate_danger")
        or yes(f, "harmed_while_missing")
        or has(f, "particular_risks", "violence", "sex_offender_contact")
        or yes(f, "risk_at_whereabouts")
        or one_of(f, "return_interview_outcome", "safeguarding_procedures")
    )


def exploitation_or_harm(f: Facts) -> bool:
    """Exploitation possible or other harm."""
    return exploitation_possible(f) or other_harm(f)


def need(f: Facts) -> bool:
    """Need."""
    reason = exploitation(f) or yes(f, "discussed_with_manager") or lead(f)
    of_exploitation = exploitation_possible(f) and stands(f) and reason
    return frontline(f) and child(f) and (other_harm(f) or of_exploitation)


def refer(f: Facts) -> bool:
    """Refer."""
    return need(f) and not yes(f, "referral_made")


def interview_open(f: Facts) -> bool:
    """Interview open."""
    outcome = "return_interview_outcome"
    return back(f) and child(f) and (one_of(f, outcome, "not_held") or unknown(f, outcome))


def in_care(f: Facts) -> bool:
    """In care."""
    return yes(f, "looked_after") or one_of(f, "living", "foster", "residential")


def strategy_open(f: Facts) -> bool:
    """Strategy open."""
    held = "strategy_discussion"
    return frontline(f) or one_of(f, held, "not_held") or unknown(f, held)


def adult_referral(f: Facts) -> bool:
    """The line of 5.6.5-2, which `sharing` names."""
    return adult(f) and exploitation(f) and stands(f) and not no(f, "vulnerable_adult")


def sharing(f: Facts) -> bool:
    """`sharing`, beneath the table "Discuss and refer"."""
    return refer(f) or (adult_referral(f) and frontline(f))


def residential(f: Facts) -> bool:
    """`residential`, beneath the table "Intervention"."""
    asked_here = one_of(f, "task", "plan_intervention") or one_of(f, "role", "residential_staff")
    return one_of(f, "living", "residential") and asked_here


def confirmed(f: Facts) -> bool:
    """`confirmed`, beneath the table "Intervention"."""
    return (
        yes(f, "something_received_for_sexual_activity")
        or yes(f, "suspicions_confirmed")
        or category(f) == 4
        or (social(f) and one_of(f, "strategy_discussion", "held_meeting_agreed"))
    )
