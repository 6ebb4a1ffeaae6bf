"""Is a text in another language than English? By its small words: a few are enough in a short text.

What a pack's own wordings have counts as English. A word that other languages share with English
says nothing, and neither does a single word of the Latin alphabet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, name, normalize

from assistant.flow.model import Pack

_LISTS = json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8"))
_ENGLISH = frozenset(_LISTS["english"])
_SHARED = frozenset(_LISTS["shared"])
_OTHER = frozenset(word for words in _LISTS["others"].values() for word in words)
_ACCENTED = frozenset(_LISTS["accented"])  # English all the same
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = str.maketrans({"ł": "l", "ß": "ss", "đ": "d", "ı": "i", "’": "'"})
_LOOKED_AT = 2000  # letters
_NO_WORDS_OF_OURS = 3  # words, where none is known, and none is foreign for sure


class English:
    """Tells English from other languages. Built once for a pack; any thread may ask."""

    def __init__(self, pack: Pack) -> None:
        known = set(_WORD.findall(" ".join(_texts(pack)).lower().translate(_PLAIN)))
        self._known = frozenset(map(_bare, known)) | frozenset(pack.shorthand)

    def is_foreign(self, text: str, also: Collection[str] = ()) -> bool:
        """The text is in another language. `also` are words that count as known."""
        text = text[:_LOOKED_AT]
        letters = [char for char in text if char.isalpha()]
        if sum(not _latin(char) for char in letters) * 2 > len(letters):
            return True
        other = english = known = unknown = 0
        for typed in _WORD.findall(text.translate(_PLAIN)):
            word = _bare(typed.lower())
            if word in _SHARED:
                continue
            if word in _ENGLISH:
                english += 1
            elif word in _OTHER:
                other += 1
            elif word in self._known or word in also:
                known += 1
            elif not typed.isascii() and typed[0].islower() and word not in _ACCENTED:
                other += 1
            else:
                unknown += 1
        if english + known == 0:
            return other + unknown >= (2 if other else _NO_WORDS_OF_OURS)
        return other >= 2 and other > english and other >= known


@lru_cache(maxsize=2)
def english_of(pack: Pack) -> English:
    """What tells English from other languages for this pack: it is read once for all who ask."""
    return English(pack)


def _bare(word: str) -> str:
    """Without accents and apostrophes: "don't" is "dont"."""
    if not word.isascii():
        word = "".join(char for char in normalize("NFKD", word) if not combining(char))
    return word.replace("'", "")


def _latin(char: str) -> bool:
    return char.isascii() or name(char, "").startswith("LATIN")


def _texts(pack: Pack) -> Iterator[str]:
    for each in pack.noticed:
        yield from each.says
    yield from pack.ordinary
    for question in pack.asking.questions:
        yield from question.asks
    yield from pack.asking.elsewhere
    for rule in pack.rules:
        yield from (rule.do, rule.why, *rule.how)
    for term in pack.terms:
        yield from (term.term, term.text)
    for fact in pack.facts.values():
        yield from (fact.ask, *(option.label for option in fact.options))
