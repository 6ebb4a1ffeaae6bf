"""Contacts on paper: for no hour and every place, for a sheet is read long after it was made."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from assistant.engine.answering import Caller
from assistant.flow.model import AREA, Contact
from assistant.present.contact import LineView, contact_view, every_line, line_words
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets
from assistant.present.documents.items import field, more_blocks


def contact_in_short(basis: Basis, contact: Contact) -> str:
    """The name, and its numbers where nothing speaks against them anywhere."""
    lines = every_line(basis.pack, contact, basis.now)
    places = [line for line in basis.pack.directory.lines if line.contact == contact.id]
    if any(line.areas or line.roles for line in places) or not all(li.sound for li in lines):
        return contact.name
    ways = ", ".join(way.value for line in lines for way in line.ways)
    return basis.words("field", label=contact.name, value=ways) if ways else contact.name


def contact_at_any_hour(basis: Basis, contact: Contact) -> Iterator[Block]:
    """A contact for no hour: every line with its place and its hours, and who comes next."""
    pack, say = basis.pack, basis.pack.directory.say
    view = contact_view(pack, contact, Caller(basis.now))
    yield field(basis, "contact", contact.name)
    told = [view.gone, contact.known]
    if not view.gone:
        finds = dict.fromkeys(text for text in (contact.look_up, contact.elsewhere) if text)
        told += [basis.words("field", label=say("find"), value=text) for text in finds]
    for line in every_line(pack, contact, basis.now):
        told.append(_line(basis, contact, line))
    if contact.then in pack.contacts and not view.gone:
        then = pack.contacts[contact.then].name
        told.append(basis.words("field", label=say("next"), value=then))
    if lines := tuple(text for text in told if text):
        yield Bullets(lines)
    yield from more_blocks(basis, view)


def _line(basis: Basis, contact: Contact, line: LineView) -> str:
    """A line with the areas that it is for."""
    areas = next(li.areas for li in basis.pack.directory.lines if li.id == line.id)
    said = replace(line, note="") if line.note == contact.known else line
    text = line_words(said, named=line.name != contact.name)
    if not areas:
        return text
    labels = f" {basis.words('or')} ".join(basis.pack.facts[AREA].option(a).label for a in areas)
    return basis.words("paper_line", areas=labels, line=text)
