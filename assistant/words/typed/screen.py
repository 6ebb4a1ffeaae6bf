"""What is typed beneath a screen of questions: it answers the first that has no answer yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime

from msgspec.structs import replace

from assistant.flow.answers import Answer, AnswerError
from assistant.flow.model import Fact, Pack
from assistant.words.typed.answer import read_typed


def read_for_screen(
    pack: Pack,
    names: Sequence[str],
    done: Collection[str],
    text: str,
    now: datetime,
    *,
    numbered: bool = False,
    today: Pack | None = None,
) -> tuple[str, Answer]:
    """The fact answered and its canonical answer. `names` are the facts of the screen in order.

    An option's number is taken where the screen shows numbers (`numbered`) or has one question.
    Else a 2 meant for "how many times" would say no to "have the police been told". `today` is the
    pack whose everyday words hold, where the case goes by an older one.

    A number that can be none of those, and fits another open question, answers that one. What fits
    no open question, and fits the one answered just before them, changes that answer.

    Raises AnswerError. Its `fact` is the question it is about, empty where all have an answer;
    where a screen has several questions its message begins with that question's short name.
    """
    name = next((name for name in names if name not in done), None)
    if name is None:
        raise AnswerError("Every question here has an answer. Go on, or change one.")
    many = len(names) > 1

    def read(each: str) -> Answer:
        fact = pack.facts[each]
        if today and each in today.facts:
            fact = replace(fact, says=today.facts[each].says)
        return read_typed(fact, text, now, numbered=numbered or not many)

    try:
        return name, read(name)
    except AnswerError as error:
        before = names[: names.index(name)]
        left = [each for each in names if each not in done and each != name]
        fitting = [each for each in left if _fits(read, each)]
        meant = before[-1:]
        if fitting:
            meant = fitting if _is_no_option(pack.facts[name], text) else ()
        if not error.close and len(meant) == 1:
            with suppress(AnswerError):
                return meant[0], read(meant[0])
        message = f"{pack.facts[name].short}: {error}" if many else str(error)
        raise AnswerError(message, name, close=error.close, could=error.could) from None


def _is_no_option(fact: Fact, text: str) -> bool:
    """A number above that of every answer to choose; "none" and "don't know" are two of those."""
    number = text.strip()
    return number.isdecimal() and int(number) > max(len(fact.options), 2) + 2


def _fits(read: Callable[[str], Answer], name: str) -> bool:
    try:
        read(name)
    except AnswerError as error:
        return error.close
    return True
