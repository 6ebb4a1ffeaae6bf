"""Whether words are more like what people notice, or more like everyday talk.

By their runs of letters, and by their pairs of words: how much more often each stands in the one
than in the other. "The cat sat on the mat" is near to nothing in particular, so that which wording
is nearest says little; all of its marks together say that it is talk.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.words.suggest.letters import Letters, Scores

FEW = 0.5  # what a mark counts for in each, before it is seen there


class Leaning:
    """Learnt from `texts`, of which some are `ordinary`; `letters` are those of the same texts."""

    def __init__(self, texts: Sequence[str], letters: Letters, ordinary: NDArray[np.bool_]) -> None:
        self._letters = letters
        talk, signs = int(ordinary.sum()), int((~ordinary).sum())
        self._runs = _lean(letters.times(~ordinary), letters.times(ordinary), signs, talk)
        pairs, lengths = array("I"), array("i")
        for text in texts:
            lengths.append(-len(pairs))
            pairs.extend(_pairs(text))
            lengths[-1] += len(pairs)
        nothing = np.repeat(ordinary, lengths)
        self._known, of = np.unique(np.frombuffer(pairs, np.uint32), return_inverse=True)
        seen = (
            np.bincount(of[~nothing], minlength=len(self._known)),
            np.bincount(of[nothing], minlength=len(self._known)),
        )
        self._pairs = _lean(*seen, signs, talk)

    def of(self, text: str) -> float:
        """Above 0 for what leans towards something noticed, below 0 for everyday talk."""
        runs = self._runs[self._letters.known(text)]
        pairs = np.array(_pairs(text), np.uint32)
        places = np.minimum(np.searchsorted(self._known, pairs), len(self._known) - 1)
        known = self._pairs[places[self._known[places] == pairs]]
        return sum(float(each.sum()) / math.sqrt(1 + len(each)) for each in (runs, known))


def _lean(signs: NDArray[Any], talk: NDArray[Any], all_signs: int, all_talk: int) -> Scores:
    """How much more often each mark stands in wordings than in everyday talk, as a logarithm."""
    found = np.log((signs + FEW) / (all_signs + 1)) - np.log((talk + FEW) / (all_talk + 1))
    return found.astype(np.float32)


def _pairs(text: str) -> list[int]:
    """The different pairs of words that stand side by side, each as a number that is all but its
    own; an end counts as a word.
    """
    pairs = map(" ".join, pairwise(("", *text.split(), "")))
    return list(dict.fromkeys(crc32(pair.encode()) for pair in pairs))
