"""Why an item is there, and the one changed answer that would take it away."""

from functools import cache

import pytest

from assistant.engine.plan import PlanItem, make_plan, true_rules
from assistant.engine.reasons import Reader
from assistant.engine.walk import Walk, walk
from assistant.engine.whatif import Change, limits, other_answers, unless, worth_naming
from assistant.flow.answers import Answer, Facts, read_answer
from tests.core.conversation import engine, given

CHUNKS, SIZE = 10, 12


@cache
def held(seed: int) -> tuple[Facts, Walk, tuple[PlanItem, ...], dict[str, Change | None]]:
    """A case, its conversation, its items, and what would take each away."""
    facts = given(seed)
    found = walk(engine(), facts)
    items = make_plan(engine().program, found.facts, found.view).items
    return facts, found, items, unless(engine().program, items, found.facts, facts)


def rules_with(facts: Facts, name: str, answer: Answer) -> frozenset[str]:
    """The rules that a new conversation comes to, with one answer changed."""
    return true_rules(engine().program, walk(engine(), {**facts, name: answer}).view.true)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_changed_answer_takes_the_item_away(chunk: int) -> None:
    for seed in range(chunk * SIZE, chunk * SIZE + SIZE):
        facts, found, items, changes = held(seed)
        assert set(changes) == {item.id for item in items}
        asked = {entry.fact: entry.answer for entry in found.asked}
        for name, change in changes.items():
            if change:
                assert change.before == asked[change.fact]
                assert change.after != change.before
                fact = engine().pack.facts[change.fact]
                assert read_answer(fact, change.after) == change.after
                assert name not in rules_with(facts, change.fact, change.after), (seed, name)


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_where_none_is_named_no_single_change_takes_it_away(seed: int) -> None:
    facts, found, _, changes = held(seed)
    left = {name for name, change in changes.items() if change is None}
    numbers = limits(engine().pack)
    tried = 0
    for name, answer in ((entry.fact, entry.answer) for entry in found.asked):
        fact = engine().pack.facts[name]
        for other in other_answers(fact, answer, numbers.get(name, ())):
            tried += 1
            assert left <= rules_with(facts, name, other), (seed, name, other)
    assert tried > 50


def test_some_items_have_no_such_answer_and_most_have() -> None:
    changes = [change for seed in range(40) for change in held(seed)[3].values()]
    assert 0 < changes.count(None) < len(changes) / 5


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_one_that_is_not_worth_naming_is_named_only_where_no_other_takes_it_away(seed: int) -> None:
    facts, found, _, changes = held(seed)
    pack, numbers = engine().pack, limits(engine().pack)
    poor = {name for name, c in changes.items() if c and not worth_naming(pack, c)}
    about = {name for name, c in changes.items() if c and c.fact in ("role", "area")}
    for name, answer in ((entry.fact, entry.answer) for entry in found.asked):
        for other in other_answers(pack.facts[name], answer, numbers.get(name, ())):
            if worth_naming(pack, Change(name, answer, other)):
                left = poor if name in ("role", "area") else poor | about
                assert left <= rules_with(facts, name, other), (seed, name, other)


def test_neither_not_knowing_nor_other_help_is_worth_naming() -> None:
    pack = engine().pack
    assert not worth_naming(pack, Change("immediate_danger", "yes", "unknown"))
    assert not worth_naming(pack, Change("task", "worried", "plan_intervention"))
    assert worth_naming(pack, Change("immediate_danger", "yes", "no"))
    assert worth_naming(pack, Change("immediate_danger", "unknown", "no"))


def test_danger_that_is_over_is_named_and_not_that_nobody_knows() -> None:
    facts: Facts = {"task": "missing_now", "immediate_danger": "yes"}
    found = walk(engine(), facts)
    items = make_plan(engine().program, found.facts, found.view).items
    change = unless(engine().program, items, found.facts, facts)["ring-999"]
    assert change == Change("immediate_danger", "yes", "no")


@pytest.mark.parametrize("seed", range(0, 200, 7))
def test_other_answers_are_answers_and_others(seed: int) -> None:
    _, found, _, _ = held(seed)
    numbers = limits(engine().pack)
    for entry in found.asked:
        fact = engine().pack.facts[entry.fact]
        others = list(other_answers(fact, entry.answer, numbers.get(fact.name, ())))
        assert entry.answer not in others
        assert len(others) == len({repr(other) for other in others})
        for other in others:
            assert read_answer(fact, other) == other
        if fact.may_be_unknown:
            assert ("unknown" in others) is (entry.answer != "unknown")


def test_numbers_are_tried_on_both_sides_of_every_limit() -> None:
    assert {12, 13, 17, 18} <= set(limits(engine().pack)["age"])
    assert {1, 2, 3} <= set(limits(engine().pack)["episodes_in_90_days"])


@pytest.mark.parametrize("chunk", range(5))
def test_the_answers_named_as_reasons_suffice(chunk: int) -> None:
    program = engine().program
    for seed in range(chunk * 30, chunk * 30 + 30):
        _, found, items, _ = held(seed)
        asked = {entry.fact for entry in found.asked}
        for item in items:
            assert item.because, (seed, item.id)
            assert len(set(item.because)) == len(item.because)
            assert set(item.because) <= asked, (seed, item.id)
            # Whatever else was answered taken as open, a line of the rule is true all the same.
            left = found.view._replace(
                values=tuple(
                    None if fact.name in asked and fact.name not in item.because else value
                    for fact, value in zip(program.codec.facts, found.view.values, strict=True)
                )
            )
            reader = Reader(program, left)
            assert any(reader.truth(line.when) for line in item.rule.lines), (seed, item.id)
