"""The lines of a log, and what is left of them when they are taken together.

What moves a conversation: answers and changes, what somebody noticed in their own words, events
(something has happened since), undo and redo, and a handover, which gives the role of the person
who goes on. Undo passes over handovers. Every other kind (a tick, a decision, a note, how a thing
is known) is kept by the log and passed over here; a `version` only says that another pack reads the
log from now on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, cast

from msgspec import Struct, field

from assistant.engine.due import moment
from assistant.flow.answers import Answer, Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import PERIODS

EVENT = "event"
NOTICED = "noticed"
UNDOABLE = ("answer", "change", NOTICED, EVENT)
MOVES = (*UNDOABLE, "undo", "redo")
HANDOVER = "handover"
VERSION = "version"
ROLE = "role"


class Entry(Struct, frozen=True):
    """One line of a log.

    `value` maps facts to answers, or what the kind has beside them; `by` carries the role; `at` is
    aware; `holder` is the number of the one who sent it, 1 for who opened the case.

    Of an event, `step` is its id, and `value` holds `at` (when it happened, a datetime answer),
    `facts` (their new readings), `open` (facts to be asked anew), `anew` and `keeps` (items that
    are to be done again, and that still stand), and `ends` where it ends any that stood.

    Of what was noticed, `value` holds for each list the part of an answer that was confirmed.
    """

    seq: int
    kind: str
    step: str
    value: Facts
    by: str = ""
    at: datetime | None = None
    holder: int = 1


class Refusal(Struct, frozen=True):
    """Why an entry was not taken: a sentence, and the fact that it is about.

    `plain`: the sentence is for the person who answered; else their question says what is allowed.
    """

    message: str
    fact: str = ""
    plain: bool = False


class Folded(Struct):
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
        return answers_of(self.applied)


def fold(log: Iterable[Entry]) -> Folded:
    """A whole log taken together."""
    folded = Folded()
    for entry in log:
        folded.take(entry)
    return folded


def roles(entries: Iterable[Entry]) -> dict[int, str]:
    """The role that each holder has given last, by the holder's number."""
    return {entry.holder: str(entry.value[ROLE]) for entry in entries if ROLE in entry.value}


class Reading(NamedTuple):
    """One reading of a fact: the answer, since when it holds as far as is known, and who said it.

    `at` is aware: when it happened, for an event whose time is known, else when it was said. `by`
    is a role.
    """

    answer: Answer
    at: datetime | None
    by: str


def apply(answers: Facts, entry: Entry) -> None:
    """Bring one entry that stands into the answers.

    What was noticed comes after the items that its answer had, and answers no question by itself.
    """
    if entry.kind == NOTICED:
        for name, part in entry.value.items():
            if name in answers:
                answers[name] = joined(answers[name], part)
        return
    for name in opened(entry):
        answers.pop(name, None)
    answers.update(told(entry))


def answers_of(entries: Iterable[Entry]) -> Facts:
    """The latest answer of each fact, from the entries that stand."""
    found: Facts = {}
    for entry in entries:
        apply(found, entry)
    return found


def joined(answer: Answer | None, part: Answer) -> Answer:
    """The answer to a list with a part added to it; no answer, or `unknown`, becomes the part."""
    if isinstance(answer, list) and isinstance(part, list):
        return list(dict.fromkeys([*answer, *part]))
    if isinstance(answer, dict) and isinstance(part, dict):
        both = {item: [*answer.get(item, ()), *part.get(item, ())] for item in (*answer, *part)}
        return {item: [p for p in PERIODS if p in periods] for item, periods in both.items()}
    return part if answer in (None, UNKNOWN, [], {}) else answer


def told(entry: Entry) -> Facts:
    """The answers that an entry which moves the conversation gives."""
    return cast(Facts, entry.value["facts"]) if entry.kind == EVENT else entry.value


def opened(entry: Entry) -> list[str]:
    """The facts that an event leaves to be asked anew."""
    return cast(list[str], entry.value["open"]) if entry.kind == EVENT else []


def items_of(entry: Entry, key: str) -> list[str]:
    """The items of an event under `anew`, `keeps` or `ends`."""
    return cast(dict[str, Any], entry.value).get(key, []) if entry.kind == EVENT else []


def happened_at(entry: Entry) -> datetime | None:
    """When an event happened; None where that is not known."""
    return moment(str(entry.value["at"]))


def readings(entries: Iterable[Entry]) -> dict[str, tuple[Reading, ...]]:
    """Every reading of every fact, the latest last, from the entries that stand.

    An event begins a new reading, and so does an answer to a question that it opened. A change puts
    a reading right, and so does what is noticed; both leave its time.
    """
    found: dict[str, list[Reading]] = {}
    asked_anew: set[str] = set()
    for entry in entries:
        if entry.kind == NOTICED:
            for name, part in entry.value.items():
                if name in found and name not in asked_anew:
                    last = found[name][-1]
                    found[name][-1] = Reading(joined(last.answer, part), last.at, entry.by)
            continue
        asked_anew = (asked_anew | set(opened(entry))) - set(told(entry))
        at = (happened_at(entry) if entry.kind == EVENT else None) or entry.at
        for name, answer in told(entry).items():
            before = found.setdefault(name, [])
            if entry.kind == "change" and before:
                before[-1] = Reading(answer, before[-1].at, entry.by)
            else:
                before.append(Reading(answer, at, entry.by))
    return {name: tuple(each) for name, each in found.items()}
