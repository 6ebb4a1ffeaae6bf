"""Where each clock stands, for a reader; and what to do about one that was missed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assistant.engine.answering import Caller
from assistant.engine.clocks import Clock, State
from assistant.engine.plan import PlanItem
from assistant.flow.model import Pack
from assistant.present.answers import at_words
from assistant.present.contact import ContactView, contact_view


class ClockView(Struct, frozen=True):
    """Where an item's clock stands, in the words of the engine's states; `since` is when its time
    was over. When it was missed: whom to chase, how, and how to take it further.
    """

    state: str
    since: str = ""
    chase: tuple[ContactView, ...] = ()
    how: tuple[str, ...] = ()
    then: str = ""
    then_how: tuple[str, ...] = ()


NO_CLOCK = ClockView("")


def clock_views(pack: Pack, clocks: Mapping[str, Clock], who: Caller) -> dict[str, ClockView]:
    """Each clock, by item; `who` is the one who chases where it was missed."""
    return {name: _view(pack, clock, who) for name, clock in clocks.items()}


def _view(pack: Pack, clock: Clock, who: Caller) -> ClockView:
    since = at_words(clock.missed_since) if clock.missed_since else ""
    late = clock.item.rule.late
    if clock.state is not State.MISSED or late is None:
        return ClockView(clock.state.value, since)
    # Nobody is told to ring their own service (ruling 7): the item's contacts leave it out.
    chase = [pack.contacts[name] for name in late.contacts if _rung(clock.item, name)]
    # And nobody disagrees with it: that step is for whoever chases somebody else.
    then = pack.rule(late.then) if late.then and chase else None
    return ClockView(
        state=clock.state.value,
        since=since,
        chase=tuple(contact_view(pack, contact, who) for contact in chase),
        how=late.how,
        then=then.do if then else "",
        then_how=then.how if then else (),
    )


def _rung(item: PlanItem, contact: str) -> bool:
    left_out = set(item.rule.contacts) - {each.id for each in item.contacts}
    return contact not in left_out
