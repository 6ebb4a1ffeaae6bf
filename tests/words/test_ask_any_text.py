"""Whatever is typed is looked up as words, and never as something to carry out."""

from __future__ import annotations

import gc
from random import Random
from types import FunctionType, ModuleType

import pytest

from assistant.words.ask import Asker, Why
from tests.core.conversation import engine
from tests.words.test_ask import asker, keys

PIECES = (
    "NEAR", "NEAR(a b, 2)", "AND", "OR", "NOT", "*", "^", ":", "title:", "-", "+", "(", ")", '"',
    '""', "'", ";", "--", "/*", "\\", "%", "_", "\0", "\n", "\r", "\x1b[2J", "{title text}: x",
    "'; DROP TABLE passages; --", "\u202e", "\u200f", "שלום", "مرحبا", "🙈", "👩‍👧", "é", "ﬁ", "１",
    "\ud800", "\ufffe", "<script>", "{{ 7*7 }}", "mum", "what is", "SERAF", "999", "can I", "nrm",
    "a" * 300, "police*", "consent\0",
)  # fmt: skip


def test_texts_of_anything_are_answered_or_not_and_nothing_else() -> None:
    random = Random(20261125)
    for _ in range(2_500):
        text = "".join(
            random.choice(PIECES) + random.choice(("", " ")) for _ in range(random.randint(0, 8))
        )
        found = asker().ask(text)
        assert bool(found.passages) is (found.why is None), text
        assert len(found.passages) <= 4


@pytest.mark.parametrize("text", ["\0" * 100_000, "a " * 50_000, '"' * 100_000, "é" * 100_000])
def test_a_text_of_100_kb_is_too_long(text: str) -> None:
    assert asker().ask(text).why in (Why.LONG, Why.EMPTY)


@pytest.mark.parametrize(
    "around", ['"{}"', "{}*", "title:{}", "({})", "NOT {}", "{}\0", "^{}", "- {} --", "{};"]
)
def test_an_operator_beside_a_word_changes_nothing(around: str) -> None:
    assert keys(around.format("what is SERAF"))[0] == "term/seraf"


def test_nothing_of_what_was_asked_is_kept() -> None:
    asked = Asker(engine().pack)
    before = _strings(asked)
    asked.ask("can I tell Jemimah Puddleduck's mum")
    assert _strings(asked) == before


def _strings(root: object) -> set[str]:
    """Every text that can be reached from an object."""
    found, seen, stack = set[str](), set[int](), [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            found.add(one)
        elif id(one) not in seen and not isinstance(one, (type, ModuleType, FunctionType)):
            seen.add(id(one))
            stack.extend(gc.get_referents(one))
    return found
