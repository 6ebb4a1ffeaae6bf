"""Answers as small whole numbers, so that conditions over them compile to plain comparisons.

choice, yes_no   0 unknown, then 1, 2, ... in the pack's order
whole            -1 unknown, else the number
datetime         0 unknown, 1 given
choices, periods 1 unknown, else the sum of 2, 4, 8, ... of the items ticked
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.flow.answers import Answer, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Fact, FactType, Pack, ScoreList

Vector = list[int | None]


def unknown_code(fact: Fact) -> int:
    """The number that stands for `unknown`."""
    if fact.type is FactType.WHOLE:
        return -1
    return 1 if fact.type in (FactType.CHOICES, FactType.PERIODS) else 0


def value_code(fact: Fact, value: str) -> int:
    """The number (for a list: the bit) that stands for one value of the fact."""
    if value == UNKNOWN:
        return unknown_code(fact)
    at = fact.values.index(value)
    return 2 << at if fact.type in (FactType.CHOICES, FactType.PERIODS) else at + 1


def points_of(part: ScoreList, fact: Fact, answer: Answer | None) -> int:
    """The points of the items ticked in one list of a score."""
    if part.recent is None or part.both is None:
        return part.current.points * len(ticked(fact, answer))
    total = 0
    if isinstance(answer, dict):
        for periods in answer.values():
            if len(periods) == 2:
                total += part.both.points
            else:
                total += (part.current if "current" in periods else part.recent).points
    return total


class _Given(dict[str, int]):
    """For a time: whatever is not `unknown` is given."""

    def __missing__(self, key: str) -> int:
        return 1


def _codes(fact: Fact) -> dict[str, int]:
    """The number (for a list: the bit) of each text that can stand in an answer."""
    unknown = {UNKNOWN: unknown_code(fact)}
    if fact.type is FactType.DATETIME:
        return _Given(unknown)
    return unknown | {value: value_code(fact, value) for value in fact.values}


class Codec:
    """Encodes a set of answers as a vector: one number a fact, then one a scored list (points).

    None stands for a fact that has not been answered. What is only heard is unknown until then.
    """

    def __init__(self, pack: Pack) -> None:
        self.facts = tuple(pack.facts[name] for name in pack.settle_order if name in pack.facts)
        self.at = {fact.name: at for at, fact in enumerate(self.facts)}
        self.scored = [(part, pack.facts[part.fact]) for s in pack.scores for part in s.lists]
        self.points_at = {
            part.fact: len(self.facts) + at for at, (part, _) in enumerate(self.scored)
        }
        self.size = len(self.facts) + len(self.scored)
        self._codes = [_codes(fact) for fact in self.facts]
        self._blank: Vector = [unknown_code(f) if f.heard else None for f in self.facts]
        self._blank += [None] * len(self.scored)

    def vector(self, answers: Mapping[str, Answer]) -> Vector:
        """The vector of the answers given; facts that the pack does not know are passed over."""
        vector = list(self._blank)
        for name, answer in answers.items():
            self.put(vector, name, answer)
        return vector

    def put(self, vector: Vector, name: str, answer: Answer) -> None:
        """Write one answer into a vector."""
        at = self.at.get(name)
        if at is None:
            return
        if isinstance(answer, str):
            vector[at] = self._codes[at][answer]
        elif isinstance(answer, int):
            vector[at] = answer
        else:
            codes = self._codes[at]
            vector[at] = sum([codes[item] for item in answer])
        points = self.points_at.get(name)
        if points is not None:
            part, fact = self.scored[points - len(self.facts)]
            vector[points] = points_of(part, fact, answer)
