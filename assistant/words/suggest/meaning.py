"""Words -> a direction in a space where what means the same lies near: wordllama's vectors.

They come in the package's wheel. Nothing is fetched, and no model is asked.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def embed(texts: Sequence[str]) -> Vectors:
    """One row for each text, of length 1; a row of zeros where there is nothing to go by."""
    found = _model().embed([text or " " for text in texts])
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0))


@cache
def _model() -> Any:
    # The package sets up the log of whoever imports it; what is typed must never come near a log.
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    import wordllama  # it takes a third of a second: only those who need it wait

    root.handlers[:] = before
    root.setLevel(level)
    logging.getLogger("wordllama").setLevel(logging.WARNING)
    home = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(cache_dir=home, disable_download=True)
