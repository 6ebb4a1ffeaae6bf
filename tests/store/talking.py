"""Sending things to a service, as a client does."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from assistant.cases.service import Outcome, Service, Turn
from assistant.cases.submission import Submission
from assistant.engine.replay import Engine
from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, FactType

_numbers = count(1)


def token() -> str:
    """A token that was not used before."""
    return f"token-{next(_numbers):06}"


def unsure(engine: Engine, turn: Turn) -> dict[str, Answer]:
    """The answers of a person who does not know, for what is asked."""
    facts = engine.pack.facts
    return {
        name: UNKNOWN if facts[name].may_be_unknown else facts[name].values[0]
        for name in turn.position.asking
    }


def some_answer(engine: Engine, name: str, at: int) -> Answer:
    """One of the answers that a fact allows, by number."""
    fact = engine.pack.facts[name]
    if fact.may_be_unknown and at % 4 == 0:
        return UNKNOWN
    match fact.type:
        case FactType.WHOLE:
            return fact.minimum + at % (fact.maximum - fact.minimum + 1)
        case FactType.DATETIME:
            return f"2026-11-{1 + at % 28:02}T21:05"
        case FactType.PERIODS:
            return {fact.values[at % len(fact.values)]: ["current"]}
    value = fact.values[at % len(fact.values)]
    return [value] if fact.type in LISTS else value


def answering(turn: Turn, value: Mapping[str, object], /, **other: object) -> Submission:
    """An answer to what the turn asks."""
    fields: dict[str, object] = {
        "token": token(),
        "kind": "answer",
        "step": turn.position.step,
        "value": value,
        "by": "",
        "after": turn.seq,
    }
    return Submission(**(fields | other))  # type: ignore[arg-type]


def go_on(service: Service, case_id: str, times: int = 1) -> Outcome:
    """Answer `times` screens without knowing anything; the last outcome."""
    outcome = None
    for _ in range(times):
        turn = service.turn(case_id)
        outcome = service.submit(case_id, answering(turn, unsure(turn.engine, turn)))
        assert outcome.entry, outcome.refusal
    assert outcome
    return outcome


def begun(service: Service) -> str:
    """One who has said that no child is in danger, and what they need help with: their token."""
    holder = service.open()
    service.submit(holder, answering(service.turn(holder), {"immediate_danger": "no"}))
    service.submit(holder, answering(service.turn(holder), {"task": "worried"}))
    return holder
