"""`run.py suggest`: which indicators a text may mean."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import asdict

from assistant.cases.packs import open_pack
from assistant.flow.problems import Unreadable
from assistant.words.language import english_of
from assistant.words.suggest import MOST_LETTERS, Suggester, Suggestion

NOTHING = "Nothing in the lists is close to that. Try other words, one thing at a time."


def suggest(folder: Path, text: str, *, as_json: bool) -> int:
    """Print what one text may mean; for `-` one JSON array for each line of standard input.

    Raises Unreadable where there is nothing to read, or PackProblems.
    """
    if text != "-":
        _check(text, "the text")
    suggester = Suggester(open_pack(folder))
    if text == "-":
        return _each_line(suggester, sys.stdin.buffer)
    found = suggester.suggest(text)
    nothing = NOTHING
    if english_of(suggester.pack).is_foreign(text):
        nothing = suggester.pack.asking.says.get("foreign", NOTHING)
    print(_json(found) if as_json else "\n".join(map(_line, found)) or nothing)
    return 0


def _each_line(suggester: Suggester, lines: Iterable[bytes]) -> int:
    """One array a line: an empty one for a line that cannot be read, so that the others count."""
    failed = False
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8").rstrip("\r\n")
            if text.strip():
                _check(text, f"line {number}")
            found = suggester.suggest(text)
        except UnicodeDecodeError:
            print(f"line {number}: this is not UTF-8 text", file=sys.stderr)
            failed, found = True, ()
        except Unreadable as error:
            print(error, file=sys.stderr)
            failed, found = True, ()
        print(_json(found), flush=True)
    return 1 if failed else 0


def _check(text: str, what: str) -> None:
    if not text.strip():
        raise Unreadable(f"{what}: nothing is written there. Say what you noticed.")
    if len(text) > MOST_LETTERS:
        raise Unreadable(f"{what}: that is too long. At most {MOST_LETTERS} letters at a time.")


def _json(found: Iterable[Suggestion]) -> str:
    return json.dumps([asdict(each) for each in found], ensure_ascii=False)


def _line(found: Suggestion) -> str:
    return f"{found.score:.2f}  {found.text}  ({found.fact}: {found.value})"
