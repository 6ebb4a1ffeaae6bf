"""The code of a case: what one person reads out to another who goes on with it.

Ten signs, without vowels (no code spells a word) and without signs that look like others.
"""

from __future__ import annotations

import re
import secrets

LENGTH = 10
HALF = LENGTH // 2

# The spelling alphabet that emergency services use.
SPELLING = {
    "C": "Charlie",
    "D": "Delta",
    "F": "Foxtrot",
    "H": "Hotel",
    "J": "Juliett",
    "K": "Kilo",
    "M": "Mike",
    "N": "November",
    "P": "Papa",
    "R": "Romeo",
    "T": "Tango",
    "W": "Whiskey",
    "X": "X-ray",
    **{digit: digit for digit in "2346789"},
}
SIGNS = "".join(SPELLING)
# Whatever people and their phones put between the signs: spaces, and every kind of dash.
_BETWEEN = re.compile(r"[\s\u200b\u2010-\u2015\u2212_.-]+")
_CODE = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
_LONGEST = 100


def new_code() -> str:
    """A code that nobody can foresee: about 43 random bits."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """The code in what was typed, whatever its case and spacing; empty where it is none."""
    found = _BETWEEN.sub("", text[:_LONGEST]).upper()
    return found if _CODE.fullmatch(found) else ""


def shown(code: str) -> str:
    """As it is shown: such as KM7RT-2P3WX."""
    return f"{code[:HALF]}-{code[HALF:]}"


def spelled(code: str) -> tuple[str, str]:
    """As it is read out, each half by itself: "Kilo, Mike, 7, Romeo, 2"."""
    words = [SPELLING[sign] for sign in code]
    return ", ".join(words[:HALF]), ", ".join(words[HALF:])
