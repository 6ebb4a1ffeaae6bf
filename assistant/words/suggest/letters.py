"""How like each wording a text is by its letters: by the runs of four that they share.

A slip of spelling loses only a few of them, and the ends of words hardly count. A rare run says
more than a common one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

RUN = 4

Scores = NDArray[np.float32]


def runs(text: str) -> Iterable[str]:
    """The different runs of letters in a text, a space at each end."""
    text = f" {text} "
    return dict.fromkeys(text[at : at + RUN] for at in range(len(text) - RUN + 1))


class Letters:
    """The wordings, by the runs in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        found = [runs(text) for text in texts]
        seen = Counter(run for each in found for run in each)
        self._rare = {run: math.log(1 + self._size / times) for run, times in seen.items()}
        self._unseen = math.log(1 + self._size)
        at: dict[str, list[int]] = defaultdict(list)
        much: dict[str, list[float]] = defaultdict(list)
        for number, each in enumerate(found):
            length = self._length(each)
            for run in each:
                at[run].append(number)
                much[run].append(self._rare[run] / length)
        self._at = {run: np.array(numbers, np.int32) for run, numbers in at.items()}
        self._much = {run: np.array(values, np.float32) for run, values in much.items()}

    def near(self, text: str) -> Scores:
        """How like each wording a text is, from 0 to 1."""
        found = runs(text)
        length = self._length(found)
        near = np.zeros(self._size, np.float32)
        for run in found:
            if run in self._at:
                near[self._at[run]] += self._much[run] * (self._rare[run] / length)
        return near

    def _length(self, found: Iterable[str]) -> float:
        # What no wording has makes a text less like all of them, but only half as much.
        squares = (
            self._rare[run] ** 2 if run in self._rare else self._unseen**2 / 2 for run in found
        )
        return math.sqrt(sum(squares)) or 1.0
