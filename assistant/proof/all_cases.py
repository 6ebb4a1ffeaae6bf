"""All cases of one pack with a solver: what every proof starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.flow.answers import Answer
from assistant.flow.conditions import Condition
from assistant.flow.model import Pack
from assistant.proof.example import in_words, plainest
from assistant.proof.formula import Formula, Literal, Solver
from assistant.proof.limits import limits_of
from assistant.proof.model_of_case import CaseModel
from assistant.proof.outcome import Outcome


class AllCases:
    """The cases of a pack and their plans. Use it in a `with`, as the solver."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.formula = Formula()
        self.case = CaseModel(self.formula, pack, limits_of(pack, _promised(pack)))
        self.plan = Outcome(self.case)
        self.solver = Solver(self.formula, [fact.unknown for fact in self.case.facts.values()])
        self.models: list[set[Literal]] = []
        self._beside: dict[str, Outcome] = {}

    def __enter__(self) -> AllCases:
        return self

    def __exit__(self, *error: object) -> None:
        self.solver.__exit__(*error)

    def beside(self, fact: str) -> Outcome:
        """The plans of cases that differ from these in the answer to one fact alone.

        What else is asked may differ with it: what is asked in both is answered alike.
        """
        if fact not in self._beside:
            copy = CaseModel(self.formula, self.pack, self.case.limits, self.case, [fact])
            self._beside[fact] = Outcome(copy, self.plan)
        return self._beside[fact]

    def possible(self, literals: Iterable[Literal]) -> set[Literal]:
        """Those that hold in some case. One case often settles many; each is kept in `models`."""
        sought = set(literals)
        found: set[Literal] = set()
        for literal in sorted(sought, key=lambda one: (abs(one), one)):
            if literal not in found and self.solver.solve([literal]):
                self.models.append(self.solver.model())
                found |= sought & self.models[-1]
        return found

    def example(self, *literals: Literal) -> str | None:
        """The plainest case in which all of these hold, in words; None where there is none."""
        facts = self.plainest(*literals)
        return None if facts is None else in_words(self.pack, facts)

    def plainest(self, *literals: Literal) -> Mapping[str, Answer] | None:
        """The answers that are known in the plainest case in which all of these hold."""
        if not self.solver.solve(literals):
            return None
        return plainest(self.solver, self.case, literals)


def _promised(pack: Pack) -> Iterable[Condition]:
    promises = pack.promises
    yield from (first.when for first in promises.first)
    for one_of in promises.one_of:
        yield one_of.when
        yield one_of.unless
    for unknown in promises.not_knowing:
        yield unknown.known
        yield from (left_out.when for left_out in unknown.but_for)
