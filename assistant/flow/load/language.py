"""language.yaml -> words that put blame on a child, and better ones."""

from __future__ import annotations

import re

from assistant.flow.load.fields import Fields
from assistant.flow.model.language import NOT, Blaming, Language, Phrase

_WORD = re.compile(r"[a-z0-9]+('[a-z0-9]+)*")

_NEVER: Phrase = (frozenset(),)  # no word is in it


def read_language(file: Fields) -> Language:
    """The list, in the file's order."""
    found = []
    seen: set[str] = set()
    for fields in file.list("words", "word"):
        name = fields.id()
        fields.what = f'word "{name}"'
        if name in seen:
            fields.error("id", "there are two words with this id")
        seen.add(name)
        phrases = read_phrases(fields, "phrases")
        if not phrases:
            fields.error("phrases", '"phrases" is missing')
        found.append(
            Blaming(
                id=name,
                phrases=phrases,
                better=fields.text("better"),
                why=fields.text("why"),
                basis=fields.text("source"),
                source=fields.source,
            )
        )
        fields.done()
    language = Language(file.text("hint"), file.text("quoted"), tuple(found))
    file.done()
    return language


def read_phrases(fields: Fields, key: str) -> tuple[Phrase, ...]:
    """The phrases of a key; none where it is absent."""
    return tuple(_phrase(fields, key, text) for text in fields.texts(key))


def _phrase(fields: Fields, key: str, text: str) -> Phrase:
    """`puts/putting ... herself at risk`: a slash parts words that may stand in one place, a full
    stop is the end of a sentence, and after a ! stand words that do not come next.
    """
    found: list[frozenset[str] | None] = []
    for place in text.lower().split():
        words = place.removeprefix("!").split("/")
        if place != "..." and not all(word == "." or _WORD.fullmatch(word) for word in words):
            fields.error(
                key, f'"{place}": a phrase is words, "/" between those to choose from, or ...'
            )
            return _NEVER
        some = frozenset([NOT, *words] if place.startswith("!") else words)
        found.append(None if place == "..." else some)
    if not found or found[0] is None or NOT in found[0] or found[-1] is None:
        fields.error(key, f'"{text}": a phrase begins and ends with a word')
        return _NEVER
    return tuple(found)
