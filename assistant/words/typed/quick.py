"""The quick choices of a date and time question: the pack's phrases as they come out now."""

from __future__ import annotations

from datetime import datetime, time

from assistant.engine.due import LONDON
from assistant.flow.answers import AnswerError
from assistant.flow.model import Fact
from assistant.words.typed.moment import moment_of
from assistant.words.typed.times import clock_words, day_words


def quick_times(fact: Fact, now: datetime) -> list[tuple[str, str]]:
    """Label and canonical answer of each quick choice, in the pack's order. `now` is aware.

    A label says the clock time, and the day where it is not today's, so that a page left open stays
    true. A phrase that is not true now, or comes to the same time as one before it, is left out.
    """
    found: dict[str, str] = {}
    today = now.astimezone(LONDON).date()
    for phrase in fact.times.quick if fact.times else ():
        try:
            answer = moment_of(fact, phrase, now)
        except AnswerError:
            continue
        moment = datetime.fromisoformat(answer)
        timeless = fact.day_will_do and moment.time() == time()
        far = abs((moment.date() - today).days) > 6
        weekday = day_words(moment.date(), today) if timeless or far else f"{moment:%A}"
        parts = [weekday] if timeless or moment.date() != today else []
        parts += [] if timeless else [clock_words(moment)]
        found.setdefault(answer, f"{phrase[:1].upper()}{phrase[1:]} ({', '.join(parts)})")
    return [(label, answer) for answer, label in found.items()]
