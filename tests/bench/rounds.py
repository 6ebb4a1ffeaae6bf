"""Two ways of doing one thing, timed in turn: CPU time, the median of interleaved rounds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from statistics import median

from msgspec import Struct

ROUNDS = 15
Work = Callable[[], object]


class Measured(Struct, frozen=True):
    """One row of the table. Times are CPU seconds of one piece of work; `target` is the most.

    `against` is None where the target is a time. A row without a target is told, not judged.
    """

    what: str
    ours: float
    against: float | None
    target: float | None

    @property
    def figure(self) -> float:
        """What is held against the target: the ratio, or the time in seconds."""
        return self.ours if self.against is None else self.ours / self.against

    @property
    def over(self) -> bool:
        """Is the target missed?"""
        return self.target is not None and self.figure > self.target


def cpu(work: Work) -> float:
    """CPU seconds of one run."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def compare(
    what: str, ours: Work, theirs: Work, pieces: int, target: float | None, rounds: int = ROUNDS
) -> Measured:
    """Interleaved rounds of both; each run does so many pieces of work."""
    ours(), theirs()
    pairs = [(cpu(ours), cpu(theirs)) for _ in range(rounds)]
    mine, others = (median(times) / pieces for times in zip(*pairs, strict=True))
    return Measured(what, mine, others, target)


def alone(works: list[tuple[str, Work, float | None]]) -> list[Measured]:
    """Each of these against a time in CPU seconds, in interleaved rounds."""
    for _, work, _ in works:
        work()
    rounds = [[cpu(work) for _, work, _ in works] for _ in range(ROUNDS)]
    return [
        Measured(what, median(times), None, target)
        for (what, _, target), times in zip(works, zip(*rounds, strict=True), strict=True)
    ]


def table(rows: list[Measured]) -> str:
    """The rows as text."""
    lines = [f"{'':56}{'Waypost':>12}{'plain':>12}{'ratio':>8}{'target':>10}"]
    for row in rows:
        against = "" if row.against is None else f"{row.against * 1e6:9.1f} us"
        ours = (
            f"{row.ours * 1e6:9.1f} us" if row.against is not None else f"{row.ours * 1e3:9.1f} ms"
        )
        ratio = "" if row.against is None else f"{row.figure:.2f}"
        if row.target is None:
            target = verdict = ""
        else:
            target = f"{row.target * 1e3:.0f} ms" if row.against is None else f"{row.target:.1f}"
            verdict = "  OVER" if row.over else "  ok"
        lines.append(f"{row.what:56}{ours:>12}{against:>12}{ratio:>8}{target:>10}{verdict}")
    return "\n".join(lines)
