"""How a thing is known: kept by the log, and only as long as its answer stands."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.engine.entries import Entry, Refusal
from assistant.engine.known import checked_known, known, read_value
from assistant.flow.answers import Facts
from tests.core.conversation import engine

BEGUN: Facts = {"immediate_danger": "no", "task": "worried"}


def log(*lines: tuple[str, Facts]) -> list[Entry]:
    """A log of kinds and values, from the first entry on."""
    return [Entry(at, kind, "", value) for at, (kind, value) in enumerate(lines, 1)]


def test_the_last_that_was_said_counts_and_nothing_takes_it_back() -> None:
    said = log(
        ("answer", {"age": 14, "signs": ["gifts", "late"]}),
        ("known", {"age": "told", "signs.gifts": "seen", "signs.late": "told"}),
        ("known", {"age": "seen", "signs.late": ""}),
    )
    assert known(said) == {"age": "seen", "signs.gifts": "seen"}


def test_it_stands_for_the_answer_that_it_was_said_of() -> None:
    first: list[tuple[str, Facts]] = [
        ("answer", {"age": 14, "signs": ["gifts", "late"]}),
        ("known", {"age": "told", "signs.gifts": "seen", "signs.late": "told"}),
    ]
    changed: list[tuple[str, Facts]] = [
        *first,
        ("change", {"age": 15, "signs": ["gifts", "marks"]}),
    ]
    assert known(log(*changed)) == {"signs.gifts": "seen"}
    assert known(log(*changed, ("undo", {}))) == known(log(*first))
    assert known(log(*changed, ("change", {"age": "unknown"}))) == {"signs.gifts": "seen"}


def test_what_was_said_of_a_change_goes_with_it() -> None:
    said = log(
        ("answer", {"age": 14}),
        ("change", {"age": 15}),
        ("known", {"age": "seen"}),
        ("undo", {}),
    )
    assert known(said) == {}
    assert known([*said, Entry(5, "redo", "", {})]) == {"age": "seen"}


def test_another_period_is_another_answer() -> None:
    said = log(
        ("answer", {"signs": {"overnight": ["current"]}}),
        ("known", {"signs.overnight": "seen"}),
    )
    assert known(said) == {"signs.overnight": "seen"}
    assert known([*said, Entry(3, "change", "", {"signs": {"overnight": ["recent"]}})]) == {}


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"age": "guessed"},
        {"age": None},
        {"age": ["seen"]},
        {"Age": "seen"},
        {"age.a.b": "seen"},
        {".": "seen"},
        {7: "seen"},
        {f"f{n}": "seen" for n in range(201)},
    ],
)
def test_a_value_of_another_shape_is_refused(value: dict[str, object]) -> None:
    assert isinstance(read_value(value), Refusal)


@pytest.mark.parametrize("key", ["age", "concerns", "immediate_danger.yes", "nothing"])
def test_only_what_has_an_answer_can_be_known(key: str) -> None:
    position = engine().replay(log(("answer", BEGUN)))
    found = checked_known(position, Entry(2, "known", "", {key: "seen"}))
    assert isinstance(found, Refusal)


def test_an_answer_can_be_known_and_moves_nothing() -> None:
    entries = log(("answer", BEGUN))
    position = engine().replay(entries)
    kept = checked_known(position, Entry(2, "known", "here", {"task": "seen"}))
    assert isinstance(kept, Entry)
    assert (kept.step, kept.value) == ("", {"task": "seen"})
    assert engine().replay([*entries, kept]) == position


def test_what_happened_since_is_a_reading_of_its_own() -> None:
    """Also where the answer is the same: nobody has said how that is known."""
    told: dict[str, Any] = {"at": "unknown", "facts": {"age": 14}, "open": [], "anew": []}
    again = Entry(3, "event", "x", {**told, "keeps": []})
    first = log(("answer", {"age": 14, "area": "hampshire"}), ("known", {"age": "told"}))
    assert known(first) == {"age": "told"}
    assert known([*first, again]) == {}
    assert known([*first, again, Entry(4, "undo", "", {})]) == {"age": "told"}
    assert known([*first, again, Entry(4, "known", "", {"age": "seen"})]) == {"age": "seen"}
