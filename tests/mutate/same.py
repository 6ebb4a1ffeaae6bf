"""Is a broken pack the same pack after all? Proved over all cases, not tried.

What one condition says may follow from another, so that dropping it changes nothing: a question
that is asked only while a child is missing, say, has no answer in any other case.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.flow.conditions import Condition
from assistant.flow.model import Pack
from assistant.proof.formula import Formula, Literal, Solver
from assistant.proof.limits import Limits, limits_of
from assistant.proof.model_of_case import CaseModel
from assistant.proof.outcome import Outcome


def same(pack: Pack, broken: Pack) -> bool:
    """Do the two, in every case, ask the same and come to the same lines, owners and notes?

    They differ in one place, and not in the points of a score or in a time.
    """
    formula = Formula()
    case = CaseModel(formula, pack, _limits(pack, broken))
    differs = list(_differences(formula, case, broken))
    with Solver(formula) as solver:
        return not solver.solve([formula.any_of(differs)])


def _limits(pack: Pack, broken: Pack) -> Limits:
    mine, theirs = limits_of(pack), limits_of(broken)
    return {name: tuple(sorted({*mine[name], *theirs[name]})) for name in mine}


def _differences(formula: Formula, case: CaseModel, broken: Pack) -> Iterator[Literal]:
    pack = case.pack
    for name, fact in broken.facts.items():
        if fact.asked != pack.facts[name].asked:
            # Asked in the same cases, it has the same answers: nothing else can differ.
            yield formula.differ(case.asked[name], case.literal(fact.asked))
            return
    other = CaseModel(
        formula,
        broken,
        case.limits,
        case,
        [
            name
            for name, condition in broken.conditions.items()
            if condition != pack.conditions[name]
        ],
    )
    for name in pack.facts:
        yield formula.differ(case.asked[name], other.asked[name])
    for line, broken_line in zip(Outcome(case).lines, Outcome(other).lines, strict=True):
        yield formula.differ(line, broken_line)
    for mine, theirs in zip(_told(pack), _told(broken), strict=True):
        yield formula.differ(case.literal(mine), other.literal(theirs))


def _told(pack: Pack) -> list[Condition]:
    """Whose an item and a contact's service are, and when a note of a score is said."""
    found = [party.yours for party in (*pack.owners.values(), *pack.services.values())]
    return found + [note.when for score in pack.scores for note in score.notes]
