"""A formula for a SAT solver: literals joined by gates, each gate written once.

A literal is a whole number that is not zero; -n is the opposite of n. TRUE and FALSE are literals
like any other. A gate fixes its literal in both directions: it holds where its inputs say so, and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Literal = int
TRUE: Literal = 1
FALSE: Literal = -1


class Formula:
    """Clauses in the making."""

    def __init__(self) -> None:
        self.top = TRUE
        self.clauses: list[list[Literal]] = [[TRUE]]
        self._gates: dict[tuple[Literal, ...], Literal] = {}

    def new(self) -> Literal:
        """A literal that nothing fixes yet."""
        self.top += 1
        return self.top

    def add(self, *clause: Literal) -> None:
        """At least one of these holds."""
        self.clauses.append(list(clause))

    def any_of(self, literals: Iterable[Literal]) -> Literal:
        """The literal that holds where at least one of these does."""
        inputs = set(literals)
        inputs.discard(FALSE)
        if TRUE in inputs or any(-one in inputs for one in inputs):
            return TRUE
        if not inputs:
            return FALSE
        if len(inputs) == 1:
            return inputs.pop()
        key = tuple(sorted(inputs))
        if key in self._gates:
            return self._gates[key]
        gate = self.new()
        self.clauses.append([-gate, *key])
        self.clauses.extend([gate, -one] for one in key)
        self._gates[key] = gate
        return gate

    def all_of(self, literals: Iterable[Literal]) -> Literal:
        """The literal that holds where all of these do."""
        return -self.any_of(-one for one in literals)

    def differ(self, left: Literal, right: Literal) -> Literal:
        """The literal that holds where exactly one of the two does."""
        if left == right:
            return FALSE
        return self.any_of((self.all_of((left, -right)), self.all_of((-left, right))))

    def one_of(self, literals: Sequence[Literal]) -> None:
        """Exactly one of these holds."""
        self.add(*literals)
        for at, one in enumerate(literals):
            for other in literals[at + 1 :]:
                self.add(-one, -other)


class Solver:
    """A solver for a formula that may still grow. Where nothing decides, it takes a literal's
    opposite, unless the literal is `likely`.

    Use it in a `with`: the solver holds memory that Python does not see.
    """

    def __init__(self, formula: Formula, likely: Iterable[Literal] = ()) -> None:
        # Late: only the proofs need a solver.
        from pysat.solvers import Glucose4

        self._solver: Any = Glucose4()
        self._formula = formula
        self._clauses = 0
        self._top = 0
        self._grow()
        self._solver.set_phases(list(likely))

    def __enter__(self) -> Solver:
        return self

    def __exit__(self, *error: object) -> None:
        self._solver.delete()

    def _grow(self) -> None:
        formula = self._formula
        if self._clauses < len(formula.clauses):
            self._solver.append_formula(formula.clauses[self._clauses :])
            self._clauses = len(formula.clauses)
        if self._top < formula.top:
            self._solver.set_phases([-n for n in range(self._top + 1, formula.top + 1)])
            self._top = formula.top

    def solve(self, literals: Iterable[Literal] = ()) -> bool:
        """Is there a case in which all of these hold?"""
        self._grow()
        return bool(self._solver.solve(assumptions=list(literals)))

    def model(self) -> set[Literal]:
        """What holds in the case that `solve` found last."""
        return set(self._solver.get_model())
