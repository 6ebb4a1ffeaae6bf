"""The directory as a whole: what is wrong with it, and a service's own file laid over it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from assistant.flow.load.contacts import WORDS, read_directory
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.model import AREA, ROLE, Contact, Directory, Pack
from assistant.flow.problems import FileProblems, Source, did_you_mean
from assistant.flow.yamltext import parse

NOBODY = "nobody"
"""`then: nobody` says of a contact that nothing is lost when it cannot be reached."""


def check_directory(pack: Pack, notes: Notes) -> None:
    """Note every name among contacts and lines that leads nowhere, and what is left open."""
    directory = pack.directory
    ids = {line.id: line for line in directory.lines}
    for line in directory.lines:
        what = f'who answers, "{line.id}"'
        groups = (
            ("contact", (line.contact,), directory.contacts),
            ("area", line.areas, _values(pack, AREA)),
            ("role", line.roles, _values(pack, ROLE)),
            ("line", line.next, ids),
        )
        for kind, names, known in groups:
            for name in names:
                if name and name not in known:
                    hint = did_you_mean(name, known)
                    allowed = f" Allowed: {', '.join(known)}" if kind in ("area", "role") else ""
                    notes.error(line.source, f'{what}: there is no {kind} "{name}".{hint}{allowed}')
    for contact in directory.contacts.values():
        _check_then(contact, directory, notes)
    if answering := [line for line in directory.lines if line.id not in directory.contacts]:
        _check_whole(directory, answering[0].source, notes)


def _values(pack: Pack, fact: str) -> tuple[str, ...]:
    return tuple(pack.facts[fact].values) if fact in pack.facts else ()


def _check_then(contact: Contact, directory: Directory, notes: Notes) -> None:
    what, seen, now = f'contact "{contact.id}"', [contact.id], contact
    while now.then and now.then != NOBODY:
        if now.then not in directory.contacts:
            if now is contact:
                hint = did_you_mean(now.then, [*directory.contacts, NOBODY])
                notes.error(contact.source, f'{what}: there is no contact "{now.then}".{hint}')
            return
        if now.then in seen:
            if now.then == contact.id:
                notes.error(contact.source, f'{what}: "then" leads back to it')
            return
        seen.append(now.then)
        now = directory.contacts[now.then]


def _check_whole(directory: Directory, source: Source, notes: Notes) -> None:
    """Every contact ends in a number that needs no checking; every word has its text."""
    sound = {line.contact for line in directory.lines if line.fixed}
    for contact in directory.contacts.values():
        if not contact.then and contact.id not in sound:
            message = f'whom to try when nobody picks up? Say so in "then", or "then: {NOBODY}"'
            notes.warn(contact.source, f'contact "{contact.id}": {message}')
    for key in WORDS:
        if not directory.words.get(key):
            notes.warn(source, f'"words" has no text for "{key}"')


def lay_over(pack: Pack, text: str, name: str) -> Pack:
    """The pack with a service's own contacts over its own, by id; its lines come first.

    `name` stands for the file in messages. A contact keeps the service and the rows that the pack
    gives it. Raises Unreadable, or FileProblems with every error found.
    """
    notes = Notes()
    file = Fields(notes, name, parse(text, name, repeated=notes.error), name)
    for key in ("words", "office_hours"):
        if key in file.map:
            file.error(key, f'"{key}" belongs to the pack; it cannot be laid over')
    over = read_directory(file)
    _check_known(over.contacts.values(), pack, notes)
    contacts = {c.id: _laid(c, over.contacts.get(c.id)) for c in pack.directory.contacts.values()}
    replaced = {line.id for line in over.lines} | over.contacts.keys()
    # A line of the pack that is replaced gives way, and a contact's new channels to its old ones.
    kept = tuple(line for line in pack.directory.lines if line.id not in replaced)
    directory = replace(pack.directory, contacts=contacts, lines=(*over.lines, *kept))
    laid = replace(pack, contacts=contacts, directory=directory)
    if not notes.found:  # else most names would lead nowhere, and that is said already
        check_directory(laid, notes)
    if errors := [problem for problem in notes.found if not problem.warning]:
        raise FileProblems(errors)
    return laid


def _check_known(contacts: Iterable[Contact], pack: Pack, notes: Notes) -> None:
    for contact in contacts:
        if contact.id not in pack.contacts:
            hint = did_you_mean(contact.id, pack.contacts)
            message = f'the pack has no contact "{contact.id}", so nothing would show it.{hint}'
            notes.error(contact.source, message)


def _laid(old: Contact, new: Contact | None) -> Contact:
    if new is None:
        return old
    then = new.then or old.then
    return replace(new, service=old.service, clauses=old.clauses, then=then)
