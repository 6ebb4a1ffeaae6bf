"""Facts, their options, and the steps and stages that ask them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from assistant.flow.conditions import Condition
from assistant.flow.problems import Source


class FactType(StrEnum):
    """How a fact is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    WHOLE = "whole"
    DATETIME = "datetime"
    PERIODS = "periods"


PERIODS = ("current", "recent")
LISTS = (FactType.CHOICES, FactType.PERIODS)


class Option(Struct, frozen=True):
    """One value that a choice, a list or a table of periods can take."""

    value: str
    label: str
    help: str = ""
    clause: str = ""


class Times(Struct, frozen=True):
    """What times a date and time question takes, and which it offers.

    `ahead`: they may lie in the future. `day_will_do`: the day can be given without a time.
    `quick` are phrases that a person could type.
    """

    id: str
    ahead: bool
    day_will_do: bool
    quick: tuple[str, ...]


MAY_BE = "?"


class Fact(Struct, frozen=True, dict=True):
    """Something that the conversation can come to know, and the question for it.

    `asked` is the condition under which it is asked; a fact that is not asked counts as unknown.
    `rest` are the values that no condition singles out, on purpose. `times` is None where any time
    is taken, as by every fact that is no date and time. No question asks a fact that is `heard`: it
    is unknown until an event says it, or a case file does. An option that is ticked in one of the
    lists `unless_ticked_in` is not offered. `if_unknown` says beside "I don't know" when to choose
    it. `says` are everyday words for an answer, in plain letters, each with the values that it may
    mean, and MAY_BE where it says less than the answer; like the file that has them it is outside
    the version.
    """

    name: str
    type: FactType
    asked: Condition
    ask: str
    short: str
    why: str
    source: Source
    means: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    minimum: int = 0
    maximum: int = 0
    serves: str = ""
    clauses: tuple[str, ...] = ()
    may_be_unknown: bool = True
    rest: tuple[str, ...] = ()
    times: Times | None = None
    heard: bool = False
    unless_ticked_in: tuple[str, ...] = ()
    if_unknown: str = ""
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def day_will_do(self) -> bool:
        """It asks for a day, which can be given without a time."""
        return self.times is not None and self.times.day_will_do

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values that may be given, in the pack's order, without `unknown`."""
        return tuple(option.value for option in self.options)

    def option(self, value: str) -> Option:
        """The option for a value. Raises KeyError."""
        for option in self.options:
            if option.value == value:
                return option
        raise KeyError(value)


class Step(Struct, frozen=True):
    """One screen: the facts that it asks together."""

    id: str
    stage: str
    title: str
    facts: tuple[str, ...]
    source: Source


class Stage(Struct, frozen=True):
    """A part of the protocol's way: recognise, refer, assess, ..."""

    id: str
    title: str
    steps: tuple[Step, ...]
