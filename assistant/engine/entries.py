"""The lines of a log, and what is left of them when they are taken together.

What moves a conversation: answers and changes, undo and redo, and a handover, which gives the role
of the person who goes on. Undo passes over handovers. Every other kind (a tick, a decision, how a
thing is known) is kept by the log and passed over here; a `version` only says that another pack
reads the log from now on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.flow.answers import Facts

MOVES = ("answer", "change", "undo", "redo")
UNDOABLE = ("answer", "change")
HANDOVER = "handover"
VERSION = "version"
ROLE = "role"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log.

    `value` maps facts to answers, or what the kind has beside them; `by` carries the role; `at` is
    aware; `holder` is the number of the one who sent it, 1 for who opened the case.
    """

    seq: int
    kind: str
    step: str
    value: Facts
    by: str = ""
    at: datetime | None = None
    holder: int = 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an entry was not taken: a sentence, and the fact that it is about.

    `plain`: the sentence is for the person who answered; else their question says what is allowed.
    """

    message: str
    fact: str = ""
    plain: bool = False


@dataclass
class Folded:
    """A log taken together: what has been applied, and what was undone and can be redone.

    `undone` holds each entry with the place it had among the applied. `renewed`: the log was begun
    with another version of the pack.
    """

    applied: list[Entry] = field(default_factory=list)
    undone: list[tuple[int, Entry]] = field(default_factory=list)
    renewed: bool = False

    def take(self, entry: Entry) -> None:
        """Add one entry."""
        if entry.kind in UNDOABLE:
            self.applied.append(entry)
            self.undone.clear()
        elif entry.kind == HANDOVER:
            self.applied.append(entry)
        elif entry.kind == "undo" and (at := self._last()) is not None:
            self.undone.append((at, self.applied.pop(at)))
        elif entry.kind == "redo" and self.undone:
            at, back = self.undone.pop()
            self.applied.insert(at, back)
        elif entry.kind == VERSION:
            self.renewed = True

    @property
    def can_undo(self) -> bool:
        """There is an answer or a change to take back."""
        return self._last() is not None

    def _last(self) -> int | None:
        for at in range(len(self.applied) - 1, -1, -1):
            if self.applied[at].kind in UNDOABLE:
                return at
        return None

    def answers(self) -> Facts:
        """The latest answer of each fact."""
        found: Facts = {}
        for entry in self.applied:
            found.update(entry.value)
        return found


def fold(log: Iterable[Entry]) -> Folded:
    """A whole log taken together."""
    folded = Folded()
    for entry in log:
        folded.take(entry)
    return folded


def roles(entries: Iterable[Entry]) -> dict[int, str]:
    """The role that each holder has given last, by the holder's number."""
    return {entry.holder: str(entry.value[ROLE]) for entry in entries if ROLE in entry.value}
