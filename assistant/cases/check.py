"""Does a consultation come to what its worked case expects?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from assistant.cases.worked import Expected


def differences(
    expected: Expected,
    *,
    rows: Set[str],
    ruled: Set[str],
    first: tuple[str, ...],
    due: Mapping[str, str],
    seraf: Mapping[str, int | None] | None,
) -> Iterator[str]:
    """Each difference as a line. `ruled` are the rows that plans are compared by."""
    extra = sorted((rows & ruled) - expected.rows)
    missing = sorted(expected.rows - rows)
    if missing:
        yield f"rows that should be there and are not: {', '.join(missing)}"
    if extra:
        yield f"rows that should not be there: {', '.join(extra)}"
    if expected.first and expected.first not in first:
        carried = ", ".join(first) or "none"
        yield f"the first item should carry {expected.first}, it carries {carried}"
    for row in sorted(set(expected.due) | set(due)):
        wanted, found = expected.due.get(row), due.get(row)
        if wanted != found:
            yield f"{row} should be due {wanted or 'at no time'}, it is due {found or 'at no time'}"
    wanted_score = None if expected.seraf is None else dict(expected.seraf)
    found_score = None if seraf is None else {k: seraf[k] for k in ("score", "category")}
    if wanted_score != found_score:
        yield f"the SERAF should be {wanted_score}, it is {found_score}"
