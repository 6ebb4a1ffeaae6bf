"""A small set of cases that takes every branch of a pack."""

from __future__ import annotations

from assistant.engine.replay import Engine
from assistant.flow.answers import Facts
from assistant.proof.all_cases import AllCases
from assistant.proof.example import answers_of
from assistant.proof.formula import Literal
from assistant.proof.goals import Goal, Held, goals


def cover(engine: Engine) -> list[Facts]:
    """Cases that together meet every goal that any case can, the same each time.

    Each is the answers of one conversation, as the engine asks for them. One case after another is
    filled with as many goals as go together, and the engine says which of them it has met.
    """
    with AllCases(engine.pack) as cases:
        left = goals(cases)
        found: list[Facts] = []
        while left:
            facts = _fill(cases, left, len(found))
            held = Held(engine, facts)
            still = [goal for goal in left if not goal.met(held)]
            if still != left:
                asked = {entry.fact: entry.answer for entry in held.walk.asked}
                found.append(asked | held.walk.facts)  # what was heard is not asked
            left = still if still[:1] != left[:1] else still[1:]
        return found


def _fill(cases: AllCases, left: list[Goal], number: int) -> Facts:
    """A case that meets the first goal, and of the others each that goes with those before it."""
    solver = cases.solver
    kept: list[Literal] = []
    model: set[Literal] = set()
    for goal in left:
        if goal.literal in model or solver.solve([*kept, goal.literal]):
            kept.append(goal.literal)
            if goal.literal not in model:
                model = solver.model()
    moment = f"2026-11-{number % 20 + 1:02}T{number % 24:02}:30"
    return answers_of(cases.case, model, highest=number % 2 == 1, moment=moment)
