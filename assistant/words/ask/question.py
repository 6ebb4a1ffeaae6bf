"""Does a text read as a question? By how it begins and ends; nothing is understood."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"(?:(?:hi|hello|ok|okay|so|and|but|also|please|sorry|quick question|erm|um)\W+)*"
    r"(?:what|whats|what's|who|whos|who's|whom|whose|when|where|why|how|which"
    r"|(?:can|could|should|shall|may|must|will|would|do|does|did|am|is|are|was|were|has|have"
    r"|isn't|isnt|aren't|arent|don't|dont|can't|cant|shouldn't|shouldnt)"
    r"\s+(?:i|we|you|he|she|it|they|this|that|there|the|a|an|my|our|her|his|their|any|anyone|someone"
    r"|somebody|social|police|parents?|mum|dad|child(?:ren)?|staff)"
    r"|am i allowed|is it|what if|wondering (?:if|whether|what|who|how)|i need to know"
    r"|(?:do you|does anyone) know|tell me (?:what|who|how|when|where|about)|explain"
    r"|(?:what|how) about)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\s\"'”’)]*$")


def is_question(text: str) -> bool:
    """Does it end with a question mark, or begin as a question does?"""
    line = " ".join(text[:1000].split())
    return bool(_ASKS.search(line) or _OPENS.match(line))
