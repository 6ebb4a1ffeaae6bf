"""What somebody wrote, as it is kept: its lines and spaces made plain, and nothing unseen in it."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")


def read_lines(raw: str) -> str | None:
    """What somebody wrote, with its lines ended by newlines and every space a plain one; None where
    it holds a sign that cannot be shown.
    """
    lines = ["".join(map(_plain, line)) for line in _LINE_END.split(raw)]
    if not all(line.isprintable() for line in lines):
        return None
    return "\n".join(line.strip() for line in lines).strip()


def _plain(sign: str) -> str:
    # A phone's keyboard and a word processor put in spaces of their own.
    return " " if sign == "\t" or unicodedata.category(sign) == "Zs" else sign
