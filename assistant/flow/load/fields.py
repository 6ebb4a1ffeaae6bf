"""Reading one mapping of a pack file, key by key, noting every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.flow.conditions import ALWAYS, Condition, ConditionError, parse
from assistant.flow.problems import Problem, Source, did_you_mean
from assistant.flow.yamltext import Map, Seq, Text

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Notes:
    """The problems found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def error(self, source: Source, message: str) -> None:
        """Note something that stops the pack from being used."""
        self.found.append(Problem(source, message))

    def warn(self, source: Source, message: str) -> None:
        """Note something that is allowed but looks wrong."""
        self.found.append(Problem(source, message, warning=True))


class Fields:
    """A mapping of the file `file`, read by key; `what` names it in messages."""

    def __init__(self, notes: Notes, file: str, node: object, what: str, line: int = 1) -> None:
        self.notes = notes
        self.file = file
        self.what = what
        self.line = getattr(node, "line", line)
        self.broken = not isinstance(node, Map)
        if not isinstance(node, Map):
            notes.error(self.source, f"{what} must be a mapping of keys to values")
            node = Map()
            node.line = self.line
        self.map = node
        self.read: set[str] = set()

    @property
    def source(self) -> Source:
        """Where the mapping begins."""
        return Source(self.file, self.line)

    def at(self, key: str) -> Source:
        """Where the value of a key stands; where the mapping begins when it is absent."""
        value = self.map.get(key)
        return Source(self.file, getattr(value, "line", self.line))

    def error(self, key: str, message: str) -> None:
        """Note an error at a key; none where the whole was no mapping, which is said already."""
        if not self.broken:
            self.notes.error(self.at(key), f"{self.what}: {message}")

    def keys_at(self, key: str) -> dict[str, Source]:
        """Where each key of a mapping stands; empty where there is none."""
        value = self.get(key)
        keys = value if isinstance(value, Map) else ()
        return {str(k): Source(self.file, getattr(k, "line", self.line)) for k in keys}

    def get(self, key: str) -> Text | Seq | Map | None:
        """The raw value of a key, or None."""
        self.read.add(key)
        return self.map.get(key)

    def text(self, key: str, *, required: bool = True) -> str:
        """The text of a key; an error where it is required and absent or empty."""
        value = self.get(key)
        if value is None or value == "":
            if required:
                self.error(key, f'"{key}" is missing')
            return ""
        if not isinstance(value, Text):
            self.error(key, f'"{key}" must be a text')
            return ""
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts of a key; empty where absent."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, Seq) or not all(isinstance(item, Text) for item in value):
            self.error(key, f'"{key}" must be a list of texts')
            return ()
        return tuple(" ".join(item.split()) for item in value)

    def ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """The list of ids of a key, each once."""
        found = self.texts(key)
        if required and not found:
            self.error(key, f'"{key}" is missing')
        for item in {item for item in found if found.count(item) > 1}:
            self.error(key, f'"{item}" stands in "{key}" twice')
        return found

    def id(self) -> str:
        """The mapping's own id."""
        value = self.text("id")
        if value and not _ID.fullmatch(value):
            self.error("id", f'"{value}" is not an id: lower-case letters, digits, hyphens')
        return value

    def flag(self, key: str) -> bool:
        """True for `yes`; absent is no."""
        value = self.text(key, required=False)
        if value not in ("", "yes", "no"):
            self.error(key, f'"{key}" is yes or no, not "{value}"')
        return value == "yes"

    def whole(self, key: str, *, default: int | None = None) -> int:
        """A whole number; an error where it is absent without a default."""
        value = self.text(key, required=default is None)
        if re.fullmatch(r"\d{1,6}", value):
            return int(value)
        if value:
            self.error(key, f'"{key}" must be a whole number, not "{value}"')
        return default or 0

    def condition(self, key: str, *, default: Condition | None = None) -> Condition:
        """A condition; an error where it is absent without a default or cannot be read."""
        value = self.text(key, required=default is None)
        if not value:
            return default or ALWAYS
        try:
            return parse(value)
        except ConditionError as error:
            self.error(key, f'"{key}": {error}')
            return ALWAYS

    def list(self, key: str, what: str, *, required: bool = True) -> Iterator[Fields]:
        """The mappings of a list, each as Fields."""
        value = self.get(key)
        if value is None and not required:
            return
        if not isinstance(value, Seq):
            self.error(key, f'"{key}" is missing' if value is None else f'"{key}" must be a list')
            return
        for item in value:
            yield Fields(self.notes, self.file, item, what, self.line)

    def named(self, key: str, what: str, *, required: bool = True) -> Iterator[tuple[str, Fields]]:
        """The mappings of a mapping, each with its name."""
        value = self.get(key)
        if value is None and not required:
            return
        if not isinstance(value, Map):
            wrong = "is missing" if value is None else "must be a mapping"
            self.error(key, f'"{key}" {wrong}')
            return
        for name, item in value.items():
            line = getattr(name, "line", self.line)
            fields = Fields(self.notes, self.file, item, f'{what} "{name}"', line)
            fields.line = line
            yield name, fields

    def mapping(self, key: str) -> dict[str, str]:
        """A mapping of texts to texts; empty where absent."""
        value = self.get(key)
        if value is None or value == []:
            return {}
        if not isinstance(value, Map) or not all(isinstance(v, Text) for v in value.values()):
            self.error(key, f'"{key}" must be a mapping of texts')
            return {}
        return {str(name): " ".join(text.split()) for name, text in value.items()}

    def done(self) -> None:
        """Note every key that nothing has read."""
        for key in self.map:
            if key not in self.read:
                hint = did_you_mean(key, self.read)
                line = getattr(key, "line", self.line)
                self.notes.error(
                    Source(self.file, line), f'{self.what}: there is no key "{key}" here.{hint}'
                )
