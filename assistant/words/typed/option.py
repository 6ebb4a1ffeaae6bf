"""Which option was meant: its number, its words or everyday ones, or some of them in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.flow.answers import AnswerError
from assistant.flow.model import LISTS, Fact, FactType, Option
from assistant.flow.model.facts import MAY_BE
from assistant.flow.said.plain import in_digits, near, plain, shown
from assistant.words.typed.everyday import meant

_YES_WORDS = "yes y yeah yea yep yup ya aye yess correct true definitely certainly"
YES = frozenset(_YES_WORDS.split())
NO = frozenset(["no", "n", "nope", "nah", "na", "never", "false", "no way", "not at all"])
_KIND = re.compile(r"^(?:ok |okay |oh )|(?: please| thanks| thank you)$")
_WHO = r"(?:he|she|they|it|we|i|there|someone|somebody)"
_SAYS = r"(?:is|are|am|was|were|has|have|had|did|do|does|can|could|will|would)"
_YES_REST = re.compile(rf"(?:{_WHO} {_SAYS}|(?:he|she)s|(?:they|we)(?:re|ve)|i think so|sure)")
_NO_REST = re.compile(
    rf"(?:{_WHO} {_SAYS}(?:nt| not)|(?:he|she)s not|(?:they|we)re not|i dont think so|"
    rf"{_WHO} (?:cannot|cant|wont))"
)
_NOT = frozenset(["no", "not", "never", "without", "cannot", "dont", "doesnt", "isnt", "arent"])
_NOBODY = frozenset(["nobody", "none"])
_SMALL_WORDS = (
    "a an the is are was were am be been of or and in on at to from by for with who that this it"
    " they them their he she his her i my me we our you your has have had do does did as"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_SHOW = 6


def allowed(fact: Fact) -> str:
    """What may be typed, in a sentence or two."""
    unknown = ', or "don\'t know"' if fact.may_be_unknown else ""
    if fact.type is FactType.WHOLE:
        return f"Type a whole number from {fact.minimum} to {fact.maximum}{unknown}."
    if fact.type is FactType.DATETIME:
        return f"Type {_time_forms(fact)}{unknown}."
    if fact.type is FactType.PERIODS:
        return (
            f'Say when for each, such as "2 current" or "2 current and recent", or "none"{unknown}.'
        )
    if fact.type is FactType.CHOICES:
        return (
            f'Type the start of each answer that is true, with commas between, or "none"{unknown}.'
        )
    if len(fact.options) > _SHOW:
        return f"Type the start of one of the answers{unknown}."
    labels = ", ".join(f'"{option.label}"' for option in fact.options)
    return f"Type the start of one of these: {labels}{unknown}."


def read_yes_no(fact: Fact, text: str, *, numbered: bool) -> str:
    """yes or no. Raises AnswerError."""
    words = _KIND.sub("", plain(text))
    if words in YES:
        return "yes"
    if words in NO:
        return "no"
    first, _, rest = words.partition(" ")
    if first in YES and _YES_REST.fullmatch(rest):
        return "yes"
    if first in NO and _NO_REST.fullmatch(rest):
        return "no"
    return read_option(fact, text, numbered=numbered).value


def read_option(fact: Fact, text: str, *, numbered: bool) -> Option:
    """The one option that fits; `numbered`: its number does. Raises AnswerError."""
    words = plain(text)
    if number := _numbered(words):
        if not numbered:
            raise AnswerError(f"A number is no answer here. {allowed(fact)}")
        if 1 <= number <= len(fact.options):
            return fact.options[number - 1]
        raise AnswerError(f"There are {len(fact.options)} answers here. {allowed(fact)}")
    found = fitting(fact, words)
    # A boyfriend is not yet an older one.
    if len(found) == 1 and MAY_BE not in meant(fact, words):
        return found[0]
    if found:
        # Curly, as a label may have straight quotes of its own.
        named = [f"“{option.label}”" for option in found]
        could = " or ".join(named) if len(named) < 3 else f"{', '.join(named[:3])} or others"
        could = " or ".join((", ".join(named[:-1]), named[-1])) if len(named) == 3 else could
        more = "Type a little more." if found[1:] else "If so, choose it. Else type a little more."
        values = tuple(option.value for option in found)
        raise AnswerError(f"That could be {could}. {more}", close=True, could=values)
    raise AnswerError(f'"{shown(text)}" fits none of the answers. {allowed(fact)}')


def fitting(fact: Fact, words: str, *, whole: bool = False) -> list[Option]:
    """The options that the words fit; `whole`: only the words that an option begins with."""
    exact = [o for o in fact.options if words == plain(o.label)]
    if exact:
        return exact
    if not whole and (values := meant(fact, words)):
        return [o for o in fact.options if o.value in values]
    if words in YES or words in NO:
        # A bare "no" is no start of "No fixed address".
        start = "yes" if words in YES else "no"
        return [o for o in fact.options if re.match(rf"{start}(?:,|$)", o.label.lower())]
    typed = words.split()
    begins = [o for o in fact.options if len(words) > 1 and plain(o.label).startswith(words)]
    if whole or not _telling(typed):
        return begins
    inner = [o for o in fact.options if o in begins or _within(typed, o, _same)]
    return inner or [o for o in fact.options if _within(typed, o, _slipped)]


def none_of_them(fact: Fact, words: str) -> bool:
    """The list is empty: "none", "none of these", "no"."""
    return fact.type in LISTS and words in (
        "none", "none of these", "none of them", "none of those", "none at all", "nothing", "no",
        "nope", "0", "not any", "no none",
    )  # fmt: skip


def _numbered(words: str) -> int | None:
    found = re.fullmatch(r"(?:number |option |answer )?([0-9]{1,9})", in_digits(words))
    # There is no answer 0, and None stands for words.
    return (int(found[1]) or 10**9) if found else None


def _telling(typed: Iterable[str]) -> bool:
    return any(len(w) >= 3 and w not in _SMALL and w not in _NOT for w in typed)


def _within(typed: list[str], option: Option, same: Callable[[str, str], bool]) -> bool:
    """Every word typed stands in the label, in that order; and no "not" of it is passed over."""
    label = plain(option.label).split()
    if not _NOT.isdisjoint(label) and (_NOT | _NOBODY).isdisjoint(typed):
        return False
    rest = iter(label)
    return all(any(same(word, other) for other in rest) for word in typed)


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) >= 3 and other.startswith(word))


def _slipped(word: str, other: str) -> bool:
    return _same(word, other) or (len(word) >= 4 and bool(near(word, (other,))))


def _time_forms(fact: Fact) -> str:
    if fact.times and fact.times.ahead:
        return 'a day such as "in 2 weeks" or "23 November", with a time if you have one'
    if fact.day_will_do:
        return 'a day such as "yesterday" or "23 November", with a time if you have one'
    return 'a day and a time such as "yesterday at 9 pm" or "23 November 21:05", or "2 hours ago"'
