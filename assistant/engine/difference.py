"""What a changed answer did to the plan."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.plan import Plan, PlanItem


class Difference(Struct, frozen=True):
    """Items that came, items that went, and items whose words or times are others now."""

    gained: tuple[PlanItem, ...]
    lost: tuple[PlanItem, ...]
    altered: tuple[PlanItem, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.altered)


def difference(before: Plan, after: Plan) -> Difference:
    """From one plan to the next."""
    old = {item.id: item for item in before.items}
    new = {item.id: item for item in after.items}
    return Difference(
        gained=tuple(item for item in after.items if item.id not in old),
        lost=tuple(item for item in before.items if item.id not in new),
        altered=tuple(
            item for item in after.items if item.id in old and _told(item) != _told(old[item.id])
        ),
    )


def _told(item: PlanItem) -> tuple[object, ...]:
    return item.text, item.how, item.owner, item.due
