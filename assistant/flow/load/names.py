"""Names that conditions can say: each a plain word, and each for one thing only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.flow.conditions import RESERVED, UNKNOWN
from assistant.flow.load.fields import Notes
from assistant.flow.model import Pack
from assistant.flow.problems import Source

_WORD = re.compile(r"[a-z][a-z0-9_]*")
MAX_LENGTH = 80


def check_names(pack: Pack, notes: Notes, lines: Mapping[str, Source]) -> None:
    """Note every fact, option, condition and score whose name cannot be used in a condition, or
    stands for something else as well. `lines` says where each condition is defined.
    """
    for what, name, source in _names(pack, lines):
        if not _WORD.fullmatch(name) or len(name) > MAX_LENGTH:
            allowed = "lower-case letters, digits and _, a letter first"
            notes.error(source, f'{what} "{name[:MAX_LENGTH]}": a name takes {allowed}')
        elif name in RESERVED or name == UNKNOWN:
            message = "this word belongs to the language of conditions; choose another"
            notes.error(source, f'{what} "{name}": {message}')
    categories = {score.category: score for score in pack.scores}
    for name, source in lines.items():
        if name in pack.facts:
            notes.error(source, f'condition "{name}": there is a fact of this name')
        beside = name.removeprefix("asked_") in pack.facts and name.startswith("asked_")
        if beside or name.removeprefix("recorded_") in categories:
            # the engine's own word for when a fact is asked and a score is recorded
            notes.error(source, f'condition "{name}": choose another name')
    for name in sorted(categories.keys() & pack.facts.keys()):
        message = f'fact "{name}": it is the category of score "{categories[name].id}"'
        notes.error(pack.facts[name].source, message)


def _names(pack: Pack, lines: Mapping[str, Source]) -> Iterator[tuple[str, str, Source]]:
    for fact in pack.facts.values():
        yield "fact", fact.name, fact.source
        for option in fact.options:
            yield f'fact "{fact.name}", option', option.value, fact.source
    for name, source in lines.items():
        yield "condition", name, source
    for score in pack.scores:
        yield "score", score.id, score.source
