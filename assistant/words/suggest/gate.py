"""Does a piece say anything at all that may be a sign? Nearness alone does not tell.

Something is always nearest. What says nothing is about as near to everyday talk, and its words lean
to that. What says no has to be nearer to wordings that say no than to those that say yes: "no
passport" is a sign, "no drugs" denies one. The numbers are those of a logistic regression over
wordings and everyday lines, each left out of what it was held against; rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from assistant.words.suggest.letters import Scores
from assistant.words.suggest.pieces import Piece, Says

# How near a piece has to be to the wordings of one indicator and, a little, to what they share; how
# near it is to nothing taken off, and how far it leans from everyday talk added.
SIGN, SHARED, NOTHING, LEANS = 0.55, 0.25, 1.0, 0.2
# The same of what says no, with how near it is to what says yes taken off as a whole.
NO_SIGN, NO_NOTHING, NO_LEANS = -0.05, 0.4, 0.06
NO_WEIGHS = 2.0  # one beside the other
# From so many words on a text may tell of a sign in passing.
TOLD = 25
# Who asks a question has mostly noticed nothing.
ASKED = 2.0
# What an indicator has to come to, and how much of what the best of the piece comes to.
CLOSE, BESIDE = 0.4, 0.7


class Heard(NamedTuple):
    """Of pieces (rows): how far each may be each indicator; how near it is to wordings of it, and
    of what says no, how near it would be if it said yes, else 0; how near each is to nothing; how
    far it leans from everyday talk.
    """

    scores: Scores
    nearest: Scores
    denied: Scores
    nothing: Scores
    leaning: Scores


def close(found: Sequence[Piece], heard: Heard) -> Scores:
    """The scores of the indicators that each piece may be; 0 for all that it hardly is."""
    asked = np.array([ASKED if piece.asks else 1.0 for piece in found], np.float32)
    denying = np.array([piece.says is Says.NO for piece in found])
    shared = SHARED * (heard.scores - heard.nearest)
    sign = (heard.nearest + shared).max(axis=1) - NOTHING * heard.nothing + LEANS * heard.leaning
    still = (heard.nearest.max(axis=1) - heard.denied.max(axis=1)) - NO_NOTHING * heard.nothing
    beyond = np.where(
        denying,
        NO_WEIGHS * (still + NO_LEANS * heard.leaning - NO_SIGN),
        sign - SIGN * asked,
    )
    # "Late because the bus broke down": what a part says by itself has to hold of the whole.
    whole = np.array([piece.whole for piece in found])
    if whole.any() and len(found[int(whole.argmax())].words) <= TOLD:
        beyond = np.where(whole, beyond, (beyond + beyond[whole.argmax()]) / 2)
    least = np.maximum(CLOSE * asked, BESIDE * heard.scores.max(axis=1))
    kept = (beyond >= 0)[:, None] & (heard.scores >= least[:, None])
    near: Scores = np.where(kept & (heard.nearest >= heard.denied), heard.scores, 0)
    return near
