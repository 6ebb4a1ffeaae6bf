"""A conversation held without a person as one JSON object: questions, plan, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from assistant.engine.answering import Caller, caller
from assistant.engine.due import local_text
from assistant.engine.plan import Plan, PlanItem, make_plan
from assistant.engine.replay import Engine
from assistant.engine.score import Result, results
from assistant.engine.since import SinceThen
from assistant.engine.walk import Walk, walk
from assistant.engine.whatif import Change, unless
from assistant.flow.answers import Answer
from assistant.flow.model import Changed, Pack
from assistant.present.contact import ContactView, LineView, contact_view


class Consultation(Struct, frozen=True):
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
    who = caller(held.walk.facts, held.plan.own, now)
    since = SinceThen(engine.program, held.walk.view)
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
        "since": {
            "layers": [{"title": p.title, "checked": p.checked} for p in pack.since.layers],
            "off": pack.since.off,
        },
        "plan": [
            item_object(pack, item, held.walk.facts, who, changes[item.id], since.item(item))
            for item in held.plan.items
        ],
        "advised": [{"turn": entry.turn, "id": entry.rule} for entry in held.walk.advised],
        "checklists": [
            {
                "id": shown.checklist.id,
                "title": shown.checklist.title,
                "items": [{"text": i.text, "clauses": list(i.clauses)} for i in shown.items],
                "since": list(map(since_object, since.checklist(shown))),
            }
            for shown in held.plan.checklists
        ],
        "keep_in_mind": [
            {
                "text": principle.text,
                "clauses": list(principle.clauses),
                "since": list(map(since_object, since.principle(principle))),
            }
            for principle in held.plan.principles
        ],
    }


def item_object(
    pack: Pack,
    item: PlanItem,
    facts: Mapping[str, Answer],
    who: Caller,
    change: Change | None,
    since: Iterable[Changed] = (),
) -> dict[str, Any]:
    """One plan item, with what has changed about it since the protocol."""
    return {
        "id": item.id,
        "text": item.text,
        "how": [*item.can_do, *item.how],
        "ready": list(item.rule.ready),
        "why": item.rule.why,
        "owner": item.owner,
        "due": due_text(item.due),
        "contacts": [contact_object(contact_view(pack, contact, who)) for contact in item.contacts],
        "because": {name: facts[name] for name in item.because},
        "unless": change and {"fact": change.fact, "from": change.before, "to": change.after},
        "clauses": list(item.clauses),
        "since": list(map(since_object, since)),
    }


def since_object(entry: Changed) -> dict[str, Any]:
    """One change since the protocol."""
    return {
        "id": entry.id,
        "was": entry.was,
        "now": entry.now,
        "from": entry.starts or None,
        "source": entry.basis,
        "checked": entry.checked,
        "sure": entry.sure.value,
    }


def contact_object(view: ContactView) -> dict[str, Any]:
    """A contact with who answers now, who next, and what else stands."""
    return {
        "id": view.id,
        "name": view.name,
        "now": line_object(view.now) if view.now else None,
        "next": [line_object(line) for line in view.next],
        "more": [line_object(line) for line in view.more],
        "find": view.find or None,
        "gone": view.gone or None,
    }


def line_object(line: LineView) -> dict[str, Any]:
    """One who may answer; `doubts` say why to check it first."""
    return {
        "id": line.id,
        "name": line.name,
        "channels": [{way.kind: way.value} for way in line.ways],
        "state": line.state,
        "status": line.status or None,
        "hours": line.hours,
        "doubts": list(line.doubts),
        "note": line.note or None,
        "source": line.source or None,
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
