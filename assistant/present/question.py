"""A question as one screen shows it: what is asked, why, and the answers that can be given.

No HTML and no answer is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import astuple, replace

from assistant.engine.replay import Refusal
from assistant.engine.since import of_question
from assistant.flow.answers import ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, PERIODS, Fact, FactType, Pack
from assistant.present.glossary import number_of
from assistant.present.since import SinceBlock, since_block

TAPPED = (FactType.YES_NO, FactType.CHOICE)


class Choice(Struct, frozen=True):
    """One answer to choose. `periods` are those ticked, where the question has periods."""

    value: str
    label: str
    help: str
    chosen: bool = False
    periods: tuple[str, ...] = ()


class Choices(Struct, frozen=True):
    """Answers that belong together. `title` is empty where there is one group only."""

    title: str
    choices: tuple[Choice, ...]


class Question(Struct, frozen=True, eq=False):
    """One question. `number` names it in links: its place in the pack, from 1.

    `type` is the fact's. `unknown` and `none` are the words for those answers, empty where they
    are not offered; `if_unknown` says beside the first when to choose it. `typed` is what
    stands in a box, and with `day` a day will do for it; `quick` are times with their words, which
    count for nothing when two questions are compared; `problem` says what is wrong with the answer
    just given. `scored`: it is a list of a score.
    `noticed`: what stands ticked was noticed in one's own words, and is not answered yet.
    `since` is what has changed about its terms; `term` is the glossary's number of one that
    it explains, 0 for none.
    """

    number: int
    name: str
    type: str
    ask: str
    short: str
    why: str
    means: tuple[tuple[str, str], ...]
    groups: tuple[Choices, ...]
    periods: tuple[tuple[str, str], ...]
    minimum: int
    maximum: int
    unknown: str
    if_unknown: str
    unknown_chosen: bool
    none: str
    none_chosen: bool
    typed: str
    quick: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    scored: bool = False
    day: bool = False
    since: SinceBlock | None = None
    term: int = 0
    noticed: bool = False

    def __eq__(self, other: object) -> bool:
        return type(other) is Question and self._compared == other._compared

    def __hash__(self) -> int:
        return hash(self._compared)

    @property
    def _compared(self) -> tuple[object, ...]:
        return astuple(replace(self, quick=()))

    @property
    def tapped(self) -> bool:
        """One of a few answers is enough."""
        return self.type in TAPPED

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers of every group."""
        return tuple(choice for group in self.groups for choice in group.choices)


@lru_cache(maxsize=16)
def _numbers(pack: Pack) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(pack.facts, 1)}


def fact_number(pack: Pack, name: str) -> int:
    """A fact's place in the pack, from 1: a name for it that says nothing in an address."""
    return _numbers(pack)[name]


def fact_of(pack: Pack, number: int) -> Fact:
    """The fact at that place. Raises IndexError."""
    if number < 1:
        raise IndexError(number)
    return list(pack.facts.values())[number - 1]


def question(
    pack: Pack,
    fact: Fact,
    given: object = None,
    refusal: Refusal | None = None,
    quick: tuple[tuple[str, str], ...] = (),
) -> Question:
    """The question for a fact, with the options that the fact has: it may offer fewer than the
    pack's. `given` is an answer of any form, to be shown as chosen.

    `quick` pairs a time with its words.
    """
    if given is None and refusal is None and not quick and fact is pack.facts[fact.name]:
        return _unanswered(pack, fact.name)
    return _question(pack, fact, given, refusal, quick)


@lru_cache(maxsize=1024)
def _unanswered(pack: Pack, name: str) -> Question:
    return _question(pack, pack.facts[name], None, None, ())


def _question(
    pack: Pack,
    fact: Fact,
    given: object,
    refusal: Refusal | None,
    quick: tuple[tuple[str, str], ...],
) -> Question:
    words = pack.words
    return Question(
        number=fact_number(pack, fact.name),
        name=fact.name,
        type=fact.type.value,
        ask=fact.ask,
        short=fact.short,
        why=fact.why,
        means=tuple(fact.means.items()),
        groups=_groups(pack, fact, given),
        periods=tuple((p, words.periods.get(p, p)) for p in PERIODS)
        if fact.type is FactType.PERIODS
        else (),
        minimum=fact.minimum,
        maximum=fact.maximum,
        unknown=words.answers[UNKNOWN] if fact.may_be_unknown else "",
        if_unknown=fact.if_unknown,
        unknown_chosen=given == UNKNOWN,
        none=words.answers["none"] if fact.type in LISTS else "",
        none_chosen=fact.type in LISTS and given in ([], {}),
        typed=_typed(fact, given),
        quick=quick,
        problem=problem_words(pack, refusal) if refusal and refusal.fact == fact.name else "",
        scored=any(part.fact == fact.name for score in pack.scores for part in score.lists),
        day=fact.day_will_do,
        since=since_block(pack, of_question(pack, fact)),
        term=number_of(pack, fact.means),
    )


def _typed(fact: Fact, given: object) -> str:
    """What stands in the box of a question that has one."""
    if fact.type not in (FactType.WHOLE, FactType.DATETIME) or given in (None, UNKNOWN):
        return ""
    return str(given).partition("T")[0] if fact.day_will_do else str(given)


def _groups(pack: Pack, fact: Fact, given: object) -> tuple[Choices, ...]:
    """The answers; those that gather a score's lists stand under the names of the lists."""
    choices = _choices(fact, given)
    for score in pack.scores:
        if score.unknown_items == fact.name:
            lists = [pack.facts[part.fact] for part in score.lists]
            found = (
                Choices(part.short, tuple(c for c in choices if c.value in part.values))
                for part in lists
            )
            return tuple(group for group in found if group.choices)
    return (Choices("", tuple(choices)),) if choices else ()


def _choices(fact: Fact, given: object) -> list[Choice]:
    listed = isinstance(given, list | dict)
    held = ticked(fact, given) if isinstance(given, list | dict) else ()
    periods: Mapping[str, object] = given if isinstance(given, dict) else {}
    return [
        Choice(
            option.value,
            option.label,
            option.help,
            option.value in held if listed else option.value == given,
            _texts(periods.get(option.value)),
        )
        for option in fact.options
    ]


def _texts(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()


def problem_words(pack: Pack, refusal: Refusal) -> str:
    """What is wrong with an answer and what is allowed, for the person who gave it."""
    fact = pack.facts.get(refusal.fact)
    if fact is None or refusal.plain:
        return refusal.message
    unknown = pack.words.answers[UNKNOWN]
    none = pack.words.answers["none"]
    may = f", or “{unknown}”" if fact.may_be_unknown else ""
    match fact.type:
        case FactType.WHOLE:
            return f"Give a whole number from {fact.minimum} to {fact.maximum}{may}."
        case FactType.DATETIME:
            return f"Give a day{may}." if fact.day_will_do else f"Give a day and a time{may}."
        case FactType.CHOICES | FactType.PERIODS:
            return f"Tick all that are true, or “{none}”{may}. Only one of these three."
        case _:
            return f"Choose one answer{may}."
