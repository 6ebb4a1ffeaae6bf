"""The files of a pack: which are there, which are read, and which is missing."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.flow.load.fields import Fields, Notes
from assistant.flow.problems import Source
from assistant.flow.yamltext import Map, Seq, Text
from assistant.flow.yamltext import parse as parse_yaml


class Files:
    """The texts of a pack by file name. What is wrong with one is noted.

    `missing` are those that a pack cannot be read without, and that are not there or no mapping.
    """

    def __init__(self, texts: Mapping[str, str], notes: Notes) -> None:
        self.texts = texts
        self.notes = notes
        self.used: set[str] = set()
        self.missing: set[str] = set()

    def file(self, name: str) -> Fields | None:
        """A file that a pack must have; None where it is not there. Raises Unreadable."""
        self.used.add(name)
        if name not in self.texts:
            self.missing.add(name)
            self.notes.error(Source("pack.yaml", 1), f'there is no file "{name}" in the pack')
            return None
        return Fields(self.notes, name, self.yaml(name), name)

    def maybe(self, name: str) -> Fields | None:
        """A file that a pack may go without. Raises Unreadable."""
        return self.file(name) if name in self.texts else None

    def under(self, folder: str) -> list[Fields]:
        """The files whose names begin so, by name. Raises Unreadable."""
        names = sorted(name for name in self.texts if name.startswith(folder))
        return [file for name in names if (file := self.file(name))]

    def yaml(self, name: str) -> Text | Seq | Map:
        """What is in a file that is there. Raises Unreadable."""
        self.used.add(name)
        root = parse_yaml(self.texts[name], name, repeated=self.notes.error)
        if not isinstance(root, Map):
            self.missing.add(name)
        return root

    def unread(self) -> list[str]:
        """The files that nobody has asked for."""
        return sorted(set(self.texts) - self.used)
