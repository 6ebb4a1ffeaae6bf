"""The plan of a case that went on: what stood before an event, and still stands after it.

The world moves on and a duty does not end with it: a child who is missing again is still owed the
interview for the time before. A pack says of each event which items it leaves standing.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from assistant.engine.due import sort_key
from assistant.engine.entries import apply, items_of
from assistant.engine.plan import Plan, PlanItem, make_plan
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Facts


def plan_of(engine: Engine, position: Position) -> Plan:
    """The plan of a position, with what earlier readings still call for.

    An item that stands for both is due at the earliest time.
    """
    moment = position.moment
    if moment.plan is None:
        moment.plan = _plan(engine, position)
    return moment.plan


def _plan(engine: Engine, position: Position) -> Plan:
    plan = make_plan(engine.program, position.facts, position.view)
    if not any(items_of(entry, "keeps") for entry in position.turns):
        return plan
    before = _kept(engine, position)
    there = {item.id for item in plan.items}
    return replace(
        plan,
        items=tuple(_earliest(item, before.get(item.id)) for item in plan.items),
        kept=tuple(item for item in before.values() if item.id not in there),
    )


def _kept(engine: Engine, position: Position) -> dict[str, PlanItem]:
    """Each item that an event leaves standing, as it was before the first that did."""
    found: dict[str, PlanItem] = {}
    answers: Facts = {}
    for entry in position.turns:
        if wanted := [rule for rule in items_of(entry, "keeps") if rule not in found]:
            view = engine.view(answers)
            plan = make_plan(engine.program, engine.counted(answers, view), view)
            found.update({item.id: item for item in plan.items if item.id in wanted})
        apply(answers, entry)
        for rule in (*items_of(entry, "anew"), *items_of(entry, "ends")):
            if rule not in items_of(entry, "keeps"):
                found.pop(rule, None)
    return found


def _earliest(item: PlanItem, before: PlanItem | None) -> PlanItem:
    if before is None or not isinstance(before.due, datetime | date):
        return item
    if isinstance(item.due, str):
        return item
    if item.due is not None and sort_key(item.due) <= sort_key(before.due):
        return item
    return replace(item, due=before.due, due_words=before.due_words)
