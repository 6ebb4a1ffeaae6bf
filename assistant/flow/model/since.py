"""What has changed since the protocol. Outside the pack's version, like the contacts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from assistant.flow.conditions import Condition
from assistant.flow.problems import Source


class Sure(StrEnum):
    """How sure it is. What is less sure than any of these is left out of the layer."""

    HIGH = "high"
    MEDIUM = "medium"
    BACKGROUND = "background"


class About(StrEnum):
    """What an entry can be about: rows, contacts, terms and rules by id, words as they stand."""

    CLAUSES = "clauses"
    CONTACTS = "contacts"
    TERMS = "terms"
    RULES = "rules"
    WORDS = "words"


class Changed(Struct, frozen=True):
    """One thing that has changed: what `was` in the protocol, and what there is `now`.

    `starts` is a year, a month or a day ("2017", "2013-10", "2021-11-08"), empty where no source
    says since when; `checked` the day on which somebody looked. `basis` names the sources. `gone`:
    the contacts that it is about are no longer there. `when` says for whom it is shown.
    """

    id: str
    about: Mapping[About, tuple[str, ...]]
    was: str
    now: str
    starts: str
    basis: str
    checked: str
    sure: Sure
    gone: bool
    when: Condition
    source: Source


class Stands(Struct, frozen=True):
    """Rows of which a source says that they still stand."""

    clauses: tuple[str, ...]
    basis: str
    checked: str
    sure: Sure
    source: Source


class Layer(Struct, frozen=True):
    """One file of the layer: its title, and the day on which it was looked through."""

    title: str
    checked: str


class Since(Struct, frozen=True, eq=False, dict=True):
    """The whole layer: the pack's own file, and a service's own over it.

    `says` are its words (see SAYS), `names` the names of bodies and forms in it. `off`: the service
    has switched it off; then there are no entries, and the words still say so. `ended` are the
    contacts that it said are no longer there: nobody is to ring them, switched off or not.
    """

    layers: tuple[Layer, ...] = ()
    entries: tuple[Changed, ...] = ()
    stands: tuple[Stands, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    off: bool = False
    ended: frozenset[str] = frozenset()

    @cached_property
    def by(self) -> Mapping[About, Mapping[str, tuple[Changed, ...]]]:
        """The entries by what they are about."""
        found: dict[About, dict[str, tuple[Changed, ...]]] = {kind: {} for kind in About}
        for entry in self.entries:
            for kind, names in entry.about.items():
                for name in names:
                    found[kind][name] = (*found[kind].get(name, ()), entry)
        return found

    @cached_property
    def gone(self) -> frozenset[str]:
        """The contacts that are no longer there: nobody to ring, whatever else is known."""
        return self.ended | {
            name
            for entry in self.entries
            if entry.gone
            for name in entry.about.get(About.CONTACTS, ())
        }

    @cached_property
    def stated(self) -> frozenset[str]:
        """The rows of which it is said that they have changed or that they still stand."""
        standing = {row for stands in self.stands for row in stands.clauses}
        return frozenset(self.by[About.CLAUSES]) | standing


SAYS = (
    "label",
    "was",
    "more",
    "starts",
    "undated",
    "source",
    "medium",
    "background",
    "gone",
    "layer",
    "off",
)
NO_LAYER = Since()
