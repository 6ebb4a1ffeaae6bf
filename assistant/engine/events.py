"""Something has happened since: which events can be told now, and what each makes of the answers.

An event is written down with all that it came to mean when it was told, so that a log says the same
whatever a later version of the pack makes of that event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from msgspec.structs import replace

from assistant.engine.due import still_to_come
from assistant.engine.entries import EVENT, Entry, Refusal, items_of, opened, told
from assistant.engine.plan import true_rules
from assistant.engine.program import Program, View
from assistant.engine.reasons import Reader
from assistant.flow.answers import Answer, AnswerError, Facts, read_answer
from assistant.flow.conditions import ALWAYS, UNKNOWN
from assistant.flow.model import Event, Fact, FactType, Learned, Pack, Takes
from assistant.flow.problems import Source

AT = "at"
KEPT_OF_EVENT = (AT, "facts", "open", "anew", "keeps")
ENDS = "ends"  # what an event also has where it ends something that stood from before

NOT_OFFERED = Refusal("With what is known now, that is not something that can have happened.")
TO_COME = Refusal("That time has not come yet. Say when it happened.", AT)
NO_TIME = Refusal("Say when it happened.", AT)
BAD_TIME = Refusal("Give a day and a time.", AT)
OUT_OF_ORDER = Refusal(
    "Something that happened later is written down already. Take that back first.", AT
)


def offered(program: Program, view: View) -> tuple[Event, ...]:
    """The events that can have happened, in the pack's order."""
    reader = Reader(program, view)
    return tuple(event for event in program.pack.events if reader.truth(event.when) is True)


def asks(program: Program, view: View, event: Event) -> tuple[Fact, ...]:
    """The facts whose answer is given with an event, with the options that it leaves them."""
    found = _learned(Reader(program, view), event)
    return tuple(
        _left(program.pack.facts[learned.fact], learned.but_for)
        for learned in found
        if learned.takes is Takes.ANSWER
    )


def _left(fact: Fact, but_for: tuple[str, ...]) -> Fact:
    if not but_for:
        return fact
    return replace(fact, options=tuple(o for o in fact.options if o.value not in but_for))


def time_fact(pack: Pack, event: Event) -> Fact:
    """The question of when it happened, as a fact that is in no pack."""
    first = next((pack.facts[e.fact] for e in event.learns if e.takes is Takes.TIME), None)
    return Fact(
        name=AT,
        type=FactType.DATETIME,
        asked=ALWAYS,
        ask=event.ask or (first.ask if first else ""),
        short=first.short if first else "",
        why=first.why if first else "",
        source=Source("events.yaml", event.source.line),
        times=event.times,
    )


def checked_event(
    program: Program, view: View, answers: Facts, standing: Sequence[Entry], entry: Entry
) -> Entry | Refusal:
    """An event with all that it means in its value, or why it is refused.

    It comes with `at`, and with an answer for each fact that it asks; nothing else.
    """
    event = next((e for e in offered(program, view) if e.id == entry.step), None)
    if event is None:
        return NOT_OFFERED
    pack = program.pack
    given = cast(Mapping[str, object], entry.value)
    wanted = {fact.name: fact for fact in asks(program, view, event)}
    for name in given:
        if name != AT and name not in wanted:
            return Refusal(f'"{str(name)[:40]}" is not being asked here.')
    if AT not in given:
        return NO_TIME
    if missing := [name for name in wanted if name not in given]:
        return Refusal("This one still needs an answer.", missing[0])
    answered: Facts = {}
    for name in given:
        fact = time_fact(pack, event) if name == AT else wanted[name]
        try:
            answered[name] = read_answer(fact, given[name])
        except AnswerError as error:
            return BAD_TIME if name == AT else Refusal(str(error), name)
    at = str(answered.pop(AT))
    if entry.at and still_to_come(at, entry.at):
        return TO_COME
    learned = _learned(Reader(program, view), event)
    facts = {
        each.fact: _answer(each, answers, at, answered, pack.facts[each.fact])
        for each in learned
        if each.takes is not Takes.QUESTION
    }
    anew = [each.fact for each in learned if each.takes is Takes.QUESTION]
    if at != UNKNOWN and _later(standing, at, {*facts, *anew}):
        return OUT_OF_ORDER
    kept = kept_rules(standing)
    there = true_rules(program, view.true) | kept
    value: dict[str, Any] = {
        "at": at,
        "facts": facts,
        "open": anew,
        "anew": list(event.anew),
        "keeps": [rule for rule in event.keeps if rule in there],
    }
    if ends := [rule for rule in event.after if rule in kept]:
        value[ENDS] = ends
    return replace(entry, value=value)


def kept_rules(standing: Iterable[Entry]) -> set[str]:
    """The rules that events have left standing: ended or called for anew, one goes unless it is
    kept too.
    """
    found: set[str] = set()
    for entry in standing:
        gone = {*items_of(entry, "anew"), *items_of(entry, ENDS)}
        found = (found - gone) | set(items_of(entry, "keeps"))
    return found


def without_settled(entry: Entry, settled: Iterable[str]) -> Entry:
    """An event that keeps nothing of what is done or decided."""
    done = set(settled)
    keeps = [rule for rule in items_of(entry, "keeps") if rule not in done]
    return replace(entry, value=cast(Facts, {**entry.value, "keeps": keeps}))


def _learned(reader: Reader, event: Event) -> list[Learned]:
    """What an event teaches here; of two lines for one fact the first that holds."""
    found: dict[str, Learned] = {}
    for learned in event.learns:
        if reader.truth(learned.when) is True:
            found.setdefault(learned.fact, learned)
    return list(found.values())


def _answer(learned: Learned, answers: Facts, at: str, given: Facts, fact: Fact) -> Answer:
    match learned.takes:
        case Takes.TIME:
            return at
        case Takes.ANSWER:
            return given[learned.fact]
        case Takes.ONE_MORE:
            before = answers.get(learned.fact, UNKNOWN)
            return min(before + 1, fact.maximum) if isinstance(before, int) else UNKNOWN
    return cast(Answer, learned.value)


def _later(standing: Iterable[Entry], at: str, names: set[str]) -> bool:
    """An event that stands gave one of these facts a reading of a later time."""
    return any(
        entry.value["at"] != UNKNOWN
        and str(entry.value["at"]) > at
        and not names.isdisjoint([*told(entry), *opened(entry)])
        for entry in standing
        if entry.kind == EVENT
    )
