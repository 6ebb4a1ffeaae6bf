"""What is typed beneath a screen of questions: it answers the first that has no answer yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime

from msgspec.structs import replace

from assistant.flow.answers import Answer, AnswerError
from assistant.flow.model import Pack
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

    What fits no open question, and fits the one answered just before them, changes that answer.

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
        if before and not error.close and not any(_fits(read, each) for each in left):
            with suppress(AnswerError):
                return before[-1], read(before[-1])
        message = f"{pack.facts[name].short}: {error}" if many else str(error)
        raise AnswerError(message, name, close=error.close) from None


def _fits(read: Callable[[str], Answer], name: str) -> bool:
    try:
        read(name)
    except AnswerError as error:
        return error.close
    return True
