"""The terms of a pack for a reader: in the order of the alphabet, with what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from assistant.engine.since import explains
from assistant.flow.model import About, Pack, Term
from assistant.present.since import SinceBlock, since_block
from assistant.present.transcript import sections


class TermView(Struct, frozen=True):
    """One term. `number` is its place in the pack, from 1: a name for it that says nothing in an
    address. `since` is what has changed about it.
    """

    number: int
    term: str
    text: str
    sections: str
    since: SinceBlock | None


class Letter(Struct, frozen=True):
    """The terms that begin with one letter."""

    letter: str
    terms: tuple[TermView, ...]


@lru_cache(maxsize=16)
def glossary(pack: Pack) -> tuple[Letter, ...]:
    """Every term of a pack. Nothing of a case is asked: a change is shown whomever it concerns."""
    found = (_view(pack, number, term) for number, term in enumerate(pack.terms, 1))
    views = sorted(found, key=lambda view: view.term.casefold())
    return tuple(
        Letter(letter, tuple(group))
        for letter, group in groupby(views, key=lambda view: view.term[:1].upper())
    )


def number_of(pack: Pack, names: Iterable[str]) -> int:
    """The number of the first term that one of these names is, 0 where none is."""
    named = [name.casefold() for name in names]
    numbered = enumerate(pack.terms, 1)
    return next((number for number, term in numbered if explains(term.term, named)), 0)


def _view(pack: Pack, number: int, term: Term) -> TermView:
    changed = pack.since.by[About.TERMS].get(term.id, ())
    cited = sections(pack, term.clauses)
    return TermView(number, term.term, term.text, cited, since_block(pack, changed))
