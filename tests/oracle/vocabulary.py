"""The vocabulary of facts, read from the copy of facts.yaml that stands beside the tests."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent.parent / "data" / "protocol"

Fact = dict[str, Any]


@cache
def vocabulary() -> dict[str, Fact]:
    """Every fact by name, with its type, values and what it serves."""
    loaded = yaml.safe_load((DATA / "facts.yaml").read_text(encoding="utf-8"))
    facts: dict[str, Fact] = loaded["facts"]
    return facts


def values_of(name: str) -> tuple[str, ...]:
    """The values or items of a fact, in the order of the file."""
    return tuple(str(value) for value in vocabulary()[name]["values"])


@cache
def serving() -> frozenset[str]:
    """The facts marked `serves`: no ruled row needs them."""
    return frozenset(name for name, fact in vocabulary().items() if "serves" in fact)


@cache
def ruled() -> tuple[str, ...]:
    """The rows of ruled.txt."""
    return tuple((DATA / "ruled.txt").read_text(encoding="utf-8").split())
