"""Free text -> the indicators that it may be, best first. It offers; a person decides.

Nothing of the text is kept. Nothing close enough: nothing is offered.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from assistant.flow.model import Pack
from assistant.words.language import english_of
from assistant.words.meaning import embed
from assistant.words.suggest.gate import Heard, close
from assistant.words.suggest.letters import Scores
from assistant.words.suggest.pieces import Piece, Says, pieces, says, words_of
from assistant.words.suggest.ranking import Near, Ranking
from assistant.words.suggest.spelling import Spelling

Indicator = tuple[str, str]

MOST = 8
SCALE = 0.6  # of what is near, so that few things come to more than 1
PIECE = 0.5  # of a piece beside the whole, in the order
# One of several indicators that the same thing may be counts less than the first of them.
STEP = 0.08


class Suggestion(Struct, frozen=True):
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
        texts: list[str] = []
        said: list[str] = []
        for text in (*(text for each in pack.noticed for text in each.says), *pack.ordinary):
            words = words_of(text)
            texts.append(" ".join(words))
            said.append(says(words).value)
        self._spelling = Spelling({word for text in texts for word in text.split()}, pack.shorthand)
        fits = np.zeros((len(pack.noticed) + 1, len(places)), np.float32)
        for row, each in zip(fits, pack.noticed, strict=False):
            for number, pair in enumerate(each.may_be):
                row[places[pair]] = 1 - STEP * number
        many = [*(len(each.says) for each in pack.noticed), len(pack.ordinary)]
        self._ranking = Ranking(texts, embed(texts), np.repeat(fits, many, axis=0))
        yes = np.array([one == Says.YES.value for one in said], bool)
        no = np.array([one == Says.NO.value for one in said], bool)
        ordinary = np.arange(len(texts)) >= len(texts) - len(pack.ordinary)
        # "Did not come home" is told from "came home" by a word that neither ranking weighs much.
        self._apart = {
            Says.YES: no,
            Says.NO: yes & ~ordinary,
            Says.EITHER: np.zeros(len(texts), bool),
        }

    def suggest(self, text: str, most: int = MOST) -> tuple[Suggestion, ...]:
        """What the text may mean, best first, at most `most`."""
        found = pieces(text, self._spelling.read)
        if not found or not self.indicators or english_of(self.pack).is_foreign(text):
            return ()
        texts = [piece.text for piece in found]
        near = self._ranking.near(texts, embed(texts))
        apart = np.array([self._apart[piece.says] for piece in found])
        nearest = self._ranking.nearest(near, apart)
        scores = near.common + nearest
        nothing = self._ranking.nothing(near, apart)
        heard = Heard(scores, nearest, self._denied(found, near), nothing, near.leaning)
        whole = next((mine for piece, mine in zip(found, scores, strict=True) if piece.whole), None)
        return tuple(self._suggestion(*one) for one in _best(close(found, heard), whole, most))

    def _denied(self, found: Sequence[Piece], near: Near) -> Scores:
        """For each piece that says no, how near it would be to each indicator if it said yes."""
        denying = np.array([piece.says is Says.NO for piece in found])
        denied = np.zeros_like(near.common)
        if denying.any():
            some = Near(*(part[denying] for part in near))
            apart = np.broadcast_to(self._apart[Says.YES], some.wordings.shape)
            denied[denying] = self._ranking.nearest(some, apart)
        return denied

    def _suggestion(self, at: int, score: float) -> Suggestion:
        name, value = self.indicators[at]
        label = self.pack.facts[name].option(value).label
        return Suggestion(name, value, label, round(min(1.0, SCALE * score), 3))


def _best(near: Scores, whole: Scores | None, most: int) -> list[tuple[int, float]]:
    """The best indicators with their scores, at most `most`, and of each piece at least one.

    What is close to a piece is ordered by how close it is to the whole as well.
    """
    best = near.max(axis=0)
    order = best if whole is None else (best * PIECE + whole) / (1 + PIECE)
    ranked = [int(at) for at in np.argsort(-order) if best[at] > 0]
    sure = list(dict.fromkeys(int(piece.argmax()) for piece in near if piece.max() > 0))[:most]
    rest = [at for at in ranked if at not in sure]
    chosen = [*sure, *rest[: most - len(sure)]]
    return sorted(((at, float(order[at])) for at in chosen), key=lambda one: -one[1])
