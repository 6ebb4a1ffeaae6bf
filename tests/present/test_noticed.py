"""What was noticed, as the pages are given it: ticked where it is asked, else said not to count."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.engine.due import LONDON
from assistant.engine.entries import Entry, Refusal
from assistant.engine.replay import Position
from assistant.flow.answers import Facts
from assistant.present.asking import asking
from assistant.present.beside import known
from assistant.present.noticed import note_views, noticed_views
from tests.core.conversation import engine, log_of

SIGN, OTHER = "unexplained_gifts", "misses_education"
BEGUN = log_of({"immediate_danger": "no", "task": "worried"}, most=2)
AT = datetime(2026, 11, 25, 9, 0, tzinfo=LONDON)
SIGNIFICANT = engine().pack.facts["seraf_significant"]


def seen(value: Facts, seq: int = 90) -> Entry:
    return Entry(seq, "noticed", "", value)


def until(name: str, log: list[Entry], facts: Facts) -> tuple[list[Entry], Position]:
    """Answer until a fact is asked."""
    position = engine().replay(log)
    while name not in position.asking:
        assert not position.done
        log = log_of(facts, 1, log)
        position = engine().replay(log)
    return log, position


@pytest.mark.parametrize(
    ("name", "part", "facts"),
    [
        ("cse_indicators", [SIGN], {}),
        (
            "seraf_significant",
            {SIGNIFICANT.values[1]: ["recent"]},
            {"record_seraf": "yes", "concerns": ["cse"], "role": "designated_lead", "age": 14},
        ),
    ],
)
def test_it_stands_ticked_where_it_is_asked(name: str, part: object, facts: Facts) -> None:
    log = [*BEGUN, seen({name: part})]  # type: ignore[dict-item]
    _, position = until(name, log, facts)
    screen = asking(engine(), position)
    assert screen
    found = next(q for q in screen.questions if q.name == name)
    assert found.noticed
    chosen = {c.value: list(c.periods) for c in found.choices if c.chosen}
    assert chosen == (part if isinstance(part, dict) else {SIGN: []})
    assert not [q.name for q in screen.questions if q.noticed and q.name != name]
    # What was sent and refused is shown as it was sent.
    for sent in ({name: "nonsense"}, {}):
        again = asking(engine(), position, sent, Refusal("No.", name))
        assert again
        asked = next(q for q in again.questions if q.name == name)
        assert not asked.noticed
        assert not any(c.chosen for c in asked.choices)
    # Another thing that was refused takes no tick away.
    other = asking(engine(), position, None, Refusal("No."))
    assert other
    assert next(q for q in other.questions if q.name == name).noticed


def test_it_says_where_it_stands_until_it_is_answered() -> None:
    log = [*BEGUN, seen({"cse_indicators": [SIGN]})]
    states = []
    position = engine().replay(log)
    while "cse_indicators" not in position.answers:
        (view,) = noticed_views(engine(), position)
        states.append(view.state)
        log = log_of({"immediate_danger": "no"}, 1, log)
        position = engine().replay(log)
    assert states[-1] == "asked"
    assert set(states[:-1]) <= {"coming", "later"}
    assert noticed_views(engine(), position) == ()


def test_what_is_set_aside_is_listed_with_the_answer_that_did_it() -> None:
    facts: Facts = {"immediate_danger": "no", "age": 14, "cse_indicators": [OTHER], "concerns": []}
    log = [*log_of(facts, log=BEGUN), seen({"cse_indicators": [SIGN]})]
    assert noticed_views(engine(), engine().replay(log)) == ()
    marked = next(k for k in known(engine(), engine().replay(log)) if k.items)
    assert [own for _, own in marked.items] == [False, True]
    assert "; ".join(words for words, _ in marked.items) == marked.answer
    log.append(Entry(91, "change", "", {"concerns": ["cse"]}))
    (view,) = noticed_views(engine(), engine().replay(log))
    signs = engine().pack.facts["cse_indicators"]
    assert (view.state, view.items) == ("unused", (signs.option(SIGN).label,))
    assert view.because == (("Your worry", "Sexual exploitation"),)


def test_the_hint_on_a_note_is_for_its_writer_alone() -> None:
    log = [
        Entry(1, "note", "", {"text": "She is promiscuous."}, "police", AT, holder=2),
        Entry(2, "note", "", {"text": "Seen.\nTwice."}, "", AT, holder=1),
    ]
    first, second = note_views(engine().pack, log, 1)
    assert not first.hints.found
    assert (first.by, first.mine) == ("Police", False)
    assert (second.lines, second.mine, second.by) == (("Seen.", "Twice."), True, "")
    assert note_views(engine().pack, log, 2)[0].hints.found
