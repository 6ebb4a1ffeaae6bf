"""The papers that a case can be made into: titles, fields and words, and what stands where."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from assistant.flow.conditions import ALWAYS, Condition
from assistant.flow.problems import Source


class FormField(Struct, frozen=True):
    """One field of a paper. A person fills it in, and it is never kept.

    Where it names a `fact`, the case's own answer stands in it as soon as there is one, `but_for`
    those answers that leave it to be filled in. `lines` is
    how much room there is to write by hand; `clauses` are the rows that ask for it. Where `when` is
    surely false it does not apply, and nobody is asked to fill it in.
    """

    id: str
    label: str
    fact: str = ""
    lines: int = 0
    clauses: tuple[str, ...] = ()
    when: Condition = ALWAYS
    but_for: tuple[str, ...] = ()


class Part(Struct, frozen=True):
    """One part of a paper: a heading, words, and what is shown beneath them.

    `show` is empty or names what is shown; `names` are facts, plan files, a checklist or a score,
    as `show` has it; `but_for` are answers that are left out of all the rest. `columns` are the
    empty columns of a checklist's table. It stands in the paper unless `when` is surely false.
    """

    source: Source
    when: Condition = ALWAYS
    heading: str = ""
    text: tuple[str, ...] = ()
    note: str = ""
    show: str = ""
    names: tuple[str, ...] = ()
    but_for: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()
    columns: tuple[str, ...] = ()


class DocumentKind(Struct, frozen=True):
    """A kind of paper. `about` says what it is for."""

    id: str
    title: str
    about: str
    parts: tuple[Part, ...]
    source: Source

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Every field, in the order of the paper."""
        return tuple(one for part in self.parts for one in part.fields)


class Documents(Struct, frozen=True):
    """All papers of a pack. Outside its version: an open case gets today's.

    `words` are by the name of their place. `log` names the kinds of a log's entries, `keys` what an
    entry has beside answers, `values` what stands in it; a kind, a key or a value that is not there
    stands as it is. `views` gives a label to what a plan's item or a contact has beside the usual.
    `conditions` says the pack's conditions in words, for the booklet.
    """

    kinds: tuple[DocumentKind, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    log: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)

    def kind(self, name: str) -> DocumentKind:
        """The kind of that id. Raises KeyError."""
        for kind in self.kinds:
            if kind.id == name:
                return kind
        raise KeyError(name)
