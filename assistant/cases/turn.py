"""Where a case stands for one of those who hold it, and what came of a thing that was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from assistant.cases.log import Case
from assistant.cases.offer import Offer, offered, versions
from assistant.cases.shelf import PackLost, Shelf
from assistant.engine import deed_entries, deeds
from assistant.engine.deeds import Deed
from assistant.engine.entries import Entry, Refusal
from assistant.engine.kept import plan_of
from assistant.engine.plan import Plan
from assistant.engine.replay import Engine, Position


class Holder(Struct, frozen=True):
    """One of those who hold a case: their number, and the role they gave last, empty for none."""

    number: int
    role: str


class Turn(Struct, frozen=True):
    """Where a case stands. `seq` is the number of its last entry, 0 for none; `now` is aware.

    `deeds` are by item; `offer` is None where the case goes by today's version of the pack.
    """

    case: Case
    engine: Engine
    position: Position
    plan: Plan
    seq: int
    now: datetime
    log: Sequence[Entry]
    holder: Holder
    deeds: Mapping[str, Deed]
    offer: Offer | None

    @property
    def may_decide(self) -> bool:
        """May this holder record that an item was decided otherwise?"""
        return deed_entries.may_decide(self.engine, self.position, self.holder.role)


class Outcome(Struct, frozen=True):
    """What came of a submission: the entry that was kept, or the refusal.

    `turn` is where the case stands now, either way. `repeated`: it had been kept before.
    """

    turn: Turn
    entry: Entry | None
    refusal: Refusal | None
    repeated: bool


class Reading(Struct, frozen=True):
    """A case as it was read, at the time `now`, for the holder of a number; where it stands."""

    case: Case
    number: int
    engine: Engine
    log: Sequence[Entry]
    position: Position
    now: datetime


def turn_of(read: Reading, shelf: Shelf) -> Turn:
    """Where the case stands. Raises StoreFailed."""
    case, engine, log, position = read.case, read.engine, read.log, read.position
    plan = plan_of(engine, position)
    return Turn(
        case=case,
        engine=engine,
        position=position,
        plan=plan,
        seq=len(log),
        now=read.now,
        log=log,
        holder=Holder(read.number, position.roles.get(read.number, "")),
        deeds=deeds.deeds(log, plan, lambda item: _words(item, case, log, shelf)),
        offer=offered(engine, position, plan, log, shelf.current),
    )


def engine_of(case: Case, log: Sequence[Entry], shelf: Shelf) -> Engine:
    """The engine of the version that the case goes by at the end of that log.

    Raises PackLost or StoreFailed.
    """
    return shelf.engine(versions(case, log)[-1])


def _words(item: str, case: Case, log: Sequence[Entry], shelf: Shelf) -> str:
    """What an item that has left the plan was called, by the latest version that knows it."""
    for version in reversed(versions(case, log)):
        try:
            return shelf.engine(version).pack.rule(item).do
        except (KeyError, PackLost):
            continue
    return item
