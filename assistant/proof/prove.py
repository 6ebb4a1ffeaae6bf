"""What holds of a pack over all cases, by a SAT solver: not of a sample, but of every one."""

from __future__ import annotations

from assistant.flow.model import Pack
from assistant.flow.problems import Problem
from assistant.proof.all_cases import AllCases
from assistant.proof.branches import check_branches
from assistant.proof.broken import broken_promises
from assistant.proof.fires import check_fires
from assistant.proof.matters import check_matters


def prove(pack: Pack) -> list[Problem]:
    """Every promise that some case breaks (an error, with the case), and a warning for all that no
    case or every case comes to, and for each question that makes no difference.

    The pack must have loaded without errors.
    """
    with AllCases(pack) as cases:
        # The last two put second copies of the cases beside the first, which slows the solver down.
        found = {*check_fires(cases), *check_branches(cases)}
        return sorted(found.union(check_matters(cases), broken_promises(cases)))
