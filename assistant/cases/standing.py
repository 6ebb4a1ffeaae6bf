"""Where cases stood when they were last looked at: a log is taken together once, not each time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from assistant.engine.entries import Entry
from assistant.engine.replay import Engine, Position

KEPT = 1024


class Standings:
    """The positions of the last few cases, each good for one log by one engine only."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept: OrderedDict[str, tuple[Engine, Sequence[Entry], Position]] = OrderedDict()
        self._most = kept

    def position(self, case_id: str, engine: Engine, log: Sequence[Entry]) -> Position:
        """Where that log stands."""
        last = self._kept.get(case_id)
        if last and last[0] is engine and last[1] == log:
            return last[2]
        found = engine.replay(log)
        self._kept[case_id] = (engine, log, found)
        self._kept.move_to_end(case_id)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found

    def forget(self, case_id: str) -> None:
        """Keep nothing of that case."""
        self._kept.pop(case_id, None)
