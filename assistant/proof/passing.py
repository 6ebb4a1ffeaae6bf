"""Can a conversation come to the plan and never pass a question? Read off the machine itself."""

from __future__ import annotations

from assistant.engine.machine import PLAN, Way


def plan_without(way: Way, step: str) -> tuple[str, ...] | None:
    """The states of a way from the first step to the plan that never passes the step, or None where
    every way passes it. The step must ask something in all cases.

    As long as that has no answer the step's guard lets through: of the arrows on from a state, none
    behind the one that leads to the step can be taken.
    """
    if way.initial == step:
        return None
    came: dict[str, str] = {way.initial: ""}
    ends = [way.initial]
    while ends:
        here = ends.pop()
        for there in _on(way, here):
            if there == step:
                break
            if there not in came:
                came[there] = here
                ends.append(there)
    if PLAN not in came:
        return None
    trail = [PLAN]
    while came[trail[-1]]:
        trail.append(came[trail[-1]])
    return tuple(reversed(trail))


def _on(way: Way, state: str) -> list[str]:
    """Where an answer at a state can lead, in the order in which it is tried."""
    transitions = way.machine.events["answer"].transitions
    return [str(transition.dest) for transition in transitions.get(state, ())]
