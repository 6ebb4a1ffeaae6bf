"""The second reading of what is ours: items around the protocol, and questions that serve it.

The oracle reads plan.md, which has none of them. This says by hand, from what each is for, when it
is to stand; like the oracle it reads nothing of the pack.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.clock import hours
from tests.oracle.line import CARE, POLICE, Condition, task
from tests.oracle.plan import own_services
from tests.oracle.score import any_significant, category
from tests.oracle.values import Facts, has, items, known, one_of, unknown, yes
from tests.oracle.vocabulary import values_of
from tests.oracle.words import (
    back,
    child,
    exploitation_possible,
    frontline,
    missing_now,
    missing_or_back,
    need,
    refer,
    social,
    trafficking_possible,
)

CIRCUMSTANCES = (
    "other_harm",
    "about_staff",
    "lead_absent",
    "several_areas",
    "brothers_or_sisters",
)

# Heard from an event, and never asked: which of the two has had the referral while the other has
# not, when children's social care had it, and its answer. Each after those that it reads.
HEARD: dict[str, Condition] = {
    "referred_to": refer,
    "social_care_told_at": refer,
    "referral_answer": lambda f: social_care_knows(f),
}
ONE_OF_TWO = ("social_care", "police")
ANSWERS = ("awaited", "acting", "no_action", "no_answer")


def untold(f: Facts) -> bool:
    """The police are still to be told of a missing child, and will ask."""
    return missing_now(f) and not yes(f, "police_informed")


def papers(f: Facts) -> bool:
    """The trafficking assessment, with its check of documents, is still to be done."""
    open_still = not yes(f, "trafficking_assessment_done")
    return task(f, "received_referral") and trafficking_possible(f) and open_still and child(f)


def held(f: Facts) -> bool:
    """The strategy discussion has a date."""
    return one_of(f, "strategy_discussion", "held_no_meeting", "held_meeting_agreed")


def meeting(f: Facts) -> bool:
    """A meeting was agreed, so that its written plan has a review."""
    return social(f) and one_of(f, "strategy_discussion", "held_meeting_agreed")


# Each after those that it reads.
QUESTIONS: dict[str, Condition] = {
    "out_of_character": untold,
    "signs_of_plan": untold,
    "inadequate_clothing_or_weather": untold,
    "health_issue": untold,
    "risky_associates": untold,
    "information_of_concern": untold,
    "push_pull_factors": lambda f: frontline(f) and missing_or_back(f),
    "child_protection_plan_or_section_47": lambda f: refer(f) or untold(f),
    "arrived_within_24_hours": lambda f: yes(f, "unaccompanied_asylum_seeking") and missing_now(f),
    "documents_seen": papers,
    "passport_concerns": lambda f: has(f, "documents_seen", "passport"),
    "strategy_discussion_date": held,
    "review_date": meeting,
    "circumstances": lambda f: True,
}


def circumstance(name: str) -> Condition:
    """It was said to be so."""
    return lambda f: has(f, "circumstances", name)


ITEMS: dict[str, Condition] = {
    "find-out-where": lambda f: nobody_knows_where(f),
    "see-a-doctor": lambda f: back(f) and not one_of(f, "harmed_while_missing", "no"),
    "adult-beside": lambda f: trafficking_possible(f) and not missing_now(f),
    "what-not-to-do": frontline,
    "own-rules": lambda f: frontline(f) and may_do_more(f),
    "write-it-down": frontline,
    "first-record": frontline,
    "door-out": circumstance("other_harm"),
    "about-staff": circumstance("about_staff"),
    "lead-absent": circumstance("lead_absent"),
    "several-areas": lambda f: has(f, "circumstances", "several_areas") or outside(f),
    "brothers-and-sisters": circumstance("brothers_or_sisters"),
    "interpreter": lambda f: yes(f, "from_abroad"),
    "review-plan": lambda f: not unknown(f, "review_date"),
    "count-case": social,
    "monitoring": social,
    "hear-back": lambda f: frontline(f) and unanswered(f),
    "professional-disagreement": lambda f: (
        frontline(f) and one_of(f, "referral_answer", "no_answer", "no_action")
    ),
    "tell-police-back": lambda f: frontline(f) and back(f) and told_police(f),
    "other-lines": lambda f: frontline(f) and exploitation_possible(f) and outsider(f),
    "look-after-yourself": lambda f: frontline(f) and hard(f),
}


def social_care_knows(f: Facts) -> bool:
    """Children's social care has had the referral, alone or with the police."""
    return yes(f, "referral_made") or one_of(f, "referred_to", "social_care")


def unanswered(f: Facts) -> bool:
    """A referral was made, and nobody has said what came of it."""
    silent = unknown(f, "referral_answer") or one_of(f, "referral_answer", "awaited")
    return social_care_knows(f) and silent


def nobody_knows_where(f: Facts) -> bool:
    """Whether the child is missing was asked, and is not known."""
    asked = not one_of(f, "task", "missing_now", "returned")
    return asked and unknown(f, "missing_status")


def hurt(f: Facts) -> bool:
    """The child is back, and came to harm while away."""
    return back(f) and yes(f, "harmed_while_missing")


def may_do_more(f: Facts) -> bool:
    """The work, or the care of this child, has rules of its own on questions and searches."""
    return one_of(f, "role", "police", "social_worker", "residential_staff", "foster_carer")


def told_police(f: Facts) -> bool:
    """The police were told that the child was missing, or may have been."""
    return not one_of(f, "police_informed", "no")


def outsider(f: Facts) -> bool:
    """Neither of the police nor of children's social care."""
    return not own_services(f) & {POLICE, CARE}


def outside(f: Facts) -> bool:
    """The child is in none of the four areas."""
    return one_of(f, "area", "elsewhere")


def hard(f: Facts) -> bool:
    """A call to the police or to children's social care is called for."""
    return need(f) or missing_now(f) or yes(f, "immediate_danger")


# Ruling 7: nobody is told to ring their own service, by its id.
RINGS: dict[str, Condition] = {
    "police": lambda f: POLICE not in own_services(f),
    "childrens_social_care": lambda f: CARE not in own_services(f),
    "management": lambda f: not one_of(f, "role", "manager"),
    "designated_lead": lambda f: not one_of(f, "role", "designated_lead"),
}

# What is said beside a score, so that it is never taken for a verdict.
NOTES: dict[str, Condition] = {
    "second-look": lambda f: category(f) in (1, 2) and any_significant(f),
    "vulnerabilities-only": lambda f: (
        category(f) in (3, 4) and not items(f, "seraf_moderate") and not any_significant(f)
    ),
    "signs-in-lowest": lambda f: (
        category(f) == 1 and bool(items(f, "seraf_moderate")) and not any_significant(f)
    ),
    "not-a-verdict": lambda f: category(f) is not None,
}


def with_ours(given: Facts, seed: int) -> dict[str, Any]:
    """The facts of a random case and, as random, those that only we ask for.

    Now and then the SERAF is all vulnerabilities, up to the highest category: by chance it never
    is.
    """
    random = Random(seed)
    more: dict[str, Any] = {
        "circumstances": [c for c in CIRCUMSTANCES if random.random() < 0.3],
        "review_date": "2027-01-04T10:00",
    }
    if random.random() < 0.5:
        more["referral_answer"] = random.choice(ANSWERS)
        more["referred_to"] = random.choice(ONE_OF_TWO)
        more["social_care_told_at"] = "2026-11-20T09:30"
    if random.random() < 0.1:
        every = values_of("seraf_vulnerabilities")
        ticked = random.sample(every, random.randint(len(every) // 2, len(every)))
        given = {
            **given,
            "record_seraf": "yes",
            "seraf_vulnerabilities": ticked,
            "seraf_moderate": [],
            "seraf_significant": {},
        }
    return {**given, **{name: value for name, value in more.items() if random.random() < 0.8}}


def counted_with_ours(counted: Facts, given: Facts) -> tuple[dict[str, object], set[str]]:
    """The facts that count, with those of our questions; and which of these are asked."""
    facts, told, asked = dict(counted), known(given), set()
    for name, made in HEARD.items():
        if name in told and made(facts):
            facts[name] = told[name]
    for name, condition in QUESTIONS.items():
        if condition(facts):
            asked.add(name)
            if name in told:
                facts[name] = told[name]
    return facts, asked


def items_of_ours(facts: Facts) -> set[str]:
    """The ids of our items and lists that stand."""
    return {name for name, condition in ITEMS.items() if condition(facts)}


def due_of_ours(facts: Facts) -> dict[str, str]:
    """The times of our items: what is due now, the review's date, a day to answer a referral."""
    found = {"review-plan": str(facts["review_date"])} if "review_date" in facts else {}
    since = "referral_date" if yes(facts, "referral_made") else "social_care_told_at"
    answer_by = hours(since, 24)(facts)
    found |= (
        {"professional-disagreement": "now"} if ITEMS["professional-disagreement"](facts) else {}
    )
    found |= {"find-out-where": "now"} if nobody_knows_where(facts) else {}
    found |= {"tell-police-back": "now"} if ITEMS["tell-police-back"](facts) else {}
    found |= {"see-a-doctor": "now"} if hurt(facts) else {}
    return found | ({"hear-back": answer_by} if ITEMS["hear-back"](facts) and answer_by else {})
