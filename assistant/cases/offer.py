"""A case on an older version of the pack: what today's would change, before anyone agrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from assistant.cases.log import Case
from assistant.engine.difference import difference
from assistant.engine.entries import VERSION, Entry
from assistant.engine.kept import plan_of
from assistant.engine.plan import Plan, PlanItem
from assistant.engine.replay import Engine, Position


class Offer(Struct, frozen=True):
    """Today's version, and what it would do to a case.

    `gained`, `lost` and `altered` are items of the plan; `asked` are facts that would be asked and
    are not open now; `dropped` are facts of which an answer or something noticed would no longer be
    known.
    """

    version: str
    gained: tuple[PlanItem, ...]
    lost: tuple[PlanItem, ...]
    altered: tuple[PlanItem, ...]
    asked: tuple[str, ...]
    dropped: tuple[str, ...]


def versions(case: Case, log: Sequence[Entry]) -> list[str]:
    """The versions of the pack that a case has gone by, today's last."""
    return [case.pack_version, *(str(e.value["version"]) for e in log if e.kind == VERSION)]


def offered(
    engine: Engine, position: Position, plan: Plan, log: Sequence[Entry], today: Engine
) -> Offer | None:
    """What today's version offers; None where the case goes by it already."""
    version = today.pack.version
    if engine.pack.version == version or engine.pack.id != today.pack.id:
        return None
    then = today.replay([*log, Entry(len(log) + 1, VERSION, "", {"version": version})])
    told = difference(plan, plan_of(today, then))
    open_now = set(_open(engine, position))
    return Offer(
        version=version,
        gained=told.gained,
        lost=told.lost,
        altered=told.altered,
        asked=tuple(name for name in _open(today, then) if name not in open_now),
        dropped=tuple(_dropped(position, then)),
    )


def _dropped(position: Position, then: Position) -> Iterator[str]:
    yield from (name for name in position.answers if name not in then.answers)
    for name, part in position.noticed.items():
        if then.noticed.get(name) != part and name not in then.answers:
            yield name


def _open(engine: Engine, position: Position) -> Iterator[str]:
    for step in engine.pack.steps:
        yield from engine.asking(step.id, position.view)
