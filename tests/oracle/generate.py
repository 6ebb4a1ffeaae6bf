"""Random valid cases over all facts of facts.yaml, the same case for the same seed.

Facts are drawn without regard to what is asked, so that many cases give facts that count for
nothing. A case has title, story, now and facts, as a worked case has, and no `expect`.
"""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any, NamedTuple, TypeVar

from tests.oracle.moments import FORM, before, clock
from tests.oracle.values import UNKNOWN
from tests.oracle.vocabulary import values_of, vocabulary
from tests.oracle.weights import AGES, DAYS_BACK, EPISODES, SILENCE, VALUES

Case = dict[str, Any]
T = TypeVar("T", str, int)

SERAF_LISTS = ("seraf_vulnerabilities", "seraf_moderate")
# Small, middling and large ticks, so that all four categories come often.
TICKS_AT_MOST = (1, 3, 6)
# An indicator anywhere opens most of the plan, so in many cases none is seen.
ITEMS_AT_MOST = (0, 0, 1, 3)
PERIODS = (["current"], ["recent"], ["recent"], ["current", "recent"])


class Most(NamedTuple):
    """How many SERAF items of a list a case ticks at most, and items of any other list."""

    ticks: int
    items: int


def weighted(random: Random, weights: dict[T, float]) -> T:
    """One key, by weight."""
    return random.choices(list(weights), list(weights.values()))[0]


def some(random: Random, items: tuple[str, ...], most: int) -> list[str]:
    """Between none and so many of the items."""
    return random.sample(items, random.randint(0, min(most, len(items))))


def concerns(random: Random) -> list[str]:
    """The concerns: each as likely as not, rarely none of them."""
    chance = random.choice((0.0, 0.3, 0.6))
    return [item for item in values_of("concerns") if random.random() < chance]


def significant(random: Random, most: int) -> dict[str, list[str]] | list[str]:
    """Ticks of seraf_significant; none of them is written as an empty list or an empty mapping."""
    chosen = some(random, values_of("seraf_significant"), most)
    if not chosen:
        return random.choice(([], {}))
    return {item: list(random.choice(PERIODS)) for item in chosen}


def seraf_unknown(random: Random, facts: dict[str, Any]) -> list[str]:
    """Items that nobody knows; now and then one that is ticked all the same."""
    names = (*SERAF_LISTS, "seraf_significant")
    every = tuple(item for name in names for item in values_of(name))
    chosen = some(random, every, 3)
    ticked = [item for name in names for item in facts.get(name, ()) if item in every]
    if ticked and random.random() < 0.2:
        chosen.append(random.choice(ticked))
    return list(dict.fromkeys(chosen))


def draw(random: Random, name: str, facts: dict[str, Any], now: datetime, most: Most) -> Any:
    """A value of the named fact, other than unknown."""
    kind = vocabulary()[name]["type"]
    if name == "concerns":
        return concerns(random)
    if name == "seraf_unknown":
        return seraf_unknown(random, facts)
    if kind == "periods":
        return significant(random, most.ticks)
    if name in SERAF_LISTS:
        return some(random, values_of(name), most.ticks + 2)
    if kind == "choices":
        return some(random, values_of(name), most.items)
    if kind == "whole":
        return weighted(random, AGES if name == "age" else EPISODES)
    if kind == "datetime":
        return before(random, now, DAYS_BACK[name])
    values = values_of(name) if kind == "choice" else ("yes", "no")
    return weighted(random, VALUES.get(name) or dict.fromkeys(values, 1.0))


def generate(seed: int) -> Case:
    """The case of a seed."""
    random = Random(seed)
    now = clock(random)
    # From cases where nearly all is known to cases where little is.
    unsaid = random.choice((0.03, 0.1, 0.1, 0.25, 0.5))
    most = Most(random.choice(TICKS_AT_MOST), random.choice(ITEMS_AT_MOST))
    facts: dict[str, Any] = {}
    for name in vocabulary():
        if name == "task" or random.random() >= max(unsaid, SILENCE.get(name, 0)):
            facts[name] = draw(random, name, facts, now, most)
        elif random.random() < 0.4:
            facts[name] = UNKNOWN
    return {
        "title": f"Generated case {seed}",
        "story": f"A case drawn at random from the seed {seed}.",
        "now": now.strftime(FORM),
        "facts": facts,
    }


def cases(number: int, start: int = 0) -> Iterator[Case]:
    """So many cases, of the seeds from `start`."""
    for seed in range(start, start + number):
        yield generate(seed)


def to_text(value: Any) -> str:
    """A value as a case file writes it: yes and no quoted, lists and mappings in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {to_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(to_text(item) for item in value) + "]"
    if value in ("yes", "no"):
        return f"'{value}'"
    return str(value)


def quoted(text: str) -> str:
    """A sentence in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def to_yaml(case: Case) -> str:
    """The text of a case file; times stand plain, as in the worked cases."""
    lines = [
        f"title: {quoted(case['title'])}",
        f"story: {quoted(case['story'])}",
        f"now: {case['now']}",
        "facts:",
    ]
    lines += [f"  {name}: {to_text(value)}" for name, value in case["facts"].items()]
    return "\n".join(lines) + "\n"
