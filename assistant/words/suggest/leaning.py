"""Whether words are more like what people notice, or more like everyday talk.

By their runs of letters, and by their pairs of words: how much more often each stands in the one
than in the other. "The cat sat on the mat" is near to nothing in particular, so that which wording
is nearest says little; all of its marks together say that it is talk.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.words.suggest.letters import Letters

FEW = 0.5  # what a mark counts for in each, before it is seen there


class Leaning:
    """Learnt from `texts`, of which some are `ordinary`; `letters` are those of the same texts."""

    def __init__(
        self, texts: Sequence[str], letters: Letters, ordinary: NDArray[np.bool_]
    ) -> None:
        self._letters = letters
        talk, signs = int(ordinary.sum()), int((~ordinary).sum())
        seen = letters.times(~ordinary), letters.times(ordinary)
        self._runs = np.log((seen[0] + FEW) / (signs + 1)) - np.log((seen[1] + FEW) / (talk + 1))
        noticed: Counter[str] = Counter()
        said: Counter[str] = Counter()
        for text, nothing in zip(texts, ordinary.tolist(), strict=True):
            (said if nothing else noticed).update(_pairs(text))
        even = math.log((talk + 1) / (signs + 1))
        self._pairs = {
            pair: math.log((noticed[pair] + FEW) / (said[pair] + FEW)) + even
            for pair in noticed.keys() | said.keys()
        }

    def of(self, text: str) -> float:
        """Above 0 for what leans towards something noticed, below 0 for everyday talk."""
        runs = self._letters.known(text)
        pairs = [self._pairs[pair] for pair in _pairs(text) if pair in self._pairs]
        return float(self._runs[runs].sum()) / math.sqrt(1 + len(runs)) + sum(pairs) / math.sqrt(
            1 + len(pairs)
        )


def _pairs(text: str) -> tuple[str, ...]:
    """The different pairs of words that stand side by side; an end counts as a word."""
    return tuple(dict.fromkeys(map(" ".join, pairwise(("", *text.split(), "")))))
