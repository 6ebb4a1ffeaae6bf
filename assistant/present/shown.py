"""The plan's items in words; those that read as they did before are not put into words again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.engine.plan import Plan, PlanItem
from assistant.engine.replay import Engine, Position
from assistant.engine.whatif import Change
from assistant.present.item import NO_DEED, DeedView, ItemView, item_view


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as it is shown, with all that its view was made from, to know when it still holds."""

    made_from: tuple[object, ...]
    view: ItemView


NOTHING: Mapping[str, ShownItem] = MappingProxyType({})


def item_views(
    engine: Engine,
    position: Position,
    plan: Plan,
    changes: Mapping[str, Change | None],
    deeds: Mapping[str, DeedView],
    may_decide: bool,
    before: Mapping[str, ShownItem] = NOTHING,
) -> dict[str, ShownItem]:
    """The plan's items in their order, by their ids.

    `changes` says for each which single change would take it away. Views of `before`, which are of
    the same pack, are taken over where nothing that they were made from has changed.
    """
    facts, judged = position.facts, position.done

    def shown(item: PlanItem) -> ShownItem:
        change, deed = changes.get(item.id), deeds.get(item.id, NO_DEED)
        decides = may_decide and item.id != engine.pack.emergency.rule
        made_from = (item, [facts[n] for n in item.because], change, judged, deed, decides)
        last = before.get(item.id)
        if last and last.made_from == made_from:
            return last
        view = item_view(
            engine.pack, item, facts, change, judged=judged, deed=deed, may_decide=decides
        )
        return ShownItem(made_from, view)

    return {item.id: shown(item) for item in plan.items}
