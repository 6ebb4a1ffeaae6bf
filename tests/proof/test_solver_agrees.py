"""What the solver says of a case is what the engine says of it, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, strategies

from assistant.engine.reasons import Reader
from assistant.engine.score import results
from assistant.engine.walk import walk
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN, Name
from assistant.proof.all_cases import AllCases
from assistant.proof.cover import cover
from assistant.proof.example import answers_of, assume
from assistant.proof.formula import Literal
from tests.core import conversation
from tests.core.conversation import engine, steady

NUMBER = 5000


@pytest.fixture(scope="module")
def cases() -> Iterator[AllCases]:
    with AllCases(engine().pack) as found:
        yield found


def compare(cases: AllCases, facts: Facts) -> None:
    """Fix the answers that count in the solver: all else must follow, as the engine has it."""
    program = engine().program
    everything: Facts = {**dict.fromkeys(engine().pack.facts, UNKNOWN), **facts}
    view = engine().view(everything)
    counted = engine().counted(everything, view)
    assert cases.solver.solve(assume(cases.case, counted))
    holds = cases.solver.model()

    def true(literal: Literal) -> bool:
        return literal in holds

    assert tuple(map(true, cases.plan.lines)) == view.true
    assert [true(cases.case.asked[fact.name]) for fact in program.codec.facts] == list(view.asked)
    reader = Reader(program, view)
    for name, literal in cases.case.named.items():
        assert true(literal) is reader.truth(Name(name)), name
    for score in engine().pack.scores:
        category = reader.values[score.category]
        found = [c for c, lit in cases.case.categories[score.category].items() if true(lit)]
        assert found == ([] if category == -1 else [category])
    for result in results(program, counted, view):
        reached = cases.case.sums[f"{result.score_id}_category"].reached
        assert sum(map(true, reached)) - 1 == min(result.score, len(reached) - 1)


@pytest.mark.parametrize("part", range(5))
def test_random_cases(cases: AllCases, part: int) -> None:
    for seed in range(part * NUMBER // 5, (part + 1) * NUMBER // 5):
        compare(cases, conversation.given(seed))


def test_conversations_that_were_held(cases: AllCases) -> None:
    """A plan has the rules that the solver gives it, whatever there was no need to ask."""
    ruled = [at for at, ref in enumerate(cases.plan.refs) if ref.rule and not ref.rule.ours]
    for seed in range(300):
        held = walk(engine(), conversation.given(seed))
        assert cases.solver.solve(assume(cases.case, held.facts))
        holds = cases.solver.model()
        for at in ruled:
            assert (cases.plan.lines[at] in holds) is held.view.true[at]


def test_covering_cases(cases: AllCases) -> None:
    for facts in cover(engine()):
        compare(cases, facts)


@steady
@given(seed=strategies.integers(min_value=0))
def test_cases_out_of_the_solver(cases: AllCases, seed: int) -> None:
    """A case that the solver finds is one: the engine asks what it answers, and no more."""
    random = Random(seed)
    ticks = [tick for fact in cases.case.facts.values() for tick in fact.values.values()]
    wanted = [random.choice(ticks) for _ in range(random.randint(0, 6))]
    if cases.solver.solve(wanted):
        facts = answers_of(cases.case, cases.solver.model(), highest=random.random() < 0.5)
        everything: Facts = {**dict.fromkeys(engine().pack.facts, UNKNOWN), **facts}
        assert engine().counted(everything, engine().view(everything)) == facts
        assert cases.solver.solve([*assume(cases.case, facts), *wanted])
        compare(cases, facts)
