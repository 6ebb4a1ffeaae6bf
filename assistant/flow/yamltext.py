"""YAML as text with line numbers, and nothing more.

YAML's own types turn `no` into False, `5.10` into 5.1 and `21:05` into 1265, and drop a duplicated
key in silence. Here every scalar stays the text that its author wrote; anchors, aliases, tags and
duplicate keys are refused; size and depth are bounded before anything is built.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from assistant.flow.problems import Source, Unreadable

MAX_BYTES = 256 * 1024
MAX_DEPTH = 50


class Text(str):
    """A scalar, and the line it stands on."""

    __slots__ = ("line",)

    line: int


class Seq(list[Any]):
    """A sequence of Text, Seq and Map, and the line it begins on."""

    __slots__ = ("line",)

    line: int


class Map(dict[str, Any]):
    """A mapping with Text keys, and the line it begins on."""

    __slots__ = ("line",)

    line: int


Repeated = Callable[[Source, str], None]


def parse(text: str, name: str, repeated: Repeated | None = None) -> Text | Seq | Map:
    """The one document in `text`. Raises Unreadable, naming `name` and the line.

    A key that stands twice is told to `repeated`, and its first value counts; without `repeated` it
    is Unreadable too.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise Unreadable(f"{name}: the file is larger than {MAX_BYTES // 1024} KB")
    try:
        return _Builder(text, name, repeated).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or getattr(error, "reason", None)
        what = what or str(error).splitlines()[0]
        raise Unreadable(f"{name}{where}: not YAML: {_IN_PLAIN_WORDS.get(what, what)}") from None


_IN_PLAIN_WORDS = {
    "mapping values are not allowed in this context": (
        "a colon and a space inside a text; put the text in quotes"
    ),
    "did not find expected '-' indicator": "this line is not indented like those around it",
    "found a tab character that violates indentation": "a tab; indent with spaces",
    "found character that cannot start any token": (
        "a text cannot begin with this character; put the text in quotes (and no tabs)"
    ),
    "found unexpected end of stream": "a quote is opened and not closed",
    "did not find expected key": "this line is not indented like those around it",
    "could not find expected ':'": "a key needs a colon after it",
    "did not find expected node content": "a value is missing, or a bracket is not closed",
    "did not find expected ',' or ']'": "a comma or a closing ] is missing",
    "did not find expected ',' or '}'": "a comma or a closing } is missing",
    "control characters are not allowed": "it is not a text: it holds control characters",
}

_Loader = getattr(yaml, "CLoader", yaml.Loader)


class _Builder:
    def __init__(self, text: str, name: str, repeated: Repeated | None) -> None:
        self.name = name
        self.repeated = repeated
        self.events = _Loader(text)

    def fail(self, line: int, message: str) -> Unreadable:
        return Unreadable(f"{self.name}:{line}: {message}")

    def document(self) -> Text | Seq | Map:
        take = self.events.get_event
        take()  # the stream begins
        event = take()
        if isinstance(event, yaml.StreamEndEvent):
            raise Unreadable(f"{self.name}: the file is empty")
        root = self.value(take(), 1)
        take()  # the document ends
        event = take()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.fail(event.start_mark.line + 1, "more than one document in the file")
        return root

    def value(self, event: Any, depth: int) -> Text | Seq | Map:
        line = event.start_mark.line + 1
        kind = event.__class__
        if kind is yaml.AliasEvent:
            raise self.fail(line, "aliases (*name) are not allowed")
        if event.anchor is not None:
            raise self.fail(line, "anchors (&name) are not allowed")
        if event.tag is not None:
            raise self.fail(line, "tags (!name) are not allowed")
        if kind is yaml.ScalarEvent:
            text = Text(event.value)
            text.line = line
            return text
        if depth > MAX_DEPTH:
            raise self.fail(line, f"nested more than {MAX_DEPTH} deep")
        take = self.events.get_event
        if kind is yaml.SequenceStartEvent:
            seq = Seq()
            seq.line = line
            while (event := take()).__class__ is not yaml.SequenceEndEvent:
                seq.append(self.value(event, depth + 1))
            return seq
        return self.mapping(line, depth)

    def mapping(self, line: int, depth: int) -> Map:
        found = Map()
        found.line = line
        take = self.events.get_event
        while (event := take()).__class__ is not yaml.MappingEndEvent:
            key = self.value(event, depth + 1)
            if not isinstance(key, Text):
                raise self.fail(event.start_mark.line + 1, "a key must be a plain word")
            value = self.value(take(), depth + 1)
            if key not in found:
                found[key] = value
            elif self.repeated:
                self.repeated(Source(self.name, key.line), f'the key "{key}" stands here twice')
            else:
                raise self.fail(key.line, f'the key "{key}" stands here twice')
        return found


def source(name: str, value: Text | Seq | Map) -> Source:
    """Where `value` stands in the file `name`."""
    return Source(name, value.line)
