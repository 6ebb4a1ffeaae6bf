"""What is late, and what was refused or not answered, stands near the top of the plan."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from assistant.engine.due import LONDON
from assistant.engine.plan import Plan, make_plan
from assistant.engine.score import results
from assistant.engine.walk import Walk
from assistant.engine.whatif import Change
from assistant.flow.answers import Facts
from assistant.present.documents.basis import basis_of_facts
from assistant.present.documents.blocks import Table
from assistant.present.documents.steps import plan_in_short
from assistant.present.groups import groups
from assistant.present.plan_text import plan_lines
from assistant.present.report import Consultation
from assistant.present.todo import tally_of
from tests.core.conversation import engine
from tests.core.telling import WORRIED

REFERRED = datetime(2026, 11, 20, 10, tzinfo=LONDON)
FACTS: Facts = {
    **WORRIED,
    "suspected_after_discussion": ["cse"],
    "referral_made": "yes",
    "referral_date": "2026-11-20T10:00",
}


def plan(facts: Facts) -> Plan:
    view = engine().view(facts)
    return make_plan(engine().program, engine().counted(facts, view), view)


def at(now: datetime) -> dict[str, list[str]]:
    found = groups(basis_of_facts(engine(), FACTS, now).items)
    return {name: [item.id for item in items] for name, items in found}


def in_terminal(facts: Facts, now: datetime, changes: Mapping[str, Change] | None = None) -> str:
    view = engine().view(facts)
    counted = engine().counted(facts, view)
    scores = results(engine().program, counted, view)
    held = Consultation(Walk((), (), counted, view, ()), plan(facts), scores)
    return "\n".join(plan_lines(engine(), held, changes or {}, now))


def test_what_is_late_goes_before_all_that_has_time() -> None:
    before, after = at(REFERRED), at(REFERRED + timedelta(hours=25))
    assert list(before) == ["cautions", "yours", "others"]
    assert list(after) == ["late", "cautions", "yours", "others"]
    assert after["late"] == ["hear-back", "strategy-within-24h"]
    assert "strategy-within-24h" in before["others"]
    everything = [item for items in after.values() for item in items]
    assert sorted(everything) == sorted(item for items in before.values() for item in items)


@pytest.mark.parametrize("danger", ["yes", "no"])
def test_a_caution_stands_apart_before_all_that_can_wait_and_is_no_task(danger: str) -> None:
    items = basis_of_facts(engine(), {**FACTS, "immediate_danger": danger}, REFERRED).items
    names = [name for name, _ in groups(items)]
    assert names[:3] == (
        ["now", "cautions", "yours"] if danger == "yes" else ["cautions", "yours", "others"]
    )
    cautions = dict(groups(items))["cautions"]
    assert [item.id for item in cautions] == ["what-not-to-do"]
    assert "do not question the child" in cautions[0].text
    tasks = [item for item in items if item.yours and item.id != "what-not-to-do"]
    assert tally_of(items, done=True).left == len(tasks)


def test_no_answer_is_named_that_would_take_a_caution_away() -> None:
    items = basis_of_facts(engine(), FACTS, REFERRED).items
    caution = next(item for item in items if item.id == "what-not-to-do")
    assert not caution.judged
    assert caution.would_go is None
    assert any(item.would_go for item in items)
    other = Change("referral_made", "yes", "no")
    text = " ".join(in_terminal(FACTS, REFERRED, {item.id: other for item in items}).split())
    tasks = [item for item in plan(FACTS).items if not item.rule.caution]
    assert text.count("One other answer would take it away") == len(tasks) < len(plan(FACTS).items)


@pytest.mark.parametrize(("fact", "after"), [("task", "missing_now"), ("age", "unknown")])
def test_what_nobody_learns_from_is_said_neither_way(fact: str, after: str) -> None:
    change = Change(fact, FACTS.get(fact, 14), after)
    every = {item.id: change for item in plan(FACTS).items}
    text = " ".join(in_terminal(FACTS, REFERRED, every).split())
    assert "would take it away" not in text
    nothing = " ".join(in_terminal(FACTS, REFERRED).split())
    assert "No single changed answer would take it away" in nothing


def test_a_caution_says_neither_done_nor_not_done_on_paper() -> None:
    basis = basis_of_facts(engine(), FACTS, REFERRED)
    found = [
        block for block in plan_in_short(basis, ("around", "refer")) if isinstance(block, Table)
    ]
    status = {row[0]: row[-1] for table in found for row in table.rows}
    texts = {item.id: item.text for item in basis.items}
    assert status[texts["what-not-to-do"]] == ""
    assert status[texts["write-it-down"]] == "not marked as done"


def test_a_caution_stands_apart_in_the_terminal_too() -> None:
    text = in_terminal(FACTS, REFERRED)
    assert text.index("WHAT NOT TO DO") < text.index("WHAT YOU DO") < text.index("WHAT OTHERS DO")
    text = in_terminal({**FACTS, "immediate_danger": "yes"}, REFERRED)
    assert text.index("\nNOW\n") < text.index("WHAT NOT TO DO") < text.index("WHAT YOU DO")


def test_what_is_late_goes_first_in_the_terminal_with_whom_to_chase() -> None:
    text = in_terminal(FACTS, REFERRED + timedelta(hours=25))
    late, yours = text.index("THE TIME IS OVER"), text.index("WHAT YOU DO")
    assert late < yours
    assert "What to do now that it is late" in text[late:yours]
    assert "Take it further, as you have no answer" in text[late:yours]
    assert "THE TIME IS OVER" not in in_terminal(FACTS, REFERRED)


def test_an_answer_that_does_not_help_is_taken_further_before_anything_with_time() -> None:
    for answer, does in (("no_answer", "as no answer"), ("no_action", "if you do not agree")):
        items = plan({**FACTS, "referral_answer": answer}).items
        assert items[0].id == "professional-disagreement"
        assert does in items[0].text
        danger = plan({**FACTS, "referral_answer": answer, "immediate_danger": "yes"}).items
        ids = [item.id for item in danger if item.due == "now" and item.yours]
        assert ids == ["ring-999", "professional-disagreement"]
