"""Where each clock stands, for a reader; and what to do about one that was missed."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.engine.clocks import Clock, State
from assistant.engine.plan import PlanItem
from assistant.flow.model import Pack
from assistant.present.answers import at_words
from assistant.present.item import ClockView, contact_view


def clock_views(pack: Pack, clocks: Mapping[str, Clock]) -> dict[str, ClockView]:
    """Each clock, by item."""
    return {name: _view(pack, clock) for name, clock in clocks.items()}


def _view(pack: Pack, clock: Clock) -> ClockView:
    since = at_words(clock.missed_since) if clock.missed_since else ""
    late = clock.item.rule.late
    if clock.state is not State.MISSED or late is None:
        return ClockView(clock.state.value, since)
    then = pack.rule(late.then) if late.then else None
    return ClockView(
        state=clock.state.value,
        since=since,
        # Nobody is told to ring their own service (ruling 7): the item's contacts leave it out.
        chase=tuple(
            contact_view(pack.contacts[name]) for name in late.contacts if _rung(clock.item, name)
        ),
        how=late.how,
        then=then.do if then else "",
        then_how=then.how if then else (),
    )


def _rung(item: PlanItem, contact: str) -> bool:
    left_out = set(item.rule.contacts) - {each.id for each in item.contacts}
    return contact not in left_out
