"""Whether words are more like what people notice, or more like everyday talk.

By their runs of letters, and by their pairs of words: how much more often each stands in the one
than in the other. "The cat sat on the mat" is near to nothing in particular, so that which wording
is nearest says little; all of its marks together say that it is talk.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.words.suggest.letters import Letters, Scores, each_once

FEW = 0.5  # what a mark counts for in each, before it is seen there


class Leaning:
    """Learnt from `texts`, of which some are `ordinary`; `letters` are those of the same texts."""

    def __init__(self, texts: Sequence[str], letters: Letters, ordinary: NDArray[np.bool_]) -> None:
        self._letters = letters
        talk, signs = int(ordinary.sum()), int((~ordinary).sum())
        self._runs = _lean(letters.times(~ordinary), letters.times(ordinary), signs, talk)
        # All texts in one line, an end before each: what an end makes a pair with belongs to the
        # text before it or after it, and it is the same pair either way.
        split = [("", *text.split()) for text in texts]
        self._numbers: dict[str, int] = {}
        line = [
            self._numbers.setdefault(word, len(self._numbers)) for words in split for word in words
        ]
        first = np.array(line, np.int64)
        pairs = first * len(self._numbers) + np.append(first[1:], first[:1])
        text = np.repeat(np.arange(len(texts), dtype=np.int32), [len(words) for words in split])
        found = each_once(pairs, text)
        self._known = pairs[found.at[found.starts[:-1]]]
        talking = np.append(0, np.cumsum(ordinary[text[found.at]]))
        often = np.diff(talking[found.starts])
        self._pairs = _lean(np.diff(found.starts) - often, often, signs, talk)

    def of(self, text: str) -> float:
        """Above 0 for what leans towards something noticed, below 0 for everyday talk."""
        runs = self._runs[self._letters.known(text)]
        pairs = np.array(self._pairs_of(text), np.int64)
        places = np.minimum(np.searchsorted(self._known, pairs), len(self._known) - 1)
        known = self._pairs[places[self._known[places] == pairs]]
        return sum(float(each.sum()) / math.sqrt(1 + len(each)) for each in (runs, known))

    def _pairs_of(self, text: str) -> list[int]:
        """The different pairs of known words that stand side by side; an end counts as a word."""
        numbers = [self._numbers.get(word) for word in ("", *text.split(), "")]
        pairs = ((one, other) for one, other in pairwise(numbers))
        return list(
            dict.fromkeys(
                one * len(self._numbers) + other
                for one, other in pairs
                if one is not None and other is not None
            )
        )


def _lean(signs: NDArray[Any], talk: NDArray[Any], all_signs: int, all_talk: int) -> Scores:
    """How much more often each mark stands in wordings than in everyday talk, as a logarithm."""
    found = np.log((signs + FEW) / (all_signs + 1)) - np.log((talk + FEW) / (all_talk + 1))
    return found.astype(np.float32)
