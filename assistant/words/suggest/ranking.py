"""Wordings, and what each may be -> how far any texts may be each of those.

The nearest wordings count, by meaning and by letters together: "cannabis" is near "weed" in
meaning only, and "canabis" near "cannabis" in letters only. To that is added what all wordings of
an indicator have in common: in meaning (a ridge regression on their vectors), and in letters (how
like them the text is in the mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.words.meaning import Vectors
from assistant.words.suggest.leaning import Leaning
from assistant.words.suggest.letters import Letters, Scores

# Tried on phrases that were written for it (tests/words/tuning.yaml), never on those held out.
MEANING, LETTERS = 0.5, 0.7
COMMON, MEAN = 1.5, 12.0
NEXT, NEXT_WEIGHT = 3, 0.5
RIDGE, CONSTANT = 8.0, 0.3


class Near(NamedTuple):
    """How near each text (a row) is to each wording, to what the wordings of each thing have in
    common, and how far it leans from everyday talk.
    """

    wordings: Scores
    common: Scores
    leaning: Scores


class Ranking:
    """Learnt from `texts`; `fits` has a row for each, a column for each thing that it may be, and
    there from 0 to 1 how well it fits. A row of zeros is a text that is none of them.
    """

    def __init__(self, texts: Sequence[str], vectors: Vectors, fits: NDArray[np.float32]) -> None:
        self._letters = Letters(texts)
        ordinary: NDArray[np.bool_] = np.logical_not(fits.any(axis=1))
        self._leaning = Leaning(texts, self._letters, ordinary)
        many = max(1, int((~ordinary).sum()))
        self._middle: Vectors = (~ordinary).astype(np.float32) @ vectors / np.float32(many)
        self._vectors = self._from_middle(vectors)
        self._common = _ridge(self._vectors[~ordinary], fits[~ordinary])
        # Wordings of one thing noticed stand together and fit alike: of each such group only the
        # nearest few can count.
        starts = np.flatnonzero(np.append(True, (fits[1:] != fits[:-1]).any(axis=1))[: len(fits)])
        ends = np.append(starts, len(fits))[1:]
        groups = [range(a, b) for a, b in zip(starts, ends, strict=True) if not ordinary[a]]
        self._groups = _filled(groups, len(fits))
        fit = fits[[each[0] for each in groups]]
        self._of = _filled([np.flatnonzero(column) for column in fit.T], len(groups))
        filled = np.vstack([fit, np.zeros(fits.shape[1], np.float32)])
        self._fit = filled[self._of, np.arange(fits.shape[1])[:, None]]
        self._starts = starts
        self._share = fits[starts] / np.maximum(fits.sum(axis=0), 1)
        self._ordinary = np.flatnonzero(ordinary)

    def near(self, texts: Sequence[str], vectors: Vectors) -> Near:
        """How near texts are to each wording, and to what the wordings of each thing share."""
        away = self._from_middle(vectors)
        letters = np.array([self._letters.near(text) for text in texts], np.float32)
        sums = np.add.reduceat(letters, self._starts, axis=1)
        common: Scores = COMMON * (_with_constant(away) @ self._common) + MEAN * (
            sums @ self._share
        )
        leaning = np.array([self._leaning.of(text) for text in texts], np.float32)
        near: Scores = MEANING * (away @ self._vectors.T) + LETTERS * letters
        return Near(near, common, leaning)

    def nearest(self, near: Near, apart: NDArray[np.bool_]) -> Scores:
        """For each text and thing how near it is to the nearest wordings of that, without those
        that are `apart` for the text. With `common` it is how far the text may be that.
        """
        wordings = np.where(apart, 0, near.wordings)
        # What fills up a group that is short of others is near to nothing.
        wordings = np.hstack([wordings, np.zeros((len(wordings), 1), np.float32)])
        few = _most(wordings[:, self._groups])
        few = np.concatenate([few, np.zeros_like(few[:, :1])], axis=1)
        found: Scores = few[:, self._of] * self._fit[:, :, None]
        return _nearest(found.reshape(*found.shape[:2], -1))

    def nothing(self, near: Near, apart: NDArray[np.bool_]) -> Scores:
        """How near each text is to what is none of the things, without what is `apart`."""
        wordings: Scores = np.where(apart, 0, near.wordings)[:, self._ordinary]
        few = np.zeros((len(wordings), NEXT + 1), np.float32)
        return _nearest(np.hstack([few, wordings]))

    def _from_middle(self, vectors: Vectors) -> Vectors:
        away: Vectors = vectors - self._middle
        length = np.sqrt(np.einsum("ij,ij->i", away, away))[:, None]
        away /= np.where(length > 0, length, 1)
        return away


def _filled(groups: Sequence[Sequence[int] | NDArray[np.int64]], last: int) -> NDArray[np.int64]:
    """The groups as rows of one length, and of NEXT + 1 at least; filled up with `last`."""
    longest = max([NEXT + 1, *map(len, groups)])
    rows = np.full((len(groups), longest), last, np.int64)
    for row, group in zip(rows, groups, strict=True):
        row[: len(group)] = group
    return rows


def _most(near: Scores) -> Scores:
    """Of the last axis the greatest, NEXT and one more, in no order."""
    found: Scores = np.partition(near, -NEXT - 1, axis=-1)[..., -NEXT - 1 :]
    return found


def _nearest(near: Scores) -> Scores:
    """Of the last axis the nearest, and a little of the next few: one may be near by chance."""
    top = _most(near)
    best = top.max(axis=-1)
    found: Scores = best + NEXT_WEIGHT * (top.sum(axis=-1) - best) / NEXT
    return found


def _with_constant(vectors: Vectors) -> Vectors:
    return np.hstack([vectors, np.full((len(vectors), 1), CONSTANT, np.float32)])


def _ridge(rows: Vectors, wanted: NDArray[np.float32]) -> NDArray[np.float32]:
    """As if each row had the constant at its end; a copy of them all would take as much again."""
    whole = CONSTANT * rows.sum(axis=0)
    corner = np.full((1, 1), CONSTANT**2 * len(rows))
    square = np.block([[rows.T @ rows, whole[:, None]], [whole[None, :], corner]])
    square += RIDGE * np.eye(len(square))
    found = np.linalg.solve(square, np.vstack([rows.T @ wanted, CONSTANT * wanted.sum(axis=0)]))
    return found.astype(np.float32)
