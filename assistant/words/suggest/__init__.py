"""What somebody noticed, in their own words -> the indicators that it may be."""

from assistant.words.suggest.pieces import MOST_LETTERS
from assistant.words.suggest.suggester import Suggester, Suggestion

__all__ = ["MOST_LETTERS", "Suggester", "Suggestion"]
