"""Does a text read as a question? By how it begins and ends; nothing is understood."""

from __future__ import annotations

import re

_POLITE = r"(?:(?:hi|hello|ok|okay|so|and|but|also|please|sorry|erm|um|quick question)\W+)*"
_WH = r"(?:wh?at|wat|wots?|whats|what's|who|whos|who's|whom|whose|when|where|why|how|which)"
_VERB = (
    r"(?:can|could|should|shud|shall|may|must|will|would|do|does|did|am|is|are|was|were|has|have|had"
    r"|isn't|isnt|aren't|arent|don't|dont|can't|cant|shouldn't|shouldnt|doesn't|doesnt)"
)
_WHO = (
    r"(?:i|we|you|he|she|it|they|this|that|there|the|a|an|my|our|her|his|their|any|anyone|someone"
    r"|somebody|every|each)"
)
# "Could be groomed", "does drugs" and "will not talk" leave out who it is, and ask nothing.
_TURNED = (
    r"(?:can|could|should|shall|do|does|did|will|would)\s+(?!not\b|be\b|have\b|drugs?\b)\w+\s+\w"
)
_NAMES = (
    r"(?:definition|meaning|difference between|deadline|(?:phone |contact )?number)\s+(?:of|for)?"
)
_OPENS = re.compile(
    rf"{_POLITE}(?:{_WH}\b|{_VERB}\s+{_WHO}\b|{_TURNED}|{_NAMES}\b|am i allowed\b|explain\b"
    r"|wondering (?:if|whether|what|who|how)\b|(?:does anyone|i need to|i want to) know\b"
    r"|tell me (?:what|who|how|when|where|about)\b)",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"[,.;:]\s*(?:so |and |but )?(?:{_WH}\s+{_VERB}|can|should|shall|must|do)\s+(?:i|we)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\s\"'”’)]*$")
_LOOKED_AT = 1000  # letters


def is_question(text: str) -> bool:
    """Does it end with a question mark, begin as a question does, or go on to ask what to do?"""
    line = " ".join(text[:_LOOKED_AT].split())
    return any(form.search(line) for form in (_ASKS, _LATER)) or bool(_OPENS.match(line))
