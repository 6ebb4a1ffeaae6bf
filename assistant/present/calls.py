"""Which calls there is something to say in, those of one's own plan first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from assistant.engine.plan import Plan, PlanItem
from assistant.flow.model import Call, Pack
from assistant.present.script import call_number


class CallView(Struct, frozen=True):
    """A call: its place in the pack, from 1, and its name."""

    number: int
    title: str


def calls_of(pack: Pack, item: PlanItem) -> tuple[CallView, ...]:
    """The calls that an item of one's own asks for."""
    return _views(pack, _asked(pack, (item,)))


def calls(pack: Pack, plan: Plan) -> tuple[tuple[CallView, ...], tuple[CallView, ...]]:
    """The calls that the plan asks the person for, in its order; and all others."""
    asked = _asked(pack, (*plan.items, *plan.kept))
    others = [call for call in pack.scripts.calls if call not in asked]
    return _views(pack, asked), _views(pack, others)


def _asked(pack: Pack, items: Iterable[PlanItem]) -> list[Call]:
    rung = [contact.id for item in items if item.yours for contact in item.contacts]
    found = {call.id: call for contact in rung for call in _by_contact(pack).get(contact, ())}
    return list(found.values())


@lru_cache(maxsize=16)
def _by_contact(pack: Pack) -> Mapping[str, tuple[Call, ...]]:
    """The calls to each contact; looked up for every item of every screen."""
    return {name: pack.scripts.calls_for(name) for name in pack.contacts}


def _views(pack: Pack, found: Iterable[Call]) -> tuple[CallView, ...]:
    return tuple(CallView(call_number(pack, call), call.title) for call in found)
