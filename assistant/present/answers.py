"""Answers and due times in the pack's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time

from assistant.engine.due import LONDON, When
from assistant.flow.answers import Answer, Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Fact, FactType, Pack


def answer_words(pack: Pack, fact: Fact, answer: Answer) -> str:
    """An answer as its option's label says it; lists joined by semicolons."""
    if answer == UNKNOWN:
        return pack.words.answers["unknown"]
    if isinstance(answer, list | dict):
        ticked = (words for _, words in item_words(pack, fact, answer))
        return "; ".join(ticked) or pack.words.answers["none"]
    if fact.type is FactType.DATETIME:
        return when_words(_day_or_moment(fact, datetime.fromisoformat(str(answer))))
    if fact.type is FactType.WHOLE:
        return str(answer)
    return fact.option(str(answer)).label


def item_words(pack: Pack, fact: Fact, answer: Answer) -> Iterator[tuple[str, str]]:
    """Each item that is ticked in a list, with its words; none where the answer is no list."""
    if isinstance(answer, dict):
        names = pack.words.periods
        for item, periods in answer.items():
            when = " and ".join(names.get(period, period) for period in periods)
            yield item, f"{fact.option(item).label} ({when})"
    elif isinstance(answer, list):
        yield from ((item, fact.option(item).label) for item in answer)


def by_words(pack: Pack, due: When, rule: str) -> str:
    """A due time after its rule: "on review_date" says no time where only the day was given."""
    kind, _, name = rule.partition(" ")
    if kind == "on" and name in pack.facts and isinstance(due, datetime):
        due = _day_or_moment(pack.facts[name], due)
    return f"by {when_words(due)}"


def _day_or_moment(fact: Fact, at: datetime) -> When:
    """The day alone where that was all that was given: then it is kept as its midnight."""
    if fact.day_will_do and at.time() == time():
        return at.date()
    return at.replace(tzinfo=LONDON)


def at_words(at: datetime) -> str:
    """When something was done: "4:06 pm, Wednesday 25 November"."""
    local = at.astimezone(LONDON)
    return f"{clock_words(local)}, {local:%A} {local.day} {local:%B}"


def clock_words(local: datetime) -> str:
    """A time of day such as "4:06 pm"."""
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"


def when_words(when: When) -> str:
    """A time such as "Monday 23 November 2026, 9:05 pm", or a date without the time."""
    day = f"{when:%A} {when.day} {when:%B %Y}"
    if not isinstance(when, datetime):
        return day
    local = when.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B %Y}, {clock_words(local)}"


def due_rule_words(pack: Pack, words: str) -> str:
    """A due time's rule for a reader, as the pack says it.

    A pack of before such words names the question: "72 hours after: Came back".
    """
    if words in pack.words.due:
        return pack.words.due[words]
    head, _, name = words.rpartition(" ")
    if name not in pack.facts:
        return ""
    head = re.sub(r"\bh\b", "hours", head)
    return f"{head}: {pack.facts[name].short}"


def unsaid_words(pack: Pack, words: str, facts: Facts) -> str:
    """That nobody has said from when a due time counts; empty where it was not asked, or is known.

    `words` is the due time's rule, `facts` are the answers that count.
    """
    asked = facts.get(words.rpartition(" ")[2])
    return pack.words.due.get(UNKNOWN, "") if asked == UNKNOWN else ""
