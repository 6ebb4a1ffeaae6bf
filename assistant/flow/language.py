"""Finds phrases in what somebody wrote: those that put blame on a child, with what is better.

What stands in quotation marks is left alone: it is what somebody said, and a child's own words are
to be kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from assistant.flow.model.language import GAP, NOT, Blaming, Language, Phrase

END, ENDS = ".", frozenset(".!?;:")
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*|[.!?;:]", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^'\n]*'(?!\w)|(?<!\w)‘[^’\n]*’(?!\w)")


class Flag(Struct, frozen=True):
    """Blaming words in a text: as they stand there, from `start` to `end`, and the list's entry."""

    start: int
    end: int
    words: str
    entry: Blaming


def flags(language: Language, text: str) -> tuple[Flag, ...]:
    """What is found in a text, in its order; of two that overlap the longer one."""
    tokens = _tokens(_QUOTED.sub(lambda found: ";" * len(found[0]), text))
    words = [token for token, _, _ in tokens]
    found = sorted(
        (tokens[at][1], -tokens[end - 1][2], entry.id, entry)
        for entry in language.words
        for phrase in entry.phrases
        for at in range(len(words))
        if (end := _match(phrase, words, at))
    )
    kept: list[Flag] = []
    for start, minus_end, _, entry in found:
        if not kept or start >= kept[-1].end:
            kept.append(Flag(start, -minus_end, text[start:-minus_end], entry))
    return tuple(kept)


def has_phrase(phrases: Iterable[Phrase], text: str) -> bool:
    """One of the phrases stands in the text, in quotation marks or not. A full stop in a phrase is
    any end of a sentence, and that of the text.
    """
    words = [END, *(END if token in ENDS else token for token, _, _ in _tokens(text)), END]
    begun = _by_first_word(tuple(phrases))
    return any(
        _match(phrase, words, at) for at, word in enumerate(words) for phrase in begun.get(word, ())
    )


@lru_cache(maxsize=8)
def _by_first_word(phrases: tuple[Phrase, ...]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for word in (phrase and phrase[0]) or ():
            found.setdefault(word, []).append(phrase)
    return found


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [
        (found[0].lower(), found.start(), found.end())
        for found in _TOKEN.finditer(text.replace("’", "'"))
    ]


def _match(phrase: Phrase, words: list[str], at: int) -> int:
    """Where the phrase that begins at a word ends, 0 where it does not stand there."""
    if not phrase:
        return at
    first, rest = phrase[0], phrase[1:]
    if first is None:
        return next(_ends(rest, words, at), 0)
    if NOT in first:
        return 0 if at < len(words) and words[at] in first else _match(rest, words, at)
    if at < len(words) and words[at] in first:
        return _match(rest, words, at + 1)
    return 0


def _ends(rest: Phrase, words: list[str], at: int) -> Iterator[int]:
    for begin in range(at, at + GAP + 1):
        if end := _match(rest, words, begin):
            yield end
        if begin < len(words) and not words[begin][0].isalnum():
            return
