"""A score in words, as a page, a printout or a chat shows it."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.score import Result
from assistant.flow.model import Pack, Score
from assistant.present.since import SinceBlock


class ScoreView(Struct, frozen=True):
    """A score that is never bare: `label` is empty where no note stands beside it, and `running` is
    its range in words that say what a score is not. `since` is what has changed about the form.
    """

    title: str
    points: int
    category: int | None
    label: str
    lowest: tuple[int, int]
    highest: tuple[int, int]
    notes: tuple[str, ...]
    lines: tuple[tuple[int, str, str], ...]
    running: str = ""
    since: SinceBlock | None = None

    @property
    def open(self) -> bool:
        """What is not known still leaves a range."""
        return self.lowest != self.highest


def score_view(pack: Pack, result: Result, since: SinceBlock | None = None) -> ScoreView:
    """A score with its range, its notes and the lines of its sum; what has changed about it."""
    score = next(score for score in pack.scores if score.id == result.score_id)
    return ScoreView(
        title=score.title,
        points=result.score,
        category=result.category,
        label=(result.label or "") if result.notes else "",
        lowest=(result.lowest.score, result.lowest.category),
        highest=(result.highest.score, result.highest.category),
        notes=result.notes,
        lines=tuple(
            (
                item.points,
                item.label,
                "; ".join(pack.words.periods.get(period, period) for period in item.periods),
            )
            for item in result.items
        ),
        running=_running(score, result),
        since=since,
    )


def _running(score: Score, result: Result) -> str:
    low, high = result.lowest.score, result.highest.score
    words = score.running.get("settled" if low == high else "open", "")
    return words.replace("{lowest}", str(low)).replace("{highest}", str(high))
