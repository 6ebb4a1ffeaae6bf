"""How a fact is read: a value or unknown (plan.md, "What is known").

At the end nothing is open, so two states are enough. A fact that is unknown is not in the mapping
at all, which makes every comparison with it false and every unknown list hold nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

Facts = Mapping[str, object]

UNKNOWN = "unknown"


def known(facts: Facts) -> dict[str, object]:
    """The facts that have a value, without those that are unknown or left out."""
    return {name: value for name, value in facts.items() if value is not None and value != UNKNOWN}


def unknown(facts: Facts, name: str) -> bool:
    """Whether the fact is unknown."""
    return facts.get(name) in (None, UNKNOWN)


def yes(facts: Facts, name: str) -> bool:
    """`x=yes`."""
    return facts.get(name) == "yes"


def no(facts: Facts, name: str) -> bool:
    """`x=no`; its negation is `x!=no`, true of yes and of unknown."""
    return facts.get(name) == "no"


def one_of(facts: Facts, name: str, *values: str) -> bool:
    """`x is a or b`; false of unknown unless unknown is asked for by itself."""
    return facts.get(name) in values


def items(facts: Facts, name: str) -> set[str]:
    """The items of a fact of type `choices`; an unknown list holds nothing."""
    value = facts.get(name)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return set()
    return {str(item) for item in value}


def has(facts: Facts, name: str, *wanted: str) -> bool:
    """`x has a or b`; `lacks` is its negation, so it is true of an unknown list."""
    return not items(facts, name).isdisjoint(wanted)


def periods(facts: Facts, name: str) -> dict[str, set[str]]:
    """The ticked items of a fact of type `periods`, each with its periods."""
    value = facts.get(name)
    if not isinstance(value, Mapping):
        return {}
    return {str(item): {str(period) for period in ticks} for item, ticks in value.items() if ticks}


def whole(facts: Facts, name: str) -> int | None:
    """The value of a fact of type `whole`, or None where it is unknown."""
    value = facts.get(name)
    return value if isinstance(value, int) else None


def moment(facts: Facts, name: str) -> datetime | None:
    """The local time of a fact of type `datetime`, or None where it is unknown."""
    value = facts.get(name)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, str) and value != UNKNOWN:
        return datetime.fromisoformat(value)
    return None
