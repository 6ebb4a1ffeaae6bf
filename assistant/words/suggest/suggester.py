"""Free text -> the indicators that it may be, best first. It offers; a person decides.

Nothing of the text is kept. Nothing close enough: nothing is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.flow.model import Pack
from assistant.words.meaning import embed
from assistant.words.suggest.letters import Scores
from assistant.words.suggest.pieces import Piece, Says, pieces, says, words_of
from assistant.words.suggest.ranking import Near, Ranking
from assistant.words.suggest.spelling import Spelling

Indicator = tuple[str, str]

# What an indicator has to come to before it is offered.
CLOSE = 0.4
# What the best of them has to come to, how near the words are to nothing taken off, and how far they
# lean from everyday talk added.
NOTHING, LEANS, SIGN = 0.86, 0.15, 0.45
# Who asks a question has mostly noticed nothing.
ASKED = 2.0
# An indicator is left out where another is so much nearer.
BESIDE = 0.6
MOST = 8
# How much nearer to what says yes a piece that says no has to be, to deny it.
DENIED = 1.1
PIECE = 0.5  # of a piece beside the whole, in the order
# One of several indicators that the same thing may be counts less than the first of them.
STEP = 0.08


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that the words may mean: `text` is its label, `score` from 0 to 1."""

    fact: str
    value: str
    text: str
    score: float


class Suggester:
    """Learnt once from a pack's everyday wordings, then asked for each text."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        may_be = dict.fromkeys(pair for each in pack.noticed for pair in each.may_be)
        self.indicators: tuple[Indicator, ...] = tuple(may_be)
        places = {pair: at for at, pair in enumerate(self.indicators)}
        rows: list[tuple[tuple[str, ...], NDArray[np.float32]]] = []
        nothing = np.zeros(len(places), np.float32)
        for each in pack.noticed:
            fits = nothing.copy()
            for number, pair in enumerate(each.may_be):
                fits[places[pair]] = 1 - STEP * number
            rows += [(words_of(text), fits) for text in each.says]
        rows += [(words_of(text), nothing) for text in pack.ordinary]
        known = {word for words, _ in rows for word in words}
        self._spelling = Spelling(known, pack.shorthand)
        texts = [" ".join(words) for words, _ in rows]
        table = np.array([fits for _, fits in rows]).reshape(len(rows), len(places))
        self._ranking = Ranking(texts, embed(texts), table)
        said = np.array([says(words).value for words, _ in rows])
        ordinary = np.array([not fits.any() for _, fits in rows], bool)
        # "Did not come home" is told from "came home" by a word that neither ranking weighs much.
        self._apart = {
            Says.YES: said == Says.NO.value,
            Says.NO: (said == Says.YES.value) & ~ordinary,
            Says.EITHER: np.zeros(len(rows), bool),
        }

    def suggest(self, text: str, most: int = MOST) -> tuple[Suggestion, ...]:
        """What the text may mean, best first, at most `most`."""
        found = pieces(text, self._spelling.read)
        if not found or not self.indicators:
            return ()
        texts = [piece.text for piece in found]
        near = self._ranking.near(texts, embed(texts))
        apart = np.array([self._apart[piece.says] for piece in found])
        scores = self._scores(found, near, apart)
        close = _close(scores, self._ranking.nothing(near, apart), near.leaning, found)
        whole = next((mine for piece, mine in zip(found, scores, strict=True) if piece.whole), None)
        return tuple(self._suggestion(*one) for one in _best(close, whole, most))

    def _scores(self, found: Sequence[Piece], near: Near, apart: NDArray[np.bool_]) -> Scores:
        """For each piece and indicator how far it may be that; 0 for what it denies."""
        scores = self._ranking.scores(near, apart)
        denying = np.array([piece.says is Says.NO for piece in found])
        if not denying.any():
            return scores
        # "No drugs" is nearest to those who say that there are drugs: so it is denied. "No
        # passport" is nearest to those who say that there is none.
        some = Near(*(part[denying] for part in near))
        said = self._ranking.scores(some, np.array([self._apart[Says.YES]] * len(some.leaning)))
        mine = scores[denying]
        denied = said.max(axis=1, keepdims=True) > DENIED * mine.max(axis=1, keepdims=True)
        scores[denying] = np.where(denied | (mine < said / DENIED), 0, mine)
        return scores

    def _suggestion(self, at: int, score: float) -> Suggestion:
        name, value = self.indicators[at]
        label = self.pack.facts[name].option(value).label
        return Suggestion(name, value, label, round(min(1.0, score), 3))


def _close(scores: Scores, nothing: Scores, leaning: Scores, found: Sequence[Piece]) -> Scores:
    """The scores of the indicators by piece; 0 for what is not close, and all 0 for a piece that
    may well be nothing.
    """
    asked = np.array([ASKED if piece.asks else 1.0 for piece in found], np.float32)
    best = scores.max(axis=1)
    sign = best - NOTHING * nothing + LEANS * leaning >= SIGN * asked
    least = np.maximum(CLOSE * asked, BESIDE * best)
    near: Scores = np.where(sign[:, None] & (scores >= least[:, None]), scores, 0)
    return near


def _best(close: Scores, whole: Scores | None, most: int) -> list[tuple[int, float]]:
    """The best indicators with their scores, at most `most`, and of each piece at least one.

    What is close to a piece is ordered by how close it is to the whole as well.
    """
    best = close.max(axis=0)
    order = best if whole is None else (best * PIECE + whole) / (1 + PIECE)
    ranked = [int(at) for at in np.argsort(-order) if best[at] > 0]
    sure = list(dict.fromkeys(int(piece.argmax()) for piece in close if piece.max() > 0))[:most]
    rest = [at for at in ranked if at not in sure]
    chosen = [*sure, *rest[: most - len(sure)]]
    return sorted(((at, float(order[at])) for at in chosen), key=lambda one: -one[1])
