"""What is to be done, in short: for the list beside the conversation."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from assistant.present.contact import Way
from assistant.present.item import ItemView


class Todo(Struct, frozen=True):
    """One thing to do, in short: nothing that anybody wrote. `clock` is a state of the engine's.

    A `caution` says what not to do.
    """

    id: str
    number: int
    text: str
    yours: bool
    owner: str
    now: bool
    due: str
    ring: Way | None
    done_at: str
    decided: bool
    clock: str
    tell: tuple[tuple[int, str], ...]
    caution: bool

    @property
    def settled(self) -> bool:
        """Nothing is left to do about it."""
        return bool(self.done_at or self.decided)


class Tally(Struct, frozen=True):
    """How much of one's own there is to do, and was done or decided. `done`: all is asked."""

    done: bool
    left: int
    settled: int


def todo(item: ItemView) -> Todo:
    return Todo(
        item.id,
        item.number,
        item.text,
        item.yours,
        item.owner,
        item.now,
        item.due,
        item.ring,
        item.deed.done_at,
        bool(item.deed.decided),
        item.clock.state,
        item.deed.tell,
        item.caution,
    )


def tally_of(items: Iterable[ItemView], done: bool) -> Tally:
    """How much of one's own there is among these. `done`: all is asked."""
    settled = [item.deed.settled for item in items if item.yours and not item.caution]
    return Tally(done, settled.count(False), settled.count(True))
