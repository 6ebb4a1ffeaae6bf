"""What was measured, beside what it should be."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tests.bench.peers.servers import CHAINLIT, NICEGUI, OURS

PEERS = (NICEGUI, CHAINLIT)


class Row(Struct, frozen=True):
    """One thing measured, by the server's name. A row without a goal is told, not judged.

    `most` is the most that ours may come to; `shares` the most that it may be of a peer's.
    """

    what: str
    unit: str
    found: Mapping[str, float]
    most: float | None = None
    shares: Mapping[str, float] = field(default_factory=dict)

    def share(self, peer: str) -> float | None:
        """What ours is of a peer's; None where that was not measured."""
        return self.found[OURS] / self.found[peer] if self.found.get(peer) else None

    @property
    def goals(self) -> list[bool]:
        """Each goal that could be judged: was it met?"""
        met = [] if self.most is None else [self.found[OURS] <= self.most]
        for peer, most in self.shares.items():
            share = self.share(peer)
            met += [] if share is None else [share <= most]
        return met

    @property
    def missed(self) -> bool:
        """A goal was not met."""
        return not all(self.goals)


def table(rows: list[Row]) -> str:
    """The rows as text."""
    head = [f"{'':44}", *(f"{name:>12}" for name in (OURS, *PEERS)), f"{'at most':>11}"]
    head += [f"{f'of {peer} (goal)':>22}" for peer in PEERS]
    return "\n".join(["".join(head), *map(_line, rows)])


def _line(row: Row) -> str:
    cells = [f"{row.what:44}"]
    cells += [_figure(row.found.get(name), row.unit) for name in (OURS, *PEERS)]
    cells.append(_figure(row.most, row.unit, 11))
    for peer in PEERS:
        share, most = row.share(peer), row.shares.get(peer)
        goal = "" if most is None else f" (1/{1 / most:.0f})"
        found = "" if share is None else f"{share:.3f}"
        cells.append(f"{found + goal if found else '':>22}")
    verdict = "" if not row.goals else "  MISSED" if row.missed else "  ok"
    return "".join(cells) + verdict


def _figure(found: float | None, unit: str, width: int = 12) -> str:
    if found is None:
        return " " * width
    places = 1 if unit in ("ms", "s") else 0
    return f"{found:,.{places}f} {unit}".rjust(width)
