"""A plan's items under the headings under which they are taken up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from assistant.present.item import ItemView

Group = tuple[str, tuple[ItemView, ...]]
Item = TypeVar("Item")
Named = tuple[str, Sequence[Item]]


def groups(items: Iterable[ItemView], kept: Iterable[ItemView] = ()) -> tuple[Group, ...]:
    """The groups that hold something, by name: now, late, yours, others, kept (from before), and
    cautions.

    What is late goes before all that still has time, whoever it belongs to: somebody has to be
    chased for it.
    """
    every, before = tuple(items), tuple(kept)
    cautions = tuple(item for item in every if item.caution)
    there = tuple(item for item in every if not item.caution)
    late = tuple(item for item in (*there, *before) if item.late and not item.now)
    rest = [item for item in there if not item.now and item not in late]
    pressing: tuple[Group, ...] = (
        ("now", tuple(item for item in there if item.now)),
        ("late", late),
    )
    others: tuple[Group, ...] = (
        ("yours", tuple(item for item in rest if item.yours)),
        ("others", tuple(item for item in rest if not item.yours)),
        ("kept", tuple(item for item in before if item not in late)),
    )
    return tuple(
        (name, tuple(found)) for name, found in in_order(pressing, ("cautions", cautions), others)
    )


def in_order(
    pressing: Iterable[Named[Item]], cautions: Named[Item], others: Iterable[Named[Item]]
) -> tuple[Named[Item], ...]:
    """Those groups that hold something. What not to do must neither stand before the first call
    nor behind anything that can wait.
    """
    first = [group for group in pressing if group[1]]
    rest = (*first[:1], cautions, *first[1:], *others)
    return tuple(group for group in rest if group[1])
