"""What a case is, and what a store of cases promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.engine.replay import Entry


@dataclass(frozen=True, slots=True)
class Case:
    """One child's record. It stays on the pack version it was opened with.

    `opened_at` is an aware time. No name, address or date of birth is part of it.
    """

    id: str
    pack_id: str
    pack_version: str
    opened_at: datetime


class Clash(Exception):
    """Another entry was added to the log in between: `seq` is now its last number."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"the log has gone on to entry {seq}")
        self.seq = seq


class NoSuchCase(KeyError):
    """There is no case of that id."""


class StoreFailed(Exception):
    """The store could not be opened, read or written; what was being written was not kept.

    The message is one line, for the person who runs Waypost.
    """


class Store(Protocol):
    """Keeps cases, their logs and the texts of the packs they began with.

    A log is only added to. `append` returns when the entry is on the disk for good. All methods
    may be called from any greenlet or thread, and raise StoreFailed where the disk fails. Times
    are aware: any zone goes in, Europe/London comes out. A naive time is a ValueError. Entries that
    are read may be shared with other readers: nobody changes them.
    """

    def open_case(self, case: Case) -> None:
        """Keep a new case. Raises ValueError where its id is taken or its pack is not kept."""

    def case(self, case_id: str) -> Case:
        """The case of that id. Raises NoSuchCase."""

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
        """Remove a case with its whole log. Raises NoSuchCase."""

    def close(self) -> None:
        """Release the database."""
