"""What somebody noticed, in their own words -> the indicators that it may be."""

import os

# A text is read in a millisecond by one thread; the libraries would spend ten on waking others.
# They read this once, when they are first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from assistant.words.suggest.pieces import MOST_LETTERS
from assistant.words.suggest.suggester import Suggester, Suggestion

__all__ = ["MOST_LETTERS", "Suggester", "Suggestion"]
