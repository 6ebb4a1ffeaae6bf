"""What is wrong with a pack or a case file, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct


class Source(Struct, frozen=True, order=True):
    """Where something was written: a file name within the pack and a line counted from 1."""

    file: str
    line: int


class Problem(Struct, frozen=True, order=True):
    """One finding. An error stops the server; a warning does not."""

    source: Source
    message: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        return f"{self.source.file}:{self.source.line}: {kind}: {self.message}"


class Unreadable(Exception):
    """Nothing could be read: no folder, no YAML, over a limit. The message is one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class PackProblems(Exception):
    """A pack was read and has errors. `problems` holds every one of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class FileProblems(PackProblems):
    """A file that a service lays over the pack was read and has errors."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint such as ' Did you mean "missing_now"?', or an empty text where nothing is close."""
    close = get_close_matches(word, list(known), n=3, cutoff=0.6)
    # People seldom get the first letter wrong: "missing" is not meant as "not_missing".
    likely = [other for other in close if other[:1] == word[:1]] or close
    return f' Did you mean "{likely[0]}"?' if likely else ""
