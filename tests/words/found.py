"""How many of a file of phrases suggest finds; for the tests, the bench, and whoever tunes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from assistant.words.suggest import Suggester
from tests.core.conversation import engine

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "protocol" / "phrases" / "phrases.yaml"
TUNING, HELD_OUT = HERE / "tuning.yaml", HERE / "heldout.yaml"
UNSEEN = HERE / "unseen.yaml"

Phrase = dict[str, Any]


class Found(Struct, frozen=True):
    """Shares from 0 to 1; None where a file has no such phrases.

    `first`, `three` and `five`: an accepted indicator is the first, or among the first so many.
    `all`: each of several things is found; `silent`: nothing is offered where nothing is; `denied`:
    what is denied beside something else is offered all the same.
    """

    first: float | None
    three: float | None
    five: float | None
    all: float | None
    silent: float | None
    denied: float | None

    def __str__(self) -> str:
        return ", ".join(
            f"{name} {share:.3f}" for name, share in vars(self).items() if share is not None
        )


@cache
def suggester() -> Suggester:
    """The shipped pack's."""
    return Suggester(engine().pack)


def phrases(path: Path) -> list[Phrase]:
    """The phrases of a file, which may be a bare list."""
    found = yaml.safe_load(path.read_text("utf-8"))
    return list(found["phrases"] if isinstance(found, dict) else found)


def names(text: str) -> list[str]:
    """What is suggested for a text, as fact:value."""
    return [f"{each.fact}:{each.value}" for each in suggester().suggest(text)]


def found(these: Iterable[Phrase]) -> Found:
    """How many of these phrases are found."""
    said = [(phrase, names(phrase["says"])) for phrase in these]

    def share(key: str, test: Callable[[Any, list[str]], bool]) -> float | None:
        judged = [test(phrase[key], offered) for phrase, offered in said if key in phrase]
        return sum(judged) / len(judged) if judged else None

    def within(most: int) -> float | None:
        return share("any_of", lambda apt, offered: bool(set(apt) & set(offered[:most])))

    return Found(
        within(1),
        within(3),
        within(5),
        share("all_of", lambda things, offered: all(set(apt) & set(offered) for apt in things)),
        share("none", lambda _, offered: not offered),
        share("never", lambda denied, offered: bool(set(denied) & set(offered))),
    )
