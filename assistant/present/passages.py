"""Passages that answer a question, for a reader: where each stands, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from assistant.engine.answering import Caller
from assistant.flow.model import Pack
from assistant.present.contact import ContactView, LineView, contact_view
from assistant.present.plan_text import contact_lines
from assistant.present.since import SinceBlock, since_block
from assistant.present.transcript import sections, since_lines, wrap
from assistant.words.ask import Kind, Passage, changed


class PassageView(Struct, frozen=True):
    """A passage with what is shown of it. `cites` says where it stands: section and row of the
    protocol, or document, heading and page. `when` says whom a step of the plan is for, in
    the pack's words, where its text takes that for granted. `contact` is there where the passage is
    about one.
    """

    passage: Passage
    cites: str
    when: str
    since: SinceBlock | None
    contact: ContactView | None


def passage_view(pack: Pack, passage: Passage, who: Caller) -> PassageView:
    """The view for somebody who asks at that time, in that area."""
    contact = pack.contacts[passage.id] if passage.kind is Kind.CONTACT else None
    return PassageView(
        passage=passage,
        cites=_cites(pack, passage),
        when=pack.asking.when.get(passage.id, "") if passage.kind is Kind.RULE else "",
        since=since_block(pack, changed(pack, passage)) if pack.since.entries else None,
        contact=contact_view(pack, contact, who) if contact else None,
    )


def passage_lines(pack: Pack, view: PassageView, number: int, who: Caller) -> Iterator[str]:
    """A passage as text."""
    passage = view.passage
    yield from wrap(passage.title, f"{number:>2}. ")
    if passage.owner:
        yield from wrap(f"Whose: {passage.owner}", "    ")
    if view.when:
        yield from wrap(view.when, f"    {pack.documents.words.get('when', 'When')}: ")
    if view.contact:
        yield from contact_lines(pack, pack.contacts[passage.id], who)
    elif passage.text:
        yield from wrap(passage.text, "    ")
    for line in passage.lines:
        yield from wrap(line, "    - ")
    where = "From" if passage.kind is Kind.DOCUMENT else "Rests on"
    if view.cites:
        yield from wrap(f"{where}: {view.cites}", "    ")
    yield from since_lines(view.since, "    ")


def passage_json(view: PassageView) -> dict[str, Any]:
    """A passage as JSON."""
    passage, contact = view.passage, view.contact
    return {
        "kind": passage.kind.value,
        "id": passage.id,
        "title": passage.title,
        "text": passage.text,
        "lines": list(passage.lines),
        "owner": passage.owner or None,
        "when": view.when or None,
        "sections": list(passage.sections),
        "clauses": list(passage.clauses),
        "document": passage.document or None,
        "page": passage.page,
        "cites": view.cites,
        "contacts": list(passage.contacts),
        "answers": _line_json(contact.now) if contact and contact.now else None,
        "since": [
            {"id": e.id, "was": e.was, "now": e.now, "source": e.origin, "check": e.check or None}
            for e in (view.since.entries if view.since else ())
        ],
        "score": round(passage.score, 3),
    }


def _line_json(line: LineView) -> dict[str, Any]:
    return {
        "name": line.name,
        "ways": [{"kind": way.kind, "value": way.value} for way in line.ways],
        "status": line.status,
        "doubts": list(line.doubts),
    }


def _cites(pack: Pack, passage: Passage) -> str:
    if passage.kind is not Kind.DOCUMENT:
        return sections(pack, passage.clauses)
    page = f"page {passage.page}" if passage.page is not None else ""
    return ", ".join(part for part in (passage.document, *passage.sections, page) if part)
