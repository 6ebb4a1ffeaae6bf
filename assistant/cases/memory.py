"""A store that keeps nothing when the process ends: for tests, and for trying a pack out."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from assistant.cases.log import NOT_OPENED, TAKEN, AlreadyHere, BroughtIn, Case, Clash, NoSuchCase
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry


class MemoryStore:
    """A Store in plain dicts, without a lock: for one thread, or greenlets."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self._logs: dict[str, dict[str, Entry]] = {}
        self._holders: dict[str, tuple[str, int]] = {}
        self._packs: dict[str, dict[str, str]] = {}

    def open_case(self, case: Case, holder: str) -> None:
        """Keep a new case and its first holder. Raises ValueError as the Store says."""
        if (
            case.id in self._cases
            or case.pack_version not in self._packs
            or holder in self._holders
            or any(case.code == other.code for other in self._cases.values())
        ):
            raise ValueError(NOT_OPENED)
        came = _london(case.came_at) if case.came_at else None
        self._cases[case.id] = replace(case, opened_at=_london(case.opened_at), came_at=came)
        self._logs[case.id] = {}
        self._holders[holder] = (case.id, 1)

    def case(self, case_id: str) -> Case:
        """The case of that id. Raises NoSuchCase."""
        try:
            return self._cases[case_id]
        except KeyError:
            raise NoSuchCase(case_id) from None

    def find(self, code: str) -> Case:
        """The case of that code. Raises NoSuchCase."""
        for case in self._cases.values():
            if case.code == code:
                return case
        raise NoSuchCase(code)

    def held(self, holder: str) -> tuple[Case, int]:
        """The case that a token opens, and its holder's number. Raises NoSuchCase."""
        try:
            case_id, number = self._holders[holder]
        except KeyError:
            raise NoSuchCase(holder) from None
        return self.case(case_id), number

    def add_holder(self, case_id: str, holder: str) -> int:
        """Let one more person hold the case; their number. Raises NoSuchCase or ValueError."""
        self.case(case_id)
        if holder in self._holders:
            raise ValueError(TAKEN)
        number = 1 + max(n for held, n in self._holders.values() if held == case_id)
        self._holders[holder] = (case_id, number)
        return number

    def bring_in(self, brought: BroughtIn) -> None:
        """Keep a case with its whole log. Raises AlreadyHere or ValueError as the Store says."""
        case, holder, log = brought.case, brought.holder, brought.log
        if not brought.again and (here := self._same(case)):
            raise AlreadyHere(here)
        kept = {f"brought-{e.seq}": replace(e, at=_london(e.at) if e.at else None) for e in log}
        before = self._packs
        self._packs = {version: dict(texts) for version, texts in brought.packs.items()} | before
        try:
            self.open_case(case, holder)
        except ValueError:
            self._packs = before
            raise
        self._logs[case.id] = copy.deepcopy(kept)
        self._holders[holder] = (case.id, brought.number)

    def _same(self, case: Case) -> list[datetime | None]:
        """When each case that is this one came, those that were opened here first."""
        found = [
            other.came_at
            for other in self._cases.values()
            if (other.pack_id, other.pack_version, other.opened_at)
            == (case.pack_id, case.pack_version, case.opened_at)
        ]
        return sorted(found, key=lambda at: at.timestamp() if at else 0)

    def log(self, case_id: str) -> Sequence[Entry]:
        """The entries of a case, numbered from 1 without a gap. Raises NoSuchCase."""
        self.case(case_id)
        return tuple(map(copy.deepcopy, self._logs[case_id].values()))

    def sent(self, case_id: str, token: str) -> Entry | None:
        """The entry that was added with this token, or None."""
        return copy.deepcopy(self._logs.get(case_id, {}).get(token))

    def append(self, case_id: str, entry: Entry, token: str) -> Entry:
        """Add an entry, as the Store says. Raises Clash or NoSuchCase."""
        at = _london(entry.at) if entry.at else None
        self.case(case_id)
        if before := self.sent(case_id, token):
            return before
        log = self._logs[case_id]
        if entry.seq != len(log) + 1:
            raise Clash(len(log))
        log[token] = replace(copy.deepcopy(entry), at=at)
        return entry

    def keep_pack(self, version: str, texts: Mapping[str, str]) -> None:
        """Keep the files of a pack under its version, in place of what stands there."""
        self._packs[version] = dict(texts)

    def pack_texts(self, version: str) -> Mapping[str, str]:
        """The files of a pack. Raises KeyError."""
        return dict(self._packs[version])

    def delete_case(self, case_id: str) -> None:
        """Remove a case with its holders and its whole log. Raises NoSuchCase."""
        self.case(case_id)
        del self._cases[case_id], self._logs[case_id]
        for holder in [token for token, (held, _) in self._holders.items() if held == case_id]:
            del self._holders[holder]

    def close(self) -> None:
        """Nothing to release."""


def _london(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return at.astimezone(LONDON)
