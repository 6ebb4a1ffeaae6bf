"""What can happen while a case goes on, in people's words, and what is known anew then."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from assistant.flow.conditions import Condition
from assistant.flow.model.facts import Times
from assistant.flow.problems import Source


class Takes(StrEnum):
    """Where a fact's new reading comes from: a value of the pack, the time at which it happened,
    an answer given with it, one more than before, or the question asked anew afterwards.
    """

    VALUE = "value"
    TIME = "time"
    ANSWER = "answer"
    ONE_MORE = "one more"
    QUESTION = "question"


class Learned(Struct, frozen=True):
    """One fact that an event answers anew, where `when` holds before it.

    `value` is in the form in which answers are kept; None unless `takes` is VALUE. `but_for` are
    the options that cannot be the answer once this has happened.
    """

    fact: str
    takes: Takes
    when: Condition
    source: Source
    value: str | int | list[str] | Mapping[str, list[str]] | None = None
    but_for: tuple[str, ...] = ()


class Event(Struct, frozen=True):
    """Something that happened. It is offered where `when` holds.

    `times` says what its time may be, and `ask` how it is asked, empty where the question of the
    fact that takes it says that, or none does. `anew` are rules whose item is to be done
    again after it, whatever was ticked before; `keeps` are rules whose item still stands if it was
    in the plan; `after` are rules whose item, once it is done, may mean that this has happened, and
    ends with it where an earlier event left it standing.
    """

    id: str
    say: str
    help: str
    when: Condition
    times: Times | None
    ask: str
    learns: tuple[Learned, ...]
    anew: tuple[str, ...]
    keeps: tuple[str, ...]
    after: tuple[str, ...]
    source: Source
