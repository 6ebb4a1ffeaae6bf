"""How like each wording a text is by its letters: by the runs of four that they share.

A slip of spelling loses only a few of them, and the ends of words hardly count. A rare run says
more than a common one.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

RUN = 4

Scores = NDArray[np.float32]


def runs(text: str) -> Collection[str]:
    """The different runs of letters in a text, a space at each end."""
    text = f" {text} "
    return dict.fromkeys(text[at : at + RUN] for at in range(len(text) - RUN + 1))


class Letters:
    """The wordings, by the runs in them: in which of them each run is, and how much it is there."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._places: dict[str, int] = {}
        places = array("i")
        lengths = array("i")
        for text in texts:
            found = runs(text)
            places.extend(self._places.setdefault(run, len(self._places)) for run in found)
            lengths.append(len(found))
        of = np.frombuffer(places, np.int32)
        wording = np.repeat(np.arange(self._size, dtype=np.int32), lengths)
        times = np.bincount(of, minlength=len(self._places))
        self._rare = np.log(1 + self._size / times).astype(np.float32)
        much = self._rare[of]
        length = np.sqrt(np.bincount(wording, much**2, self._size)).astype(np.float32)
        order = np.argsort(of, kind="stable")
        self._wording = wording[order]
        self._much = (much / np.maximum(length, 1e-6)[wording])[order]
        self._from = np.concatenate(([0], np.cumsum(times)))

    def known(self, text: str) -> list[int]:
        """The numbers of the text's runs, of those that stand in any wording."""
        return [self._places[run] for run in runs(text) if run in self._places]

    def times(self, those: NDArray[np.bool_]) -> Scores:
        """In how many of `those` wordings each run stands, by its number."""
        counted = np.concatenate(([0], np.cumsum(those[self._wording])))
        found: Scores = (counted[self._from[1:]] - counted[self._from[:-1]]).astype(np.float32)
        return found

    def near(self, text: str) -> Scores:
        """How like each wording a text is, from 0 to 1."""
        found = runs(text)
        known = [self._places[run] for run in found if run in self._places]
        if not known:
            return np.zeros(self._size, np.float32)
        # What no wording has makes a text less like all of them, but only half as much.
        strange = (len(found) - len(known)) * math.log(1 + self._size) ** 2 / 2
        rare = self._rare[known]
        length = math.sqrt(float((rare**2).sum()) + strange)
        mine = [slice(self._from[place], self._from[place + 1]) for place in known]
        much = [self._much[one] * by for one, by in zip(mine, rare / length, strict=True)]
        wordings = np.concatenate([self._wording[one] for one in mine])
        return np.bincount(wordings, np.concatenate(much), self._size).astype(np.float32)
