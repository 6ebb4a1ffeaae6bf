"""A case as a text: all that was said, done and decided, and nothing that Markdown would take for
its own signs.
"""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from assistant.cases.log import Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import Shelf
from assistant.engine.deed_entries import DECIDE
from assistant.engine.entries import Entry
from assistant.engine.replay import Engine
from assistant.present.markdown import case_markdown
from tests.store.exports import full_case, later


@pytest.fixture(scope="module")
def turn(engine: Engine) -> Turn:
    """A case with every kind of entry."""
    store: Store = MemoryStore()
    today = later(engine)
    holder = full_case(store, engine, today)
    return Service(store, Shelf(today, store)).turn(holder)


def text_of(turn: Turn, *more: Entry) -> str:
    """The case as a text, with more entries."""
    return case_markdown(turn.case, turn.engine, (*turn.log, *more), turn.now)


def test_every_entry_and_every_item_is_told(turn: Turn) -> None:
    lines = text_of(turn).splitlines()
    log = lines[lines.index("## Everything that happened") :]
    assert [line.split(".")[0] for line in log if line[:1].isdigit()] == [
        str(entry.seq) for entry in turn.log
    ]
    plan = lines[lines.index("## The plan so far") : lines.index("## Everything that happened")]
    items = [line.split(". ", 1)[1] for line in plan if line[:1].isdigit()]
    assert items == [item.text for item in turn.plan.items]


def test_it_says_who_did_what_and_when(turn: Turn) -> None:
    text = text_of(turn)
    roles = turn.engine.pack.facts["role"]
    lead = roles.option("designated_lead").label
    assert f"person 2 ({lead}): went on with the case" in text
    again = "- Done before, and called for again: Monday 23 November 2026, 9:00 pm"
    assert again in text
    assert "   - Not done: " not in text
    assert "said what has happened" in text
    assert f"- Decided otherwise: Monday 23 November 2026, 9:05 pm ({lead})" in text
    assert turn.engine.pack.version in text


def test_what_was_noticed_and_noted_is_told(turn: Turn) -> None:
    text = text_of(turn)
    signs = turn.engine.pack.facts["cse_indicators"]
    seen = turn.position.noticed["cse_indicators"][0]  # type: ignore[index]
    said = f"{signs.short}: {signs.option(str(seen)).label}"
    before, _, log = text.partition("## Everything that happened")
    assert f"## What was noticed, and is not counted\n\n- {said}\n" in before
    assert f"noticed, in their own words\n   - {said}" in log
    assert "## Notes" in before
    assert r"  > We met \& agreed: \<b\>no\</b\>." in before.partition("## Notes")[2]
    assert "Took back the note in line" in log
    assert "Not this." not in text


def test_an_item_that_was_noticed_is_marked_in_its_answer(engine: Engine) -> None:
    store = MemoryStore()
    service = Service(store, Shelf(engine, store))
    turn = service.turn(service.open())
    log = [
        Entry(1, "answer", "", {"cse_indicators": ["misses_education"]}),
        Entry(2, "noticed", "", {"cse_indicators": ["unexplained_gifts"]}),
    ]
    text = case_markdown(turn.case, engine, log, turn.now)
    signs = engine.pack.facts["cse_indicators"]
    plain, seen = (signs.option(v).label for v in ("misses_education", "unexplained_gifts"))
    assert f": {plain}; {seen} (noticed in own words)" in text


def test_what_somebody_wrote_is_shown_letter_by_letter(turn: Turn) -> None:
    text = text_of(turn)
    assert r"> We met \& agreed: \<b\>no\</b\>." in text
    assert "> Second line, “quoted”." in text
    wild = "# head\n- list\n1. one\n> quote\n[a](javascript:b) `c` *d* _e_\n===\n---"
    value = {"item": "ring-999", "because": wild}
    entry = replace(turn.log[-1], seq=len(turn.log) + 1, kind=DECIDE, value=dict(value), holder=2)
    quoted = [line.strip() for line in text_of(turn, entry).splitlines()]
    for line in (
        r"> \# head",
        r"> \- list",
        r"> 1\. one",
        r"> \> quote",
        r"> \[a\](javascript:b) \`c\` \*d\* \_e\_",
        r"> \===",
        r"> \---",
    ):
        assert line in quoted


def test_a_kind_that_it_has_no_words_for_is_told_as_it_stands(turn: Turn) -> None:
    entry = Entry(len(turn.log) + 1, "dream", "", {"a_thing": "x", "task": "worried"}, "", None)
    text = text_of(turn, entry)
    assert f"{entry.seq}. at a time that was not kept, person 1: dream" in text
    assert r"   - a\_thing: x" in text
    label = turn.engine.pack.facts["task"].option("worried").label
    assert f": {label}" in text.split("dream")[1]


def test_an_answer_of_another_version_is_told_as_it_was_kept(turn: Turn) -> None:
    value = {"area": "portsmouth"}
    entry = Entry(len(turn.log) + 1, "answer", "", dict(value), "", None)
    assert "portsmouth" in text_of(turn, entry)


def test_no_code_is_in_it(turn: Turn) -> None:
    assert turn.case.code not in text_of(turn)
    assert turn.case.id not in text_of(turn)
