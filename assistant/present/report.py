"""A conversation held without a person as one JSON object: questions, plan, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assistant.engine.due import local_text
from assistant.engine.plan import Plan, PlanItem, make_plan
from assistant.engine.replay import Engine
from assistant.engine.score import Result, results
from assistant.engine.walk import Walk, walk
from assistant.engine.whatif import Change, unless
from assistant.flow.answers import Answer


@dataclass(frozen=True, slots=True)
class Consultation:
    """What came of one case."""

    walk: Walk
    plan: Plan
    scores: tuple[Result, ...]


def consult(engine: Engine, given: Mapping[str, Answer]) -> Consultation:
    """Hold the whole conversation with the answers given."""
    held = walk(engine, given)
    return Consultation(
        held,
        make_plan(engine.program, held.facts, held.view),
        results(engine.program, held.facts, held.view),
    )


def report(
    engine: Engine, now: datetime, given: Mapping[str, Answer], held: Consultation
) -> dict[str, Any]:
    """The object that `consult --json` prints. `now` is the aware clock that was used."""
    pack = engine.pack
    taken = {entry.fact for entry in held.walk.asked}
    taken |= {fact.name for fact in pack.facts.values() if fact.heard}
    changes = unless(engine.program, held.plan.items, held.walk.facts, given)
    return {
        "protocol": pack.id,
        "version": pack.version,
        "now": local_text(now),
        "asked": [
            {
                "turn": entry.turn,
                "fact": entry.fact,
                "answer": entry.answer,
                "clauses": list(pack.facts[entry.fact].clauses),
            }
            for entry in held.walk.asked
        ],
        "ignored": [name for name in given if name not in taken],
        "emergency": held.walk.facts.get(pack.emergency.fact) == pack.emergency.answer,
        "seraf": next((score_object(result) for result in held.scores), None),
        "plan": [item_object(item, held.walk.facts, changes[item.id]) for item in held.plan.items],
        "advised": [{"turn": entry.turn, "id": entry.rule} for entry in held.walk.advised],
        "checklists": [
            {
                "id": shown.checklist.id,
                "title": shown.checklist.title,
                "items": [{"text": i.text, "clauses": list(i.clauses)} for i in shown.items],
            }
            for shown in held.plan.checklists
        ],
        "keep_in_mind": [
            {"text": principle.text, "clauses": list(principle.clauses)}
            for principle in held.plan.principles
        ],
    }


def item_object(
    item: PlanItem, facts: Mapping[str, Answer], change: Change | None
) -> dict[str, Any]:
    """One plan item."""
    return {
        "id": item.id,
        "text": item.text,
        "how": list(item.how),
        "ready": list(item.rule.ready),
        "why": item.rule.why,
        "owner": item.owner,
        "due": due_text(item.due),
        "contacts": [{"id": contact.id, "name": contact.name} for contact in item.contacts],
        "because": {name: facts[name] for name in item.because},
        "unless": change and {"fact": change.fact, "from": change.before, "to": change.after},
        "clauses": list(item.clauses),
    }


def due_text(due: datetime | date | str | None) -> str | None:
    """None, "now", a date, or minutes local to Europe/London."""
    return due if due is None or isinstance(due, str) else local_text(due)


def score_object(result: Result) -> dict[str, Any]:
    """A score with its range, its notes and the lines of its sum."""
    return {
        "score": result.score,
        "category": result.category,
        "label": result.label,
        "lowest": {"score": result.lowest.score, "category": result.lowest.category},
        "highest": {"score": result.highest.score, "category": result.highest.category},
        "note": " ".join(result.notes) or None,
        "items": [
            {
                "item": item.item,
                "periods": list(item.periods),
                "points": item.points,
                "clause": item.clause,
            }
            for item in result.items
        ],
    }
