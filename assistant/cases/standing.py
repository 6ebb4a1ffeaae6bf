"""Where cases stood when they were last looked at: a log is taken together once, not each time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from assistant.cases.log import Case
from assistant.engine.entries import Entry
from assistant.engine.replay import Engine, Position

KEPT = 1024

Standing = tuple[Engine, Sequence[Entry], Position]


class Standings:
    """The positions of the last few cases, each good for one log by one engine only; and the last
    few tokens, whose case and number never change while the case is there.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept: OrderedDict[str, Standing] = OrderedDict()
        self._held: OrderedDict[str, tuple[Case, int]] = OrderedDict()
        self._most = kept

    def position(self, case_id: str, engine: Engine, log: Sequence[Entry]) -> Position:
        """Where that log stands."""
        last = self._kept.get(case_id)
        if last and last[0] is engine and last[1] == log:
            return last[2]
        found = engine.replay(log, last[2] if last and last[0] is engine else None)
        self._kept[case_id] = (engine, log, found)
        self._kept.move_to_end(case_id)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found

    def last(self, case_id: str) -> Standing | None:
        """Where that case stood when it was last looked at."""
        return self._kept.get(case_id)

    def hold(self, token: str, case: Case, number: int) -> None:
        """Remember what a token opens, and its holder's number."""
        self._held[token] = (case, number)
        self._held.move_to_end(token)
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def held(self, token: str) -> tuple[Case, int] | None:
        """What a token was last seen to open."""
        return self._held.get(token)

    def forget(self, case_id: str) -> None:
        """Keep nothing of that case."""
        self._kept.pop(case_id, None)
        for token in [token for token, (case, _) in self._held.items() if case.id == case_id]:
            del self._held[token]
