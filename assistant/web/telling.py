"""Words in a form that may show who somebody is: said once, and kept when they come again.

A page with a script says it before anything leaves it. What was said comes in a field of its own,
so that nobody is told twice.
"""

from __future__ import annotations

from assistant.web.forms import Fields, single
from assistant.words.instead import Told, told


def unsaid(form: Fields, name: str, year: int) -> Told:
    """What is found in the text of a field, where that was not said of this very text yet."""
    text = _plain(single(form, name))
    return () if _plain(single(form, f"told {name}")) == text else told(text, year)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
