"""The SERAF (plan.md, "SERAF score", and "SERAF answered" and "category" of "Words")."""

from typing import TypedDict

from tests.oracle.values import Facts, items, periods, unknown, whole, yes
from tests.oracle.vocabulary import values_of

LISTS = ("seraf_vulnerabilities", "seraf_moderate", "seraf_significant")
BOTH = {"current", "recent"}


class Band(TypedDict):
    """A score and its category."""

    score: int
    category: int


class Seraf(TypedDict):
    """A score, its category (None until all three lists are given), the range."""

    score: int
    category: int | None
    lowest: Band
    highest: Band


def category_of(score: int) -> int:
    """The category of a score: 0 to 5, 6 to 10, 11 to 15, 16 and over."""
    if score <= 5:
        return 1
    if score <= 10:
        return 2
    return 3 if score <= 15 else 4


def points(ticks: set[str]) -> int:
    """The points of one significant indicator: 5 current, 1 recent, 6 both."""
    return (5 if "current" in ticks else 0) + (1 if "recent" in ticks else 0)


def total(
    single: int, significant: dict[str, set[str]], *, disability: bool, under_13: bool
) -> int:
    """The score of one-point ticks, significant ticks, disability and the under-13 rule."""
    score = single + sum(points(ticks) for ticks in significant.values())
    score += 1 if disability else 0
    # Ruling 4: either period will do for the under-13 rule.
    return score + (5 if under_13 and any(significant.values()) else 0)


def answered(counted: Facts) -> bool:
    """`SERAF answered`, over facts as they count."""
    return yes(counted, "record_seraf") and not any(unknown(counted, name) for name in LISTS)


def ticked_score(counted: Facts) -> int:
    """The score of what is ticked; what is unknown counts as not ticked."""
    age = whole(counted, "age")
    return total(
        len(items(counted, "seraf_vulnerabilities")) + len(items(counted, "seraf_moderate")),
        periods(counted, "seraf_significant"),
        disability=yes(counted, "disability"),
        under_13=age is not None and age < 13,
    )


def highest_score(counted: Facts) -> int:
    """The score where everything unknown is yes, current and recent."""
    doubtful = items(counted, "seraf_unknown")
    single = 0
    for name in ("seraf_vulnerabilities", "seraf_moderate"):
        every = set(values_of(name))
        single += len(
            every if unknown(counted, name) else items(counted, name) | (doubtful & every)
        )
    significant = periods(counted, "seraf_significant")
    every = set(values_of("seraf_significant"))
    may_be = every if unknown(counted, "seraf_significant") else doubtful & every
    # An item that is ticked all the same keeps the periods it is ticked in.
    significant = dict.fromkeys(may_be, BOTH) | significant
    age = whole(counted, "age")
    return total(
        single,
        significant,
        disability=yes(counted, "disability") or unknown(counted, "disability"),
        under_13=age is None or age < 13,
    )


def category(counted: Facts) -> int | None:
    """`category`: of what is ticked where the SERAF is answered, else none."""
    return category_of(ticked_score(counted)) if answered(counted) else None


def any_significant(counted: Facts) -> bool:
    """Whether any significant indicator is ticked in either period."""
    return bool(periods(counted, "seraf_significant"))


def scored_seraf(counted: Facts) -> Seraf | None:
    """The SERAF over facts as they count; None where record_seraf is not yes."""
    if not yes(counted, "record_seraf"):
        return None
    score, highest = ticked_score(counted), highest_score(counted)
    return {
        "score": score,
        "category": category(counted),
        "lowest": {"score": score, "category": category_of(score)},
        "highest": {"score": highest, "category": category_of(highest)},
    }
