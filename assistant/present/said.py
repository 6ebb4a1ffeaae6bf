"""Answers as sentences that can be said aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from assistant.engine.reasons import Reader
from assistant.flow.answers import Answer, Facts, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, Fact, FactType, Pack
from assistant.present.answers import answer_words, when_words


class Saying(Struct, frozen=True):
    """A sentence, with the fact and the item of a list whose answer it says; both may be empty."""

    text: str
    fact: str = ""
    item: str = ""


def child_words(pack: Pack, reader: Reader) -> Mapping[str, str]:
    """What the person whom it is about is called, by the marks that stand for it."""
    called = pack.scripts.called
    name = next((c.say for c in called if reader.truth(c.when) is True), "")
    return {"{child}": name, "{Child}": name[:1].upper() + name[1:]}


def sayings(pack: Pack, name: str, facts: Facts, person: Mapping[str, str]) -> Iterator[Saying]:
    """The sentences for the answer to one fact: one for each item of a list.

    None where it is not known, or nothing is to be said of that answer. `facts` are those that
    count.
    """
    answer, said = facts.get(name, UNKNOWN), pack.scripts.said.get(name)
    if answer == UNKNOWN or said is None:
        return
    fact = pack.facts[name]
    if fact.type in LISTS:
        items = ticked(fact, answer)
        if not items and said.none:
            yield Saying(named(said.none, person), name)
        for item in items:
            if text := said.values.get(item, ""):
                yield Saying(_during(pack, named(text, person), answer, item), name, item)
    elif fact.type in (FactType.WHOLE, FactType.DATETIME):
        yield Saying(named(said.one, person).replace("{answer}", _words(pack, fact, answer)), name)
    elif text := said.values.get(str(answer), ""):
        yield Saying(named(text, person), name)


def gap_words(pack: Pack, name: str, person: Mapping[str, str]) -> str:
    """What a fact is called where it is not known."""
    return named(pack.scripts.said[name].gap, person)


def _words(pack: Pack, fact: Fact, answer: Answer) -> str:
    if fact.times and fact.times.day_will_do and str(answer).endswith("T00:00"):
        return when_words(datetime.fromisoformat(str(answer)).date())
    return answer_words(pack, fact, answer)


def _during(pack: Pack, sentence: str, answer: Answer, item: str) -> str:
    """The sentence with the periods that are ticked for its item."""
    if not isinstance(answer, dict):
        return sentence
    names = pack.words.periods
    when = "; ".join(names.get(period, period) for period in answer[item])
    return f"{sentence.removesuffix('.')} ({when})."


def named(text: str, person: Mapping[str, str]) -> str:
    """A text with the names in the place of their marks."""
    for mark, name in person.items():
        text = text.replace(mark, name)
    return text
