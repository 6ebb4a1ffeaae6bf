"""Wordings, and what each may be -> how far any text may be each of those.

The nearest wordings count, by meaning and by letters together: "cannabis" is near "weed" in
meaning only, and "canabis" near "cannabis" in letters only. To that is added what all wordings of
an indicator have in common (a ridge regression on their vectors).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.words.meaning import Vectors
from assistant.words.suggest.letters import Letters, Scores

# Tried on phrases that were written for it (tests/words/tuning.yaml), never on those held out.
MEANING, LETTERS, COMMON = 0.5, 0.7, 0.5
NEXT, NEXT_WEIGHT = 3, 0.5
RIDGE, CONSTANT = 8.0, 0.3


class Near(NamedTuple):
    """How near a text is to each wording, and to what the wordings of each thing have in common."""

    wordings: Scores
    common: Scores


class Ranking:
    """Learnt from `texts`; `fits` has a row for each, a column for each thing that it may be, and
    there from 0 to 1 how well it fits. A row of zeros is a text that is none of them.
    """

    def __init__(self, texts: Sequence[str], vectors: Vectors, fits: NDArray[np.float32]) -> None:
        self._letters = Letters(texts)
        some = vectors[fits.any(axis=1)]
        self._middle = some.sum(axis=0) / max(1, len(some))
        self._vectors = self._from_middle(vectors)
        self._common = _ridge(_with_constant(self._vectors), fits)
        self._of, self._fit = _columns(fits)
        nothing = np.array([[0.0 if row.any() else 1.0] for row in fits], np.float32)
        self._nothing, self._nothing_fit = _columns(nothing.reshape(-1, 1))

    def near(self, text: str, vector: Vectors) -> Near:
        """How near a text is to each wording, and to what the wordings of each thing share."""
        away = self._from_middle(vector[None, :])
        near = MEANING * (self._vectors @ away[0]) + LETTERS * self._letters.near(text)
        return Near(near, COMMON * (_with_constant(away)[0] @ self._common))

    def scores(self, near: Near, apart: NDArray[np.bool_]) -> Scores:
        """For each thing how far the text may be it, without the wordings that are `apart`."""
        wordings = np.where(apart, 0, near.wordings)
        scores: Scores = near.common + _nearest(wordings[self._of] * self._fit)
        return scores

    def nothing(self, near: Near) -> float:
        """How near the text is to what is none of the things."""
        return float(_nearest(near.wordings[self._nothing] * self._nothing_fit)[0])

    def _from_middle(self, vectors: Vectors) -> Vectors:
        away = vectors - self._middle
        length = np.linalg.norm(away, axis=1, keepdims=True)
        found: Vectors = away / np.where(length > 0, length, 1)
        return found


def _columns(fits: Scores) -> tuple[NDArray[np.int64], Scores]:
    """For each column its rows, and how well each fits; filled up with rows that fit not at all."""
    longest = max(NEXT + 1, int((fits > 0).sum(axis=0).max(initial=0)))
    rows = np.zeros((fits.shape[1], longest), np.int64)
    fit = np.zeros((fits.shape[1], longest), np.float32)
    for at, column in enumerate(fits.T):
        mine = np.flatnonzero(column)
        rows[at, : len(mine)] = mine
        fit[at, : len(mine)] = column[mine]
    return rows, fit


def _nearest(near: Scores) -> Scores:
    """Of each row the nearest, and a little of the next few: one may be near by chance."""
    top = np.partition(near, -NEXT - 1, axis=1)[:, -NEXT - 1 :]
    best = top.max(axis=1)
    found: Scores = best + NEXT_WEIGHT * (top.sum(axis=1) - best) / NEXT
    return found


def _with_constant(vectors: Vectors) -> Vectors:
    return np.hstack([vectors, np.full((len(vectors), 1), CONSTANT, np.float32)])


def _ridge(rows: Vectors, wanted: NDArray[np.float32]) -> NDArray[np.float32]:
    square = rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32)
    found: NDArray[np.float32] = np.linalg.solve(square, rows.T @ wanted)
    return found
