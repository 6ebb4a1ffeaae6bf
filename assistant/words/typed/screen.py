"""What is typed beneath a screen of questions: it answers the first that has no answer yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

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
) -> tuple[str, Answer]:
    """The fact answered and its canonical answer. `names` are the facts of the screen in order.

    An option's number is taken where the screen shows numbers (`numbered`) or has one question.
    Else a 2 meant for "how many times" would say no to "have the police been told".

    Raises AnswerError. Its `fact` is the question it is about, empty where all have an answer;
    where a screen has several questions its message begins with that question's short name.
    """
    name = next((name for name in names if name not in done), None)
    if name is None:
        raise AnswerError("Every question here has an answer. Go on, or change one.")
    fact = pack.facts[name]
    try:
        return name, read_typed(fact, text, now, numbered=numbered or len(names) == 1)
    except AnswerError as error:
        message = f"{fact.short}: {error}" if len(names) > 1 else str(error)
        raise AnswerError(message, name, close=error.close) from None
