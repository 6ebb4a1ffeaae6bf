"""Where something stands in a pack's files, for what the pack itself keeps no line of."""

from __future__ import annotations

from functools import lru_cache

from assistant.flow.model import Fact, Pack
from assistant.flow.problems import Source
from assistant.flow.yamltext import Map, Seq, Text, parse


def condition_source(pack: Pack, name: str) -> Source:
    """Where conditions.yaml defines a condition."""
    file = "conditions.yaml"
    keys = _parsed(pack.texts.get(file, ""), file) if file in pack.texts else ()
    line = next((getattr(key, "line", 1) for key in keys if key == name), 1)
    return Source(file, line)


def asked_source(pack: Pack, fact: Fact) -> Source:
    """Where the file of a fact says under which condition it is asked."""
    file = fact.source.file
    if file not in pack.texts:
        return fact.source
    root = _parsed(pack.texts[file], file)
    facts = root.get("facts") if isinstance(root, Map) else None
    node = facts.get(fact.name) if isinstance(facts, Map) else None
    asked = node.get("asked") if isinstance(node, Map) else None
    return Source(file, getattr(asked, "line", fact.source.line))


@lru_cache(maxsize=32)
def _parsed(text: str, file: str) -> Text | Seq | Map:
    return parse(text, file)
