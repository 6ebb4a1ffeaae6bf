"""What has changed since the protocol, as it bears on one case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from assistant.engine.plan import PlanItem, ShownChecklist
from assistant.engine.program import Program, View
from assistant.engine.reasons import Reader
from assistant.flow.model import About, Changed, Fact, Pack, Principle, Rule

Entries = tuple[Changed, ...]


class SinceThen:
    """Finds the entries of a pack's layer for what is shown of a case."""

    def __init__(self, program: Program, view: View, *, possible: bool = False) -> None:
        """`possible`: also those that may yet come to bear."""
        self.pack = program.pack
        self.reader = Reader(program, view)
        self.fits = {True, None} if possible else {True}

    def item(self, item: PlanItem) -> Entries:
        """What has changed about a plan item: its rows, its contacts, its rule and its words."""
        by = self.pack.since.by
        return self._shown(
            chain(
                by[About.RULES].get(item.id, ()),
                _found(by[About.CLAUSES], item.clauses),
                _found(by[About.CONTACTS], (contact.id for contact in item.contacts)),
                worded(self.pack)[item.id],
            )
        )

    def score(self, score_id: str) -> Entries:
        """What has changed about the rows by which a score is counted."""
        score = next(score for score in self.pack.scores if score.id == score_id)
        points = [p for part in score.lists for p in (part.current, part.recent, part.both) if p]
        rows = [p.clause for p in (*points, *(extra.points for extra in score.extras))]
        return self._shown(_found(self.pack.since.by[About.CLAUSES], [*rows, score.bands_clause]))

    def checklist(self, shown: ShownChecklist) -> Entries:
        """What has changed about the lines of a checklist that are shown."""
        rows = (row for item in shown.items for row in item.clauses)
        texts = " ".join(item.text for item in shown.items)
        by = self.pack.since.by
        return self._shown(chain(_found(by[About.CLAUSES], rows), _said(self.pack, texts)))

    def principle(self, principle: Principle) -> Entries:
        """What has changed about a principle: its rows and its words."""
        by = self.pack.since.by[About.CLAUSES]
        return self._shown(chain(_found(by, principle.clauses), _said(self.pack, principle.text)))

    def _shown(self, entries: Iterable[Changed]) -> Entries:
        found = {entry.id: entry for entry in entries}
        return tuple(e for e in found.values() if self.reader.truth(e.when) in self.fits)


def of_question(pack: Pack, fact: Fact) -> Entries:
    """What has changed about the terms that a question explains, and the words it uses.

    Nothing is asked of the case: a question comes before its answers.
    """
    return _asked(pack)[fact.name]


@lru_cache(maxsize=16)
def _asked(pack: Pack) -> Mapping[str, Entries]:
    return {name: _of_question(pack, fact) for name, fact in pack.facts.items()}


def _of_question(pack: Pack, fact: Fact) -> Entries:
    if not pack.since.entries:
        return ()
    terms = pack.since.by[About.TERMS]
    explained = [name.casefold() for name in fact.means]
    found = [
        entry
        for term in pack.terms
        if term.id in terms and explains(term.term, explained)
        for entry in terms[term.id]
    ]
    texts = [fact.ask, fact.why, *fact.means, *fact.means.values()]
    texts += [text for option in fact.options for text in (option.label, option.help)]
    found += _said(pack, " ".join(texts))
    return tuple({entry.id: entry for entry in found}.values())


def explains(term: str, explained: Iterable[str]) -> bool:
    """Is one of these names the term: in full, without what is in brackets, only that, or the end
    of it in two words or more? (`Missing People Bureau` is the National Missing People Bureau.)
    """
    bare = re.sub(r"\s*\([^)]*\)", "", term).casefold()
    forms = {term.casefold(), bare, *re.findall(r"\(([^)]+)\)", term.casefold())}
    return any(n in forms or (" " in n and bare.endswith(f" {n}")) for n in explained)


def _found(by: Mapping[str, Entries], names: Iterable[str]) -> Iterator[Changed]:
    if by:
        for name in names:
            yield from by.get(name, ())


@lru_cache(maxsize=16)
def worded(pack: Pack) -> Mapping[str, Entries]:
    """For each rule the entries whose words stand in its texts."""
    return {rule.id: _said(pack, " ".join(_texts(rule))) for rule in pack.rules}


def _texts(rule: Rule) -> Iterator[str]:
    yield from (rule.do, rule.own, *rule.how, *rule.not_yours, *rule.ready, rule.why)
    for line in rule.lines:
        yield from (line.do, line.say)


def _said(pack: Pack, text: str) -> Entries:
    said = pack.since.by[About.WORDS]
    found = {e.id: e for word, entries in said.items() if uses(text, word) for e in entries}
    return tuple(found.values())


def uses(text: str, word: str) -> bool:
    """Does the word, or the phrase, stand in the text?"""
    return re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE) is not None
