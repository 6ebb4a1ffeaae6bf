"""How like each wording a text is by its letters: by the runs of four that they share.

A slip of spelling loses only a few of them, and the ends of words hardly count. A rare run says
more than a common one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RUN = 4

Scores = NDArray[np.float32]


def runs(text: str) -> Collection[str]:
    """The different runs of letters in a text, a space at each end."""
    text = f" {text} "
    return dict.fromkeys(text[at : at + RUN] for at in range(len(text) - RUN + 1))


class Found(NamedTuple):
    """Marks in order: where each stands first in each wording, and from which of those `starts` on
    it is another mark; at the end how many there are.
    """

    at: NDArray[np.int64]
    starts: NDArray[np.int64]


def each_once(marks: NDArray[np.int64], wording: NDArray[np.int32]) -> Found:
    """The marks of all wordings, one after another, with the wording of each."""
    at = np.argsort(marks, kind="stable")
    marks, wording = marks[at], wording[at]
    other = np.ones(len(at), bool)
    other[1:] = marks[1:] != marks[:-1]
    first = other.copy()
    first[1:] |= wording[1:] != wording[:-1]
    starts = np.flatnonzero(other[first])
    return Found(at[first], np.append(starts, int(first.sum())))


class Letters:
    """The wordings, by the runs in them: in which of them each run is, and how much it is there."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        line = "".join(f" {text} " for text in texts)
        lengths = np.array([len(text) + 2 for text in texts], np.int64)
        letters = np.frombuffer(line.encode("utf-32-le"), np.uint32)
        there = np.bincount(letters) > 0
        number = (np.cumsum(there) - 1)[letters]
        run = np.zeros(max(0, len(letters) - RUN + 1), np.int64)
        for at in range(RUN):
            run = run * int(there.sum()) + number[at : at + len(run)]
        wording = np.repeat(np.arange(self._size, dtype=np.int32), lengths)
        inside = np.flatnonzero(wording[: len(run)] == wording[RUN - 1 :])
        found = each_once(run[inside], wording[inside])
        self._wording = wording[inside[found.at]]
        self._from = found.starts
        times = np.diff(found.starts)
        firsts = inside[found.at[found.starts[:-1]]]
        self._places = {line[at : at + RUN]: place for place, at in enumerate(firsts)}
        self._rare = np.log(1 + self._size / times).astype(np.float32)
        much = np.repeat(self._rare, times)
        # Added up in the order in which they stand in the text.
        square = np.zeros(len(wording), np.float32)
        square[inside[found.at]] = much**2
        length = np.sqrt(np.bincount(wording, square, self._size)).astype(np.float32)
        self._much = much / np.maximum(length, 1e-6)[self._wording]

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
