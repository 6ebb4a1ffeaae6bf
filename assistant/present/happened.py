"""What has happened since: what can be told, and the form for one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from assistant.engine.events import AT, asks, offered, time_fact
from assistant.engine.replay import Engine, Position, Refusal
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Event, Pack
from assistant.present.asking import Quick, no_quick
from assistant.present.question import Question, problem_words, question


class Happening(Struct, frozen=True):
    """One event that can be told. `number` names it in addresses: its place in the pack, from 1."""

    number: int
    say: str


class When(Struct, frozen=True):
    """When something was done: times with their words, the one that was sent, what is wrong."""

    times: tuple[tuple[str, str], ...]
    chosen: str = ""
    unknown: str = ""
    problem: str = ""
    day: bool = False


class Telling(Struct, frozen=True):
    """The form for one event: when it happened, and what is asked with it.

    `ask` is the question of when, empty where there is none of its own; `times` pair a time with
    its words; `chosen` is the one that was sent, `unknown` the word for not knowing. The `day` will
    do. `problem` is what is wrong with the time, or with the whole.
    """

    number: int
    id: str
    say: str
    help: str
    ask: str
    times: tuple[tuple[str, str], ...]
    chosen: str
    unknown: str
    questions: tuple[Question, ...]
    problem: str = ""
    day: bool = False


def happenings(engine: Engine, position: Position) -> tuple[Happening, ...]:
    """What can have happened, as things stand."""
    number = {event.id: at for at, event in enumerate(engine.pack.events, 1)}
    found = offered(engine.program, position.view)
    return tuple(Happening(number[event.id], event.say) for event in found)


def to_tell(pack: Pack, found: Iterable[Happening], rule: str) -> tuple[Happening, ...]:
    """Those of `found` that the item of a rule, once it is done, leaves to be told."""
    return tuple(one for one in found if rule in pack.events[one.number - 1].after)


def event_of(pack: Pack, number: int) -> Event:
    """The event at that place. Raises IndexError."""
    if number < 1:
        raise IndexError(number)
    return pack.events[number - 1]


def offered_event(engine: Engine, position: Position, number: int) -> Event:
    """The event at that place, where it can have happened as things stand. Raises LookupError."""
    event = event_of(engine.pack, number)
    if event not in offered(engine.program, position.view):
        raise LookupError(number)
    return event


def telling(
    engine: Engine,
    position: Position,
    event: Event,
    quick: Quick = no_quick,
    given: Mapping[str, object] | None = None,
    refusal: Refusal | None = None,
) -> Telling:
    """The form for an event. `given` was not taken because of `refusal`."""
    pack, sent, when = engine.pack, given or {}, time_fact(engine.pack, event)
    facts = asks(engine.program, position.view, event)
    named = refusal is not None and refusal.fact in {fact.name for fact in facts}
    return Telling(
        number=pack.events.index(event) + 1,
        id=event.id,
        say=event.say,
        help=event.help,
        ask=when.ask,
        times=quick(when),
        chosen=str(sent.get(AT, "")),
        unknown=pack.words.answers[UNKNOWN],
        questions=tuple(
            question(
                pack,
                fact,
                sent.get(fact.name, None if sent else position.noticed.get(fact.name)),
                refusal,
                quick(fact),
            )
            for fact in facts
        ),
        problem=problem_words(pack, refusal) if refusal and not named else "",
        day=when.day_will_do,
    )


def outcome_times(quick: Quick, pack: Pack, chosen: str, problem: str) -> When:
    """The times at which an item may have been done: those of what happened hours or days ago."""
    first = next((event for event in pack.events if event.times), None)
    return When(quick(time_fact(pack, first)) if first else (), chosen, "", problem)
