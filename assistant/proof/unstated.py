"""Of which rows does nobody say whether they still stand? A note to the pack's owner, no fault."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from assistant.flow.load.since import SINCE_FILE
from assistant.flow.model import Pack


def unstated(pack: Pack) -> Iterator[str]:
    """A line for each section with such rows, and one with their number.

    None where the pack has no layer of what has changed since, or it is switched off.
    """
    if not pack.since.layers:
        return
    rows = [clause for clause in pack.clauses.values() if clause.id not in pack.since.stated]
    for section, found in groupby(rows, key=lambda clause: clause.section):
        ids = ", ".join(clause.id for clause in found)
        yield f"{SINCE_FILE}: note: {section}: nothing says if these still stand: {ids}"
    if rows:
        yield f"{SINCE_FILE}: note: of {len(pack.clauses)} clauses {len(rows)} have no statement"
