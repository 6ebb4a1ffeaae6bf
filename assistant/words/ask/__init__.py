"""A question -> the passages that answer it. Nothing is made up: what is shown stands there."""

from assistant.words.ask.asker import Answered, Asker, Why
from assistant.words.ask.passage import Kind, Passage, changed
from assistant.words.ask.question import is_question

__all__ = ["Answered", "Asker", "Kind", "Passage", "Why", "changed", "is_question"]
