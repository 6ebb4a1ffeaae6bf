"""What has changed in the plan since it last stood whole, for one who looks at it.

A change, an event or a step back is told in the conversation too; but the reader is at the plan,
and an item that has gone leaves no trace there.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from assistant.cases.service import Turn
from assistant.engine.difference import difference
from assistant.engine.entries import EVENT, MOVES, NOTICED, VERSION, items_of
from assistant.engine.kept import plan_of
from assistant.engine.plan import Plan
from assistant.engine.replay import Position

_TOLD = ("change", "undo", "redo", EVENT, NOTICED)


class News(Struct, frozen=True):
    """The texts of items: those that came, those that went, done before and to do again, and those
    that say something else now. All empty: the plan is as it was.
    """

    added: tuple[str, ...]
    gone: tuple[str, ...]
    again: tuple[str, ...]
    altered: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.again or self.altered)


def news(turn: Turn) -> News | None:
    """None where the plan is not whole, or stands as the answers first made it."""
    if not turn.position.done or not any(entry.kind in _TOLD for entry in turn.log):
        return None
    found = _last_whole(turn)
    if found is None:
        return None
    before, at = found
    now = _all(turn.plan)
    told = difference(_all(plan_of(turn.engine, before)), now)
    new = {item.id for item in told.gained}
    standing = {id(entry) for entry in turn.position.turns}
    called = {rule for e in turn.log[at:] if id(e) in standing for rule in items_of(e, "anew")}
    again = [
        item
        for item in now.items
        if item.id in called - new and (deed := turn.deeds.get(item.id)) and not deed.done_at
    ]
    repeated = {item.id for item in again}
    return News(
        tuple(item.text for item in told.gained),
        tuple(item.text for item in told.lost),
        tuple(item.text for item in again),
        tuple(item.text for item in told.altered if item.id not in repeated),
    )


def _last_whole(turn: Turn) -> tuple[Position, int] | None:
    """The last time before now that the plan was whole, and how long the log was then."""
    for at in range(len(turn.log) - 1, -1, -1):
        kind = turn.log[at].kind
        if kind == VERSION:
            return None
        if kind in MOVES and (before := turn.engine.replay(turn.log[:at])).done:
            return before, at
    return None


def _all(plan: Plan) -> Plan:
    return replace(plan, items=(*plan.items, *plan.kept))
