"""Rows of the database, as cases and entries; and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from assistant.cases.log import Case
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry
from assistant.flow.compact import compact

ENTRIES_READY = 20_000


# A log is read at every turn and its lines never change: most are read for the n-th time.
@lru_cache(maxsize=ENTRIES_READY)
def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry in a row of its columns."""
    seq, kind, step, value, by, at, holder = row
    return Entry(seq, kind, step, json.loads(value), by, _time(at) if at else None, holder)


def entry_row(case_id: str, entry: Entry, token: str) -> tuple[Any, ...]:
    """An entry as the row that is added, in the order of its table."""
    return (
        case_id,
        entry.seq,
        token,
        entry.kind,
        entry.step,
        compact(entry.value).decode(),
        entry.by,
        time_text(entry.at) if entry.at else None,
        entry.holder,
    )


def pack_row(version: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A pack's texts as a row by column."""
    return {"version": version, "texts": json.dumps(dict(texts), ensure_ascii=False)}


def case_of(row: Sequence[Any]) -> Case:
    """The case in a row that begins with its columns."""
    return Case(row[0], row[1], row[2], _time(row[3]), row[4], _time(row[5]) if row[5] else None)


def case_row(case: Case) -> tuple[str | None, ...]:
    """A case as its row. Raises ValueError for a naive time."""
    came = time_text(case.came_at) if case.came_at else None
    opened = time_text(case.opened_at)
    return (case.id, case.pack_id, case.pack_version, opened, case.code, came)


def time_text(at: datetime) -> str:
    """A time as it is kept, in UTC. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return at.astimezone(UTC).isoformat()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(LONDON)
