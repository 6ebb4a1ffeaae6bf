"""What to do at once where a child is said to be in danger, before anything else is asked."""

from __future__ import annotations

from datetime import datetime

from assistant.engine.answering import Caller
from assistant.engine.plan import make_plan
from assistant.engine.replay import Engine
from assistant.flow.answers import Facts
from assistant.present.item import ItemView, item_view


def alarm(engine: Engine, now: datetime) -> ItemView | None:
    """The emergency's item as it stands once danger is said and nothing else is known."""
    pack, emergency = engine.pack, engine.pack.emergency
    answers: Facts = {emergency.fact: emergency.answer}
    view = engine.view(answers)
    facts = engine.counted(answers, view)
    plan = make_plan(engine.program, facts, view)
    item = next((item for item in plan.items if item.id == emergency.rule), None)
    return item_view(pack, item, facts, Caller(now)) if item else None
