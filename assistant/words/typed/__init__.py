"""An answer typed in words; the quick choices of a time, which are read as if they were typed."""

from assistant.words.typed.answer import read_typed
from assistant.words.typed.quick import quick_times
from assistant.words.typed.screen import read_for_screen

__all__ = ["quick_times", "read_for_screen", "read_typed"]
