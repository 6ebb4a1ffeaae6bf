"""Words that put blame on a child, each with a better one."""

from __future__ import annotations

from msgspec import Struct

from assistant.flow.problems import Source

# A phrase is a tuple of words; each is a set of words that may stand there. None stands for a gap
# of up to GAP other words.
Phrase = tuple[frozenset[str] | None, ...]
GAP = 3
NOT = ""  # among the words of a place: none of them comes next


class Blaming(Struct, frozen=True):
    """Phrases that say the same thing of a child, what to write in their place, and why.

    `basis` says who advises against it.
    """

    id: str
    phrases: tuple[Phrase, ...]
    better: str
    why: str
    basis: str
    source: Source


class Language(Struct, frozen=True):
    """The list, and the words around a hint."""

    hint: str = ""
    quoted: str = ""
    words: tuple[Blaming, ...] = ()
