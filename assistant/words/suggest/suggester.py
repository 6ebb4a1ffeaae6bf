"""Free text -> the indicators that it may be, best first. It offers; a person decides.

Nothing of the text is kept. Nothing close enough: nothing is offered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.flow.model import Pack
from assistant.words.language import english_of
from assistant.words.meaning import embed
from assistant.words.suggest.letters import Scores
from assistant.words.suggest.pieces import Piece, Says, pieces, says, words_of
from assistant.words.suggest.ranking import Near, Ranking
from assistant.words.suggest.spelling import Spelling

Indicator = tuple[str, str]

# What an indicator has to come to before it is offered, and how much nearer than what is nothing.
CLOSE = 0.4
BEYOND = 0.9
# Who asks a question has mostly noticed nothing.
ASKED = 2.0
# An indicator is left out where another is so much nearer.
BESIDE = 0.6
MOST = 8
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
            Says.YES: (said == Says.NO.value) & ~ordinary,
            Says.NO: (said == Says.YES.value) & ~ordinary,
            Says.EITHER: np.zeros(len(rows), bool),
        }

    def suggest(self, text: str, most: int = MOST) -> tuple[Suggestion, ...]:
        """What the text may mean, best first, at most `most`."""
        found = pieces(text, self._spelling.read)
        if not found or not self.indicators or english_of(self.pack).is_foreign(text):
            return ()
        vectors = embed([piece.text for piece in found])
        near = [
            self._ranking.near(piece.text, vector)
            for piece, vector in zip(found, vectors, strict=True)
        ]
        scores = [self._scores(piece, each) for piece, each in zip(found, near, strict=True)]
        close = np.array(
            [
                _close(mine, self._ranking.nothing(each), ASKED if piece.asks else 1.0)
                for piece, mine, each in zip(found, scores, near, strict=True)
            ]
        )
        whole = next((mine for piece, mine in zip(found, scores, strict=True) if piece.whole), None)
        return tuple(self._suggestion(*one) for one in _best(close, whole, most))

    def _scores(self, piece: Piece, near: Near) -> Scores:
        scores = self._ranking.scores(near, self._apart[piece.says])
        if piece.says is not Says.NO:
            return scores
        # "No drugs" is nearest to those who say that there are drugs: so it is denied. "No
        # passport" is nearest to those who say that there is none.
        said = self._ranking.scores(near, self._apart[Says.YES])
        if said.max() > scores.max():
            return np.zeros_like(scores)
        return np.where(scores >= said, scores, 0)

    def _suggestion(self, at: int, score: float) -> Suggestion:
        name, value = self.indicators[at]
        label = self.pack.facts[name].option(value).label
        return Suggestion(name, value, label, round(min(1.0, score), 3))


def _close(scores: Scores, nothing: float, more: float) -> Scores:
    """The scores of the indicators; 0 for what is not close, or not so many times `more`."""
    least = max(CLOSE * more, BEYOND * nothing, BESIDE * float(scores.max()))
    near: Scores = np.where(scores >= least, scores, 0)
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
