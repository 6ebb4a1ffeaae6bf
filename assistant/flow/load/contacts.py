"""contacts.yaml: whom to contact, and who answers for them."""

from __future__ import annotations

from datetime import date

from assistant.flow.load.channels import read_channels
from assistant.flow.load.fields import Fields
from assistant.flow.load.hours import read_hours, read_spans
from assistant.flow.model import AnsweringLine, Contact, Directory, Hours, HoursKind, Trust
from assistant.flow.problems import did_you_mean

SURE = ("high", "medium")
WORDS = (
    "next",
    "more",
    "until",
    "opens",
    "closed",
    "always",
    "office",
    "out_of_hours",
    "unknown",
    "bank_holidays",
    "printed",
    "unchecked",
    "stale",
    "one_source",
    "source",
    "checked",
    "by",
    "find",
    "check",
)
"""What is said of a line; each has its text under `words`."""


def read_directory(file: Fields) -> Directory:
    """The contacts and the lines of a file; a contact that has channels of its own is a line."""
    contacts: dict[str, Contact] = {}
    lines: list[AnsweringLine] = []
    for fields in file.list("contacts", "contact", required=False):
        contact, line = _contact(fields)
        if contact.id in contacts:
            fields.error("id", "there are two contacts with this id")
        contacts[contact.id] = contact
        lines += [line] if line.channels else []
    seen = {line.id for line in lines}
    for fields in file.list("answering", "who answers", required=False):
        line = _line(fields)
        if line.id in seen:
            fields.error("id", "there are two with this id")
        seen.add(line.id)
        lines.append(line)
    office = Hours(HoursKind.GIVEN, read_spans(file, "office_hours"))
    words = file.mapping("words")
    for key in words:
        if key not in WORDS:
            file.error("words", f'there is no word "{key}".{did_you_mean(key, WORDS)}')
    file.done()
    return Directory(contacts, tuple(lines), office, words)


def _contact(fields: Fields) -> tuple[Contact, AnsweringLine]:
    name = fields.id()
    fields.what = f'contact "{name}"'
    contact = Contact(
        id=name,
        name=fields.text("name"),
        service=fields.text("service", required=False),
        channels=read_channels(fields),
        known=fields.text("known", required=False),
        look_up=fields.text("look_up", required=False),
        printed=fields.text("printed", required=False),
        clauses=fields.ids("clauses"),
        source=fields.source,
        voiceless=fields.texts("voiceless"),
        elsewhere=fields.text("elsewhere", required=False),
        then=fields.text("then", required=False),
    )
    fixed = fields.flag("fixed")
    line = AnsweringLine(
        id=name,
        contact=name,
        name=contact.name,
        channels=contact.channels,
        hours=read_hours(fields, HoursKind.ALWAYS if fixed else HoursKind.UNKNOWN),
        source=fields.source,
        note=contact.known,
        trust=_trust(fields),
        fixed=fixed,
    )
    fields.done()
    return contact, line


def _line(fields: Fields) -> AnsweringLine:
    name = fields.id()
    fields.what = f'who answers, "{name}"'
    line = AnsweringLine(
        id=name,
        contact=fields.text("contact"),
        name=fields.text("name"),
        channels=read_channels(fields, required=True),
        hours=read_hours(fields),
        source=fields.source,
        areas=fields.ids("areas"),
        roles=fields.ids("roles"),
        next=fields.ids("next"),
        contradicts=fields.text("contradicts", required=False),
        note=fields.text("note", required=False),
        trust=_trust(fields),
        fixed=fields.flag("fixed"),
    )
    fields.done()
    return line


def _trust(fields: Fields) -> Trust:
    sure = fields.text("sure", required=False) or "high"
    if sure not in SURE:
        hint = did_you_mean(sure, SURE)
        fields.error("sure", f'"{sure}": it is high or medium; leave out what is less sure.{hint}')
    return Trust(
        basis=fields.text("source", required=False),
        checked=_date(fields, "checked"),
        checked_by=fields.text("checked_by", required=False),
        one_source=sure == "medium",
        printed=fields.text("printed", required=False),
    )


def _date(fields: Fields, key: str) -> date | None:
    value = fields.text(key, required=False)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        fields.error(key, f'"{value}" is no date: write it as 2026-11-23')
        return None
