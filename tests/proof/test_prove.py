"""The pack keeps every promise; and what a promise may say."""

from __future__ import annotations

import pytest

from assistant.cases.packs import open_pack
from assistant.engine.machine import PLAN, Way
from assistant.engine.program import Program
from assistant.flow.load.pack import read_pack
from assistant.proof.passing import plan_without
from assistant.proof.prove import prove
from tests.core.conversation import engine
from tests.flows.packs import BASE
from tests.oracle.not_knowing import ADULT_ROWS, PAIRS, SHARING_ROWS
from tests.proof.seeds import texts

NAME = "promises.yaml"


def test_the_pack_keeps_its_promises() -> None:
    assert prove(engine().pack) == []


def test_a_pack_without_promises_owes_the_emergency_all_the_same() -> None:
    assert prove(open_pack(BASE)) == []


def test_the_promises_on_not_knowing_are_those_of_the_second_reading() -> None:
    promised = {promise.fact: promise for promise in engine().pack.promises.not_knowing}
    assert set(promised) == {fact for fact, _ in PAIRS}
    left_out = [set(part.rows) for part in promised["age"].but_for]
    assert left_out == [set(ADULT_ROWS), set(SHARING_ROWS)]


def test_no_way_to_the_plan_passes_by_a_question_that_is_always_asked() -> None:
    way = Way(engine().program)
    for step in engine().pack.steps:
        if any(name in ("task", "immediate_danger", "age") for name in step.facts):
            assert plan_without(way, step.id) is None


def test_a_machine_with_a_way_past_a_step_is_found() -> None:
    way = Way(Program(engine().pack))
    first, second, *_ = [step.id for step in engine().pack.steps]
    event = way.machine.events["answer"]
    arrows = event.transitions[first]
    event.transitions[first] = [arrow for arrow in arrows if arrow.dest != second]
    found = plan_without(way, second)
    assert found is not None
    assert (found[0], found[-1]) == (first, PLAN)
    assert second not in found


WRONG = [
    (
        "first: [{promise: A, rule: ring-99, when: always}]",
        'no rule "ring-99". Did you mean "ring-999"?',
    ),
    (
        "first: [{promise: A, rule: ring-999, when: frontlin}]",
        'no condition "frontlin". Did you mean "frontline"?',
    ),
    ("asked: [{promise: A, fact: tasks}]", 'there is no fact "tasks". Did you mean "task"?'),
    (
        "apart: [{promise: A, rules: [refer, dicuss]}]",
        'there is no rule "dicuss". Did you mean "discuss"?',
    ),
    ("apart: [{promise: A, rules: [refer]}]", '"rules" needs two rules or more'),
    ("one_of: [{promise: A, rules: [refer]}]", '"when" is missing'),
    ("one_of: [{rules: [refer], when: always}]", '"promise" is missing'),
    ("not_knowing: [{known: age is 18}]", '"age" is a number'),
    ("not_knowing: [{known: age >= 18 and role is police}]", '"known" must speak of one fact'),
    ("not_knowing: [{known: frontline}]", '"known" must speak of one fact'),
    ("not_knowing: [{known: seraf_category is 1}]", '"known" must speak of one fact'),
    ("not_knowing: [{known: age >= 18, in_place: {5.2-1: 9.9-1}}]", 'there is no clause "9.9-1"'),
    (
        "not_knowing: [{known: age >= 18, in_place: {5.2-1: 1-1}}]",
        'plans are not compared by row "1-1"',
    ),
    ("appart: []", 'there is no key "appart" here. Did you mean "apart"?'),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_promise_that_cannot_be_meant_is_refused(text: str, message: str) -> None:
    _, problems = read_pack({**texts(), NAME: text})
    (found,) = [problem for problem in problems if message in problem.message]
    assert (found.source.file, found.source.line) == (NAME, 1)
    assert not found.warning
