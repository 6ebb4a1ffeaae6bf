"""Which items of a plan stand open, and in which of them a contact is told in full.

What is due now, late or next is open; each other item is a row that opens. A plan names the same
contacts again and again. Each has one card; elsewhere its name and who answers now are enough, with
the way to the card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from assistant.engine.clocks import State
from assistant.present.groups import Group
from assistant.present.item import ItemView


def unfolded(found: Iterable[Group]) -> tuple[Group, ...]:
    """The groups, in the order in which they are shown, with what is open and where cards stand."""
    shown = tuple(found)
    items = [item for _, group in shown for item in group]
    yours = [item for name, group in shown if name == "yours" for item in group]
    ahead = next((item.id for item in yours if not item.deed.settled), None)
    opened = frozenset(item.id for item in items if item.id == ahead or _pressing(item))
    cards = _cards(items, opened)

    def laid(item: ItemView) -> ItemView:
        elsewhere = tuple(
            (name, cards[name].text) for name in _told(item) if cards[name].id != item.id
        )
        return replace(item, open=item.id in opened, elsewhere=elsewhere)

    return tuple((name, tuple(map(laid, group))) for name, group in shown)


def _pressing(item: ItemView) -> bool:
    """Now or late, whoever it belongs to, or one's own and nearly due: not to be folded away."""
    soon = item.yours and item.clock.state == State.SOON
    return not item.deed.settled and (item.now or item.late or soon)


def _told(item: ItemView) -> tuple[str, ...]:
    """The contacts that an item tells of, those to chase first."""
    chase = item.clock.chase if item.clock.how else ()
    return tuple(dict.fromkeys(contact.id for contact in (*chase, *item.contacts)))


def _cards(items: Iterable[ItemView], opened: frozenset[str]) -> Mapping[str, ItemView]:
    """The item with each contact's card: one that stands open, else the first not settled."""
    found: dict[str, ItemView] = {}
    for item in sorted(items, key=lambda item: (item.id not in opened, item.deed.settled)):
        for name in _told(item):
            found.setdefault(name, item)
    return found
