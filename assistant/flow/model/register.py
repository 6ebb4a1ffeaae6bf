"""The register of clauses, contacts, owners and services, and the glossary."""

from __future__ import annotations

from msgspec import Struct

from assistant.flow.conditions import Condition
from assistant.flow.problems import Source


class Clause(Struct, frozen=True):
    """One row of the register, in the pack's own words."""

    id: str
    section: str
    kind: str
    who: str
    text: str
    source: Source
    background: str = ""
    shows: str = ""


class Channel(Struct, frozen=True):
    """One way to reach a contact: `kind` is telephone, fax, web or address."""

    kind: str
    value: str


class Contact(Struct, frozen=True):
    """Whom to contact. Outside the pack's version: an open case rings today's number.

    `voiceless` says how to reach it without speaking. `elsewhere` says how to find the number where
    the child's area is not known or is none of ours. `then` is the contact to try when nobody picks
    up. Its numbers are the lines of the directory that stand for it.
    """

    id: str
    name: str
    service: str
    channels: tuple[Channel, ...]
    known: str
    look_up: str
    printed: str
    clauses: tuple[str, ...]
    source: Source
    voiceless: tuple[str, ...] = ()
    elsewhere: str = ""
    then: str = ""


class Party(Struct, frozen=True):
    """An owner of items or a service: the condition under which it is the person's own."""

    id: str
    name: str
    yours: Condition
    source: Source


class Term(Struct, frozen=True):
    """A word of the protocol, explained."""

    id: str
    term: str
    text: str
    clauses: tuple[str, ...]
    source: Source
