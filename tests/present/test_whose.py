"""Of what is somebody else's one is told first what one can do oneself; its owner is not."""

from datetime import datetime

from assistant.engine.due import LONDON
from assistant.flow.answers import Facts
from assistant.present.documents.basis import basis_of_facts
from assistant.present.item import ItemView
from tests.core.conversation import engine

NOW = datetime(2026, 11, 25, 23, tzinfo=LONDON)
BACK: Facts = {"task": "returned", "immediate_danger": "no", "age": 14, "looked_after": "yes"}
ASK = "If you have heard nothing, ring and ask who will hold it, and when."


def interview(role: str) -> ItemView:
    items = basis_of_facts(engine(), {**BACK, "role": role}, NOW).items
    return next(item for item in items if item.id == "return-interview-in-care")


def test_who_does_not_do_it_is_told_what_they_can_do() -> None:
    item = interview("frontline")
    assert item.can_do == (ASK,)
    assert ASK not in item.how
    assert "Use the return interview checklist." in item.how


def test_who_does_it_is_told_how_and_nothing_else() -> None:
    item = interview("social_worker")
    assert item.yours
    assert item.can_do == ()
    assert item.how == interview("frontline").how


def test_what_is_somebody_elses_always_says_what_one_can_do() -> None:
    for rule in engine().pack.rules:
        assert rule.owner == "you" or rule.caution or rule.not_yours, rule.id
        assert not any("not yours to do" in line for line in rule.how), rule.id
