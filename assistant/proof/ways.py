"""Where a conversation can really go back: from which step an answer opens an earlier one.

What the conditions name bounds it from above (engine.machine.opened_by), far above. So for each of
those ways the solver is asked for a case in which one answer of the later step decides whether a
question of the earlier one is asked, and that case is held as a conversation: only a way that it
took counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from assistant.engine.machine import opened_by
from assistant.engine.replay import Engine
from assistant.engine.walk import walk
from assistant.flow.answers import Facts
from assistant.flow.model import Step
from assistant.proof.all_cases import AllCases

Way = tuple[str, str]


def ways_back(engine: Engine) -> tuple[Way, ...]:
    """Pairs of step ids, later and earlier, that a conversation can take, in the pack's order."""
    steps = engine.pack.steps
    opened = opened_by(engine.pack)
    with AllCases(engine.pack) as cases:
        return tuple(
            (later.id, earlier.id)
            for at, later in enumerate(steps)
            for earlier in steps[:at]
            if earlier.id in opened[later.id] and _taken(engine, cases, later, earlier)
        )


def _taken(engine: Engine, cases: AllCases, later: Step, earlier: Step) -> bool:
    return any(
        (later.id, earlier.id) in itertools.pairwise(walk(engine, facts).states)
        for facts in _turned(cases, later, earlier)
    )


def _turned(cases: AllCases, later: Step, earlier: Step) -> Iterator[Facts]:
    """Cases in which another answer at the later step would leave the earlier one unasked."""
    for answered, asked in itertools.product(later.facts, earlier.facts):
        here, beside = cases.case.asked[asked], cases.beside(answered).case.asked[asked]
        if here != beside and (facts := cases.plainest(here, -beside)) is not None:
            yield dict(facts)
