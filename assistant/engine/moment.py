"""What conversations with the same answers have in common is worked out once.

Many begin alike, and a training room tells one story to a whole class at once. Where a conversation
stands and what it comes to hang on its answers alone, never on when they were given or in whose
case.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.engine.entries import Entry
from assistant.flow.compact import compact

if TYPE_CHECKING:
    from assistant.engine.plan import Plan
    from assistant.engine.replay import Position

KEPT = 256
# All else in a log shows when it was made, or what somebody wrote.
ALIKE = ("answer", "change")


class Moment:
    """What has been worked out about a position, kept with it: it says nothing that the position
    does not, and so does not count when two are compared.

    `said` is what was said on the way, where it is the moment of every conversation in which the
    same was said; None where it is one's alone. `plan` is the position's, None until it was asked
    for; `seen` is for whoever shows it.
    """

    def __init__(self, said: bytes | None = None) -> None:
        self.said = said
        self.plan: Plan | None = None
        self.seen: dict[Hashable, Any] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment)

    __hash__ = None  # type: ignore[assignment]  # equal to every other, so a key for nothing


def said_in(log: Sequence[Entry], before: Position | None = None) -> bytes | None:
    """What two logs that lead to the same moment have in common; None where this one can have it
    in common with no other. `before` is where the log stood last, which may be without its end.
    """
    said, rest = b"", log
    if before and before.moment.said is not None and before.turns == log[: len(before.turns)]:
        said, rest = before.moment.said, log[len(before.turns) :]
    for entry in rest:
        if entry.kind not in ALIKE:
            return None
        try:
            said += compact((entry.kind, entry.step, entry.value, entry.by, entry.holder))
        except UnicodeEncodeError:
            return None
    return said


class Met:
    """The positions that were come to last, by what was said on the way."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept: OrderedDict[bytes, Position] = OrderedDict()
        self._most = kept

    def get(self, said: bytes) -> Position | None:
        """The position to which it led whoever said it before."""
        if found := self._kept.get(said):
            self._kept.move_to_end(said)
        return found

    def keep(self, said: bytes, position: Position) -> None:
        """Remember where it leads."""
        self._kept[said] = position
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """Remember nothing: a case was erased, and its answers may be in here."""
        self._kept.clear()
