"""Not knowing must never withhold (the end of plan.md).

All else equal, the rows for unknown include the rows for the value in brackets.
"""

from collections.abc import Iterator

from tests.oracle.values import Facts

PAIRS: tuple[tuple[str, str | int], ...] = (
    ("police_informed", "no"),
    ("risk_at_whereabouts", "no"),
    ("concerns_remain", "no"),
    ("lead_consulted", "yes"),
    ("referral_made", "yes"),
    ("vulnerable_adult", "no"),
    ("trafficking_assessment_done", "yes"),
    ("may_contact_perpetrator", "no"),
    ("reasonable_grounds_to_suspect_trafficking", "no"),
    ("organised_trafficking", "no"),
    ("return_interview_outcome", "no_further_action"),
    ("age", 18),
    ("age", 19),
    ("age", 40),
    ("looked_after", "no"),
)

ADULT_ROWS = frozenset(
    {"5.6.2-11", "5.6.5-2", "5.6.6-1", "5.6.6-2", "5.6.6-3", "5.6.6-4", "5.6.6-5"}
)
SHARING_ROWS = frozenset({"3-1", "3-2", "3-4"})


def kept(fact: str, rows: set[str]) -> set[str]:
    """Of the rows for the value in brackets, those that the rows for unknown must include."""
    if fact == "age":
        # For an adult the sharing rows come with 5.6.5-2, so there they are no rows for a child.
        sharing = SHARING_ROWS if "5.6.5-2" in rows else frozenset[str]()
        return rows - ADULT_ROWS - sharing
    if fact == "looked_after" and "5.3.1-8" in rows:
        return rows - {"5.3.1-8"} | {"5.3.1-6"}
    return set(rows)


def variants(facts: Facts) -> Iterator[tuple[str, dict[str, object], dict[str, object]]]:
    """For each pair: the fact, the facts with its value in brackets, and those with unknown."""
    for fact, value in PAIRS:
        yield fact, {**facts, fact: value}, {**facts, fact: "unknown"}
