"""A score, exactly: a sum of points as literals, from which its categories follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.flow.model import Score, ScoreList
from assistant.proof.formula import FALSE, TRUE, Literal

if TYPE_CHECKING:
    from assistant.proof.model_of_case import CaseModel

# Ways in which one thing scores: each a literal with its points; at most one of them holds.
Ways = list[tuple[Literal, int]]


class Sum:
    """One score. `reached[n]`: the sum is at least n; it is told apart up to the highest band.

    Given `base`, the same score in the model that this one's is a copy of.
    """

    def __init__(self, case: CaseModel, score: Score, base: Sum | None = None) -> None:
        self.score = score
        self.formula = case.formula
        self.recorded = case.literal(score.recorded)
        known = [-case.facts[part.fact].unknown for part in score.lists]
        self.answered = case.formula.all_of([self.recorded, *known])
        self.highest = score.bands[-1].lowest
        self.extras = [case.literal(extra.when) for extra in score.extras]
        self.reached = [TRUE] + [FALSE] * self.highest
        self.stages: list[list[Literal]] = []
        for part in score.lists:
            for ways in self._list(case, part):
                self._add(ways)
        for extra, literal in zip(score.extras, self.extras, strict=True):
            self._add([(literal, extra.points.points)])
        if base:
            self._as_in(base, case)

    def _list(self, case: CaseModel, part: ScoreList) -> Iterator[Ways]:
        fact = case.facts[part.fact]
        if part.recent is None or part.both is None:
            yield from ([(tick, part.current.points)] for tick in fact.values.values())
            return
        for current, recent in fact.periods.values():
            yield [
                (self.formula.all_of((current, -recent)), part.current.points),
                (self.formula.all_of((-current, recent)), part.recent.points),
                (self.formula.all_of((current, recent)), part.both.points),
            ]

    def _add(self, ways: Ways) -> None:
        formula = self.formula
        nothing = formula.all_of([-tick for tick, _ in ways])
        before = self.reached
        self.reached = [TRUE]
        for n in range(1, self.highest + 1):
            parts = [formula.all_of((nothing, before[n]))]
            parts += [formula.all_of((tick, before[max(0, n - points)])) for tick, points in ways]
            self.reached.append(formula.any_of(parts))
            # It follows, and saves the solver from finding it at every stage.
            formula.add(-self.reached[n], self.reached[n - 1])
        self.stages.append(self.reached)

    def _as_in(self, base: Sum, case: CaseModel) -> None:
        """Say what follows anyway, where the solver would be long in finding it: from the same
        answers comes the same sum, stage by stage.
        """
        same = []
        for part in self.score.lists:
            same += [case.shared[part.fact]] * len(case.facts[part.fact].values)
        for mine, theirs in zip(self.extras, base.extras, strict=True):
            same.append(-self.formula.differ(mine, theirs))
        so_far: Literal = TRUE
        for alike, stage, other in zip(same, self.stages, base.stages, strict=True):
            so_far = self.formula.all_of((so_far, alike))
            for mine, theirs in zip(stage, other, strict=True):
                if so_far != FALSE and mine != theirs:
                    self.formula.add(-so_far, -mine, theirs)
                    self.formula.add(-so_far, mine, -theirs)

    def categories(self) -> dict[int, Literal]:
        """The literal of each category; none of them holds where the score is not answered."""
        found = {}
        bands = self.score.bands
        for band, above in zip(bands, [*bands[1:], None], strict=True):
            parts = [self.answered, self.reached[band.lowest]]
            if above:
                parts.append(-self.reached[above.lowest])
            found[band.category] = self.formula.all_of(parts)
        return found
