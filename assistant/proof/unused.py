"""What stands in a pack and makes no difference: questions, options, names that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.since import uses
from assistant.flow.load.since import SINCE_FILE
from assistant.flow.model import About, Fact, FactType, Pack
from assistant.flow.problems import Problem, Source
from assistant.proof.reads import Reads
from assistant.proof.screens import screens, spoken
from assistant.proof.where import condition_source

_NOTHING_READS_IT = (
    "the answer changes nothing: no rule, checklist, principle, score or owner reads it;"
    ' say what it "serves", or take the question out'
)
_PICKED = (FactType.CHOICE, FactType.CHOICES, FactType.PERIODS)


def check_unused(pack: Pack) -> list[Problem]:
    """A warning for each question, option or name that leads nowhere.

    A question leads nowhere when nothing that people are shown reads its fact and it serves nothing
    by name. An option leads nowhere when no condition names it, no score counts it, and its fact
    serves nothing by name; in a list, `any` names every item. One of several answers may well be
    the ordinary case that no rule singles out (living with one's family). Nothing in the pack tells
    that from an option that was forgotten, so the author says which they are, in the fact's `rest`.
    """
    reads = Reads(pack)
    found = [
        *_facts(pack, reads),
        *_conditions(pack, reads),
        *_names(pack),
        *_terms(pack),
        *_since(pack),
    ]
    return [Problem(source, message, warning=True) for source, message in found]


Found = Iterator[tuple[Source, str]]


def _facts(pack: Pack, reads: Reads) -> Found:
    for fact in pack.facts.values():
        what = f'fact "{fact.name}"'
        if fact.name not in reads.facts:
            yield fact.source, f"{what}: {_NOTHING_READS_IT}"
        elif fact.type in _PICKED and not fact.serves:
            for message in _options(fact, reads.told.get(fact.name, set())):
                yield fact.source, f"{what}: {message}"


def _options(fact: Fact, told: set[str]) -> Iterator[str]:
    for value in fact.values:
        if value in told and value in fact.rest:
            yield f'"{value}" stands in "rest", but a condition names it: take it out of "rest"'
        elif value not in told and value not in fact.rest:
            yield (
                f'the option "{value}" leads nowhere: no condition names it; where that is meant,'
                ' put it in "rest"'
            )


def _conditions(pack: Pack, reads: Reads) -> Found:
    for name in pack.conditions:
        if name not in reads.conditions:
            yield condition_source(pack, name), f'nothing uses the condition "{name}"'


def _names(pack: Pack) -> Found:
    owners = {rule.owner for rule in pack.rules}
    contacts = {contact for rule in pack.rules for contact in rule.contacts}
    contacts.update(pack.words.beside_you.contacts if pack.words.beside_you else ())
    services = {contact.service for contact in pack.contacts.values()}
    for owner in pack.owners.values():
        if owner.id not in owners:
            yield owner.source, f'owner "{owner.id}": no rule is theirs'
    for service in pack.services.values():
        if service.id not in services:
            yield service.source, f'service "{service.id}": no contact belongs to it'
    for contact in pack.contacts.values():
        if contact.id not in contacts:
            yield contact.source, f'contact "{contact.id}": no rule names it'


def _terms(pack: Pack) -> Found:
    files = ("clauses.yaml", "glossary.yaml", SINCE_FILE)
    texts = [screen.text for screen in screens(pack) if screen.source.file not in files]
    for term in pack.terms:
        said = spoken([term.term])
        others = [other.text for other in pack.terms if other.id != term.id]
        if not any(said.search(text) for text in texts + others):
            yield term.source, f'term "{term.id}": no screen uses the word "{term.term}"'


def _since(pack: Pack) -> Found:
    texts = [screen.text for screen in screens(pack) if screen.source.file != SINCE_FILE]
    for word, entries in pack.since.by[About.WORDS].items():
        if not any(uses(text, word) for text in texts):
            for entry in entries:
                yield entry.source, f'entry "{entry.id}": no screen uses the words "{word}"'
