"""Words by their letters: runs of three to five, so that a slip of spelling loses only a few."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 3, 5
# Columns that are multiplied at a time, so that the table is never whole in memory.
AT_ONCE = 2048


def runs(text: str) -> Counter[str]:
    """The runs of letters in a text, a space at each end."""
    text = f" {text} "
    return Counter(
        text[at : at + size]
        for size in range(SHORTEST, LONGEST + 1)
        for at in range(len(text) - size + 1)
    )


class Letters:
    """Wordings, to be compared by the runs that they share; a rare run counts for more."""

    def __init__(self, texts: Sequence[str]) -> None:
        found = [runs(text) for text in texts]
        self.size = len(texts)
        seen: Counter[str] = Counter()
        for each in found:
            seen.update(each.keys())
        self._weights = {run: math.log(1 + self.size / times) for run, times in seen.items()}
        self._unseen = math.log(1 + self.size)
        at: dict[str, list[int]] = defaultdict(list)
        much: dict[str, list[float]] = defaultdict(list)
        for number, each in enumerate(found):
            length = self._length(each)
            for run, times in each.items():
                at[run].append(number)
                much[run].append(self._weight(run, times) / length)
        self._at = {run: np.array(numbers, np.int32) for run, numbers in at.items()}
        self._much = {run: np.array(values, np.float32) for run, values in much.items()}

    def near(self, text: str) -> NDArray[np.float32]:
        """How like each wording a text is, from 0 to 1."""
        found = runs(text)
        length = self._length(found)
        near = np.zeros(self.size, np.float32)
        for run, times in found.items():
            if run in self._at:
                near[self._at[run]] += self._much[run] * (self._weight(run, times) / length)
        return near

    def among(self) -> NDArray[np.float32]:
        """How like each other the wordings are: a square table."""
        table = np.zeros((self.size, self.size), np.float32)
        shared = [run for run, numbers in self._at.items() if len(numbers) > 1]
        for start in range(0, len(shared), AT_ONCE):
            part = shared[start : start + AT_ONCE]
            columns = np.zeros((self.size, len(part)), np.float32)
            for column, run in enumerate(part):
                columns[self._at[run], column] = self._much[run]
            table += columns @ columns.T
        np.fill_diagonal(table, 1)
        return table

    def _weight(self, run: str, times: int) -> float:
        return (1 + math.log(times)) * self._weights.get(run, self._unseen)

    def _length(self, found: Counter[str]) -> float:
        # What no wording has still makes a text less like all of them, but only half as much.
        much = sum(
            self._weight(run, times) ** 2 * (1.0 if run in self._weights else 0.5)
            for run, times in found.items()
        )
        return math.sqrt(much) or 1.0
