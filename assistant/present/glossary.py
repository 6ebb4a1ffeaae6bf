"""The terms of a pack for a reader: in the order of the alphabet, with what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from assistant.engine.since import explains
from assistant.flow.model import About, Pack, Term
from assistant.present.since import SinceBlock, since_block
from assistant.present.transcript import sections


@dataclass(frozen=True, slots=True)
class TermView:
    """One term. `id` names its place on the page; `since` is what has changed about it."""

    id: str
    term: str
    text: str
    sections: str
    since: SinceBlock | None


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with one letter."""

    letter: str
    terms: tuple[TermView, ...]


@lru_cache(maxsize=16)
def glossary(pack: Pack) -> tuple[Letter, ...]:
    """Every term of a pack. Nothing of a case is asked: a change is shown whomever it concerns."""
    views = sorted((_view(pack, term) for term in pack.terms), key=lambda v: v.term.casefold())
    return tuple(
        Letter(letter, tuple(found))
        for letter, found in groupby(views, key=lambda view: view.term[:1].upper())
    )


def place_of(pack: Pack, names: Iterable[str]) -> str:
    """The id of the first term that one of these names is, empty where none is."""
    named = [name.casefold() for name in names]
    return next((term.id for term in pack.terms if explains(term.term, named)), "")


def _view(pack: Pack, term: Term) -> TermView:
    changed = pack.since.by[About.TERMS].get(term.id, ())
    cited = sections(pack, term.clauses)
    return TermView(term.id, term.term, term.text, cited, since_block(pack, changed))
