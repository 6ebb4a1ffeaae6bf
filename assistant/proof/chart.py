"""The flow as a chart: what stands in the boxes and on the arrows, before it is drawn in a format.

An arrow into a step carries the condition under which anything of that step is asked; the steps
stand in their order, and one whose condition does not hold is passed over.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from msgspec import Struct

from assistant.engine.machine import PLAN
from assistant.engine.replay import Engine
from assistant.flow.conditions import ALWAYS, All, AnyOf, Condition, Is, Name, Not
from assistant.flow.model import Pack, Step
from assistant.flow.reading import words
from assistant.proof.ways import ways_back

START = "start"


class Question(Struct, frozen=True):
    """A question of a box; `when` is empty where the arrow into the box says it already."""

    text: str
    when: str


class Box(Struct, frozen=True):
    """One step."""

    id: str
    title: str
    questions: tuple[Question, ...]


class Group(Struct, frozen=True):
    """One stage."""

    id: str
    title: str
    boxes: tuple[Box, ...]


class Arrow(Struct, frozen=True):
    """From a box to another. `label` holds alternatives, any one of which is enough."""

    source: str
    target: str
    label: tuple[str, ...]
    back: bool = False


class Chart(Struct, frozen=True):
    """A whole flow. `names` are the named conditions with their words; `plan` the plan's themes."""

    title: str
    groups: tuple[Group, ...]
    arrows: tuple[Arrow, ...]
    plan: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


def chart(engine: Engine) -> Chart:
    """The chart of a pack.."""
    pack = engine.pack
    alternatives = {
        step.id: either((pack.facts[name].asked for name in step.facts), pack)
        for step in pack.steps
    }
    groups = tuple(
        Group(
            stage.id,
            stage.title,
            tuple(_box(pack, step, alternatives[step.id]) for step in stage.steps),
        )
        for stage in pack.stages
    )
    order = [START, *(step.id for step in pack.steps)]
    arrows = [
        Arrow(source, target, tuple(map(words, alternatives[target])))
        for source, target in itertools.pairwise(order)
    ]
    arrows.append(Arrow(order[-1], PLAN, ("nothing more is to be asked",)))
    arrows += [
        Arrow(source, target, ("an answer can open it",), back=True)
        for source, target in ways_back(engine)
    ]
    return Chart(
        title=pack.title,
        groups=groups,
        arrows=tuple(arrows),
        plan=tuple(dict.fromkeys(rule.theme for rule in pack.rules)),
        names=tuple((name, words(condition)) for name, condition in pack.conditions.items()),
    )


def _box(pack: Pack, step: Step, alternatives: tuple[Condition, ...]) -> Box:
    found = []
    for name in step.facts:
        fact = pack.facts[name]
        said = alternatives == either([fact.asked], pack)
        found.append(Question(fact.ask, "" if said else words(fact.asked)))
    return Box(step.id, step.title, tuple(found))


def either(conditions: Iterable[Condition], pack: Pack) -> tuple[Condition, ...]:
    """The alternatives of "any of these", without those that another of them makes needless."""
    parts: list[Condition] = []
    for condition in conditions:
        parts += condition.parts if isinstance(condition, AnyOf) else [condition]
    kept: list[Condition] = []
    for part in parts:
        if not any(implies(part, other, pack) for other in kept):
            kept = [other for other in kept if not implies(other, part, pack)] + [part]
    return tuple(kept)


def implies(one: Condition, other: Condition, pack: Pack) -> bool:
    """Does the form of two conditions show that where one holds the other does? Not all that do."""
    if one == other or other == ALWAYS:
        return True
    match one, other:
        case Name(name), _ if implies(pack.conditions[name], other, pack):
            return True
        case AnyOf(parts), _:
            return all(implies(part, other, pack) for part in parts)
        case _, All(parts):
            return all(implies(one, part, pack) for part in parts)
        case Not(inner), Not(without):
            return implies(without, inner, pack)
        case Is(fact, values), Is(same, more):
            return fact == same and set(values) <= set(more)
    if isinstance(other, AnyOf) and any(implies(one, part, pack) for part in other.parts):
        return True
    if isinstance(one, All) and any(implies(part, other, pack) for part in one.parts):
        return True
    return isinstance(other, Name) and implies(one, pack.conditions[other.name], pack)
