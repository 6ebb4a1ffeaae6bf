"""What a case is, and what a store of cases promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from assistant.engine.entries import Entry

NOT_OPENED = "the case's id, code or token is taken, or the pack it begins with is not kept"
TAKEN = "the holder's token is taken"


class Case(Struct, frozen=True):
    """One child's record, on the pack version that it was opened with.

    `opened_at` is an aware time; `code` is what another person needs to go on with it. `came_at` is
    when it was brought in from a file, None where it was opened here. No name, address or date of
    birth is part of it.
    """

    id: str
    pack_id: str
    pack_version: str
    opened_at: datetime
    code: str
    came_at: datetime | None = None


class Clash(Exception):
    """Another entry was added to the log in between: `seq` is now its last number."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"the log has gone on to entry {seq}")
        self.seq = seq


class NoSuchCase(KeyError):
    """There is no case of that id or code, or none that the token opens."""


class AlreadyHere(Exception):
    """A case that is brought in is here already, once or more.

    `came` says when each was brought in; None where it was opened here, or nobody noted it.
    """

    def __init__(self, came: Sequence[datetime | None]) -> None:
        super().__init__("the case is here already")
        self.came = tuple(came)


class StoreFailed(Exception):
    """The store could not be opened, read or written; what was being written was not kept.

    The message is one line, for the person who runs Waypost.
    """


class TracesLeft(StoreFailed):
    """A case was deleted, but parts of it are still in the files. It is made good the next time
    that a case is deleted or the store opened.
    """


class BroughtIn(Struct, frozen=True):
    """A case that was begun elsewhere, and what comes with it.

    `holder` is the token of its one holder here, whose number is `number`; who holds it elsewhere
    does not hold it here. `packs` are texts by version; one that is kept stays as it is. `again`:
    also where the case is here, so that there are two of it. Raises ValueError where the log is not
    numbered from 1 without a gap.
    """

    case: Case
    holder: str
    number: int
    log: Sequence[Entry]
    packs: Mapping[str, Mapping[str, str]]
    again: bool = False

    def __post_init__(self) -> None:
        if [entry.seq for entry in self.log] != list(range(1, len(self.log) + 1)):
            raise ValueError("the entries are not numbered from 1 without a gap")


class Store(Protocol):
    """Keeps cases, who holds them, their logs and the texts of the packs they go by.

    Whoever holds a case has a token of their own, a text that nobody can guess, and a number: 1 is
    the one who opened it. A log is only added to. What is written is on the disk for good when the
    method returns. All methods may be called from any greenlet or thread, and raise StoreFailed
    where the disk fails. Times are aware: any zone goes in, Europe/London comes out. A naive time
    is a ValueError. Entries that are read may be shared with other readers: nobody changes them.
    """

    def open_case(self, case: Case, holder: str) -> None:
        """Keep a new case and the token of its first holder.

        Raises ValueError where its id, its code or the token is taken, or its pack is not kept.
        """

    def case(self, case_id: str) -> Case:
        """The case of that id. Raises NoSuchCase."""

    def find(self, code: str) -> Case:
        """The case of that code. Raises NoSuchCase."""

    def held(self, holder: str) -> tuple[Case, int]:
        """The case that a holder's token opens, and the holder's number. Raises NoSuchCase."""

    def add_holder(self, case_id: str, holder: str) -> int:
        """Let one more person hold the case; their number, the next one.

        Raises NoSuchCase, and ValueError where the token is taken.
        """

    def bring_in(self, brought: BroughtIn) -> None:
        """Keep a case that was begun elsewhere, with its whole log: all of it or nothing.

        It is here already where a case was opened at the same time on the same version of a pack:
        what was said since then makes no other case of it. Raises AlreadyHere then, unless it is to
        be kept again; and ValueError as `open_case` does.
        """

    def log(self, case_id: str) -> Sequence[Entry]:
        """The entries of a case, numbered from 1 without a gap. Raises NoSuchCase."""

    def append(self, case_id: str, entry: Entry, token: str) -> Entry:
        """Add an entry with the number after the last, and keep it.

        `token` is the sender's own id of the entry: an entry with the same token is already there
        when it was sent twice, and that one is returned; nothing is added. The very object that was
        given is returned where it was added, and only there. Raises Clash where `entry.seq` is not
        the next number, NoSuchCase where there is no such case.
        """

    def sent(self, case_id: str, token: str) -> Entry | None:
        """The entry that was added with this token, or None."""

    def keep_pack(self, version: str, texts: Mapping[str, str]) -> None:
        """Keep the files of a pack under its version, in place of what stands there."""

    def pack_texts(self, version: str) -> Mapping[str, str]:
        """The files of a pack. Raises KeyError."""

    def delete_case(self, case_id: str) -> None:
        """Remove a case with its holders and its whole log, and every trace of it in the files.

        Raises NoSuchCase, and TracesLeft where the case is gone and traces are not.
        """

    def close(self) -> None:
        """Release the database."""
