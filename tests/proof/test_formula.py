"""Gates and sums are what they say, over all that they can be given."""

from __future__ import annotations

from itertools import product

from hypothesis import given, strategies

from assistant.proof.formula import FALSE, TRUE, Formula, Literal, Solver
from tests.core.conversation import steady

INPUTS = 4
literals = strategies.sampled_from(
    [TRUE, FALSE, *(s * n for n in range(2, 2 + INPUTS) for s in (1, -1))]
)
groups = strategies.lists(literals, max_size=5)


def truth(literal: Literal, inputs: tuple[bool, ...]) -> bool:
    value = True if abs(literal) == TRUE else inputs[abs(literal) - 2]
    return value if literal > 0 else not value


@steady
@given(one=groups, other=groups)
def test_gates(one: list[Literal], other: list[Literal]) -> None:
    formula = Formula()
    free = [formula.new() for _ in range(INPUTS)]
    some, every = formula.any_of(one), formula.all_of(other)
    apart = formula.differ(some, every)
    assert formula.any_of(reversed(one)) == some
    with Solver(formula) as solver:
        for inputs in product((False, True), repeat=INPUTS):
            fixed = [lit if value else -lit for lit, value in zip(free, inputs, strict=True)]
            is_some = any(truth(literal, inputs) for literal in one)
            is_every = all(truth(literal, inputs) for literal in other)
            for gate, value in ((some, is_some), (every, is_every), (apart, is_some != is_every)):
                assert solver.solve([*fixed, gate]) is value
                assert solver.solve([*fixed, -gate]) is not value


def test_exactly_one() -> None:
    formula = Formula()
    free = [formula.new() for _ in range(3)]
    formula.one_of(free)
    with Solver(formula) as solver:
        for inputs in product((False, True), repeat=3):
            fixed = [lit if value else -lit for lit, value in zip(free, inputs, strict=True)]
            assert solver.solve(fixed) is (sum(inputs) == 1)


def test_a_formula_may_grow_under_its_solver() -> None:
    formula = Formula()
    one = formula.new()
    with Solver(formula) as solver:
        assert solver.solve([one])
        other = formula.new()
        formula.add(-one, other)
        formula.add(-other)
        assert not solver.solve([one])
        assert solver.solve([-one])


def test_what_nothing_decides_is_as_little_as_can_be() -> None:
    formula = Formula()
    likely, unlikely = formula.new(), formula.new()
    formula.add(likely, unlikely)
    with Solver(formula, likely=[likely]) as solver:
        assert solver.solve()
        assert solver.model() >= {likely, -unlikely}
