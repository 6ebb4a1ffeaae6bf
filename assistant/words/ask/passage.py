"""What can answer: a passage of the pack, or of a document that a service has put in."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from assistant.flow.model import (
    About,
    Changed,
    Checklist,
    Contact,
    Fact,
    Pack,
    Principle,
    Reply,
    Rule,
    Term,
    Where,
)
from assistant.library.store import Hit


class Kind(StrEnum):
    """Where a passage stands."""

    REPLY = "reply"
    TERM = "term"
    PRINCIPLE = "principle"
    RULE = "rule"
    CHECKLIST = "checklist"
    CONTACT = "contact"
    FACT = "fact"
    DOCUMENT = "document"


class Passage(Struct, frozen=True):
    """One passage, as it stands there.

    `lines` are steps or items below the text; `owner` whose act it is, empty where it is nobody's
    or the reader's own. A passage of the pack has `clauses` and their `sections`, as the protocol
    counts them. One of a document has the `document`, its heading in `sections`, and the `page`
    where there are pages. `contacts` are ids of the pack. `reason` is what a rule says of the case
    that it is for: it is searched and never shown, as outside that case it may not be so. `score`,
    0 to 1, says how well it fits.
    """

    kind: Kind
    id: str
    title: str
    text: str
    lines: tuple[str, ...] = ()
    owner: str = ""
    contacts: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    document: str = ""
    page: int | None = None
    reason: str = ""
    score: float = 0.0


def passages(pack: Pack) -> Iterator[Passage]:
    """All that the pack can answer with. A word is explained once, by the glossary if it can."""
    for reply in pack.asking.replies:
        yield _reply(pack, reply)
    for term in pack.terms:
        yield _term(pack, term)
    for rule in pack.rules:
        yield _rule(pack, rule)
    for principle in pack.principles:
        yield _principle(pack, principle)
    for checklist in pack.checklists:
        yield _checklist(pack, checklist)
    for contact in pack.contacts.values():
        yield _contact(pack, contact)
    said = {name for term in pack.terms for name in names_of(term.term)}
    # The question that explains the least cites the fewest sections for it.
    for fact in sorted(pack.facts.values(), key=lambda fact: len(fact.clauses)):
        for word, text in fact.means.items():
            if word.casefold() not in said:
                said.add(word.casefold())
                yield _fact(pack, fact, word, text)


def names_of(term: str) -> tuple[str, ...]:
    """A term without its brackets, and what stands in them: "SERAF"; "lead", "LADO"."""
    bare, _, short = term.casefold().partition(" (")
    return (bare, short.rstrip(")")) if short else (bare,)


def of_section(hit: Hit, score: float) -> Passage:
    """A section of a document."""
    return Passage(
        kind=Kind.DOCUMENT,
        id=str(hit.id),
        title=hit.heading or hit.title,
        text=hit.text,
        sections=(hit.heading,) if hit.heading else (),
        document=hit.title,
        page=hit.page,
        score=score,
    )


def changed(pack: Pack, passage: Passage) -> tuple[Changed, ...]:
    """What has changed since the protocol about a passage: its rows, its term, rule or contact."""
    by = pack.since.by
    names = {
        About.CLAUSES: passage.clauses,
        About.CONTACTS: passage.contacts,
        About.TERMS: (passage.id,) if passage.kind is Kind.TERM else (),
        About.RULES: (passage.id,) if passage.kind is Kind.RULE else (),
    }
    found = [e for about, ids in names.items() for name in ids for e in by[about].get(name, ())]
    return tuple({entry.id: entry for entry in found}.values())


def key_of(where: Where, name: str) -> tuple[Kind, str]:
    """By what the passage for a place is found."""
    return Kind(where.value), name


def _sections(pack: Pack, clauses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pack.clauses[row].section for row in clauses))


def _reply(pack: Pack, reply: Reply) -> Passage:
    return Passage(
        Kind.REPLY,
        reply.id,
        reply.say,
        "",
        lines=reply.how,
        contacts=reply.contacts,
        clauses=reply.clauses,
        sections=_sections(pack, reply.clauses),
    )


def _term(pack: Pack, term: Term) -> Passage:
    sections = _sections(pack, term.clauses)
    return Passage(
        Kind.TERM, term.id, term.term, term.text, clauses=term.clauses, sections=sections
    )


def _principle(pack: Pack, one: Principle) -> Passage:
    title, _, rest = one.text.partition(". ")
    return Passage(
        Kind.PRINCIPLE,
        one.id,
        f"{title}." if rest else title,
        rest,
        clauses=one.clauses,
        sections=_sections(pack, one.clauses),
    )


def _rule(pack: Pack, rule: Rule) -> Passage:
    rows = tuple(dict.fromkeys(row for line in rule.lines for row in line.clauses))
    owner = pack.owners[rule.owner].name if rule.owner != "you" else ""
    return Passage(
        Kind.RULE,
        rule.id,
        rule.do,
        "",
        lines=(*rule.how, *(_not_yours(pack, line) for line in rule.not_yours)),
        owner=owner,
        contacts=rule.contacts,
        clauses=rows,
        sections=_sections(pack, rows),
        reason=rule.why,
    )


def _not_yours(pack: Pack, line: str) -> str:
    """A line for those whose task it is not; whoever asks may be either."""
    return f"{pack.words.not_yours}: {line}" if pack.words.not_yours else line


def _checklist(pack: Pack, one: Checklist) -> Passage:
    rows = tuple(dict.fromkeys(row for item in one.items for row in item.clauses))
    return Passage(
        Kind.CHECKLIST,
        one.id,
        one.title,
        one.intro,
        lines=tuple(item.text for item in one.items),
        clauses=rows,
        sections=_sections(pack, rows),
    )


def _contact(pack: Pack, one: Contact) -> Passage:
    return Passage(
        Kind.CONTACT,
        one.id,
        one.name,
        one.known,
        contacts=(one.id,),
        clauses=one.clauses,
        sections=_sections(pack, one.clauses),
    )


def _fact(pack: Pack, fact: Fact, word: str, text: str) -> Passage:
    return Passage(
        Kind.FACT,
        fact.name,
        f"{word[:1].upper()}{word[1:]}",
        text,
        clauses=fact.clauses,
        sections=_sections(pack, fact.clauses),
    )
