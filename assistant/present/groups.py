"""A plan's items under the headings under which they are taken up."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.present.item import ItemView

Group = tuple[str, tuple[ItemView, ...]]


def groups(items: Iterable[ItemView], kept: Iterable[ItemView] = ()) -> tuple[Group, ...]:
    """The groups that hold something, by name: now, late, yours, others, kept (from before), and
    cautions.

    What is late goes before all that still has time, whoever it belongs to: somebody has to be
    chased for it. Cautions follow the first group, as what not to do must neither stand before the
    first call nor behind all that can wait.
    """
    every, before = tuple(items), tuple(kept)
    cautions = tuple(item for item in every if item.caution)
    there = tuple(item for item in every if not item.caution)
    late = tuple(item for item in (*there, *before) if item.late and not item.now)
    rest = [item for item in there if not item.now and item not in late]
    named: tuple[Group, ...] = (
        ("now", tuple(item for item in there if item.now)),
        ("late", late),
        ("yours", tuple(item for item in rest if item.yours)),
        ("others", tuple(item for item in rest if not item.yours)),
        ("kept", tuple(item for item in before if item not in late)),
    )
    found = [group for group in named if group[1]]
    return (*found[:1], *([("cautions", cautions)] if cautions else []), *found[1:])
