"""What to say to whom: calls with their lines, and a way to say each fact."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from assistant.flow.conditions import Condition
from assistant.flow.problems import Source

# How somebody knows a thing: with their own eyes and ears, from another, or by thinking it over.
WAYS = ("seen", "told", "inferred")


NOWHERE = Source("scripts.yaml", 1)


class Said(Struct, frozen=True):
    """How the answers to one fact are said.

    `one` is said of a number or a time, with the answer in place of `{answer}`; `values` holds a
    sentence for each option; `none` is said of a list with nothing ticked. `quiet` are answers of
    which nothing is said. `gap` names the fact where it is not known; `way` is how it is known
    where nobody says otherwise. Any of the texts may be empty.
    """

    fact: str
    one: str
    values: Mapping[str, str]
    none: str
    quiet: tuple[str, ...]
    gap: str
    way: str
    source: Source


class Spoken(Struct, frozen=True):
    """One line of a script: exactly one of `say`, `fill` (a blank that only the person can fill)
    and `fact` is given.

    It is said where `when` is surely true and, where these name rules, where `planned` is in the
    plan and not done yet, and `done` is ticked.
    """

    say: str
    fill: str
    fact: str
    when: Condition
    planned: str
    done: str
    source: Source


class Instead(Struct, frozen=True):
    """Whom to ring in place of a call's own contacts where `when` surely holds, and its title."""

    title: str
    contact: str
    when: Condition
    source: Source


class Call(Struct, frozen=True):
    """One call: whom it is to, and what is said in it. `before` is for the caller alone. Of several
    `instead` the first that holds counts.

    `tells` are the facts to say, in order; `gaps` those that the listener will ask for, so that
    it is said where they are not known; `scores` are said with their range and reasons.
    """

    id: str
    title: str
    contacts: tuple[str, ...]
    instead: tuple[Instead, ...]
    before: tuple[Spoken, ...]
    start: tuple[Spoken, ...]
    tells: tuple[str, ...]
    gaps: tuple[str, ...]
    scores: tuple[str, ...]
    need: tuple[Spoken, ...]
    will: tuple[Spoken, ...]
    ask: tuple[Spoken, ...]
    source: Source

    @property
    def lines(self) -> tuple[Spoken, ...]:
        """Every line of it."""
        return (*self.before, *self.start, *self.need, *self.will, *self.ask)


class Called(Struct, frozen=True):
    """What the person whom it is about is called, and when."""

    say: str
    when: Condition
    source: Source


class Wrong(Struct, frozen=True):
    """What is asked of somebody who says that an item is wrong."""

    title: str
    intro: str
    subject: str
    body: tuple[str, ...]
    source: Source


class Scripts(Struct, frozen=True):
    """All that scripts are made of. `unsaid` gives, for each fact that is said to nobody, why.

    `called` is gone through in order; the first that is true counts. `headings`, `ways` and
    `score` are words by what they stand for; `score_notes` how the notes of scores are said, by
    id. `no_call` are contacts that nobody rings, with why.
    """

    calls: tuple[Call, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)
    no_call: Mapping[str, str] = field(default_factory=dict)
    called: tuple[Called, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)
    score: Mapping[str, str] = field(default_factory=dict)
    score_notes: Mapping[str, str] = field(default_factory=dict)
    wrong: Wrong | None = None
    source: Source = NOWHERE

    def calls_for(self, contact: str) -> tuple[Call, ...]:
        """The calls to a contact."""
        return tuple(call for call in self.calls if contact in call.contacts)
