"""What a newer version of the pack would change for a case, in words."""

from __future__ import annotations

from msgspec import Struct

from assistant.cases.service import Offer
from assistant.flow.model import Pack


class OfferView(Struct, frozen=True):
    """The texts of items that would come, go or read otherwise, and of questions that would be
    asked or dropped.
    """

    version: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    altered: tuple[str, ...]
    asked: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Nothing would change in the plan."""
        return not (self.gained or self.lost or self.altered)


def offer_view(old: Pack, new: Pack, offer: Offer) -> OfferView:
    """An offer for a reader. `old` is the pack that the case is on."""
    return OfferView(
        version=offer.version,
        gained=tuple(item.text for item in offer.gained),
        lost=tuple(item.text for item in offer.lost),
        altered=tuple(item.text for item in offer.altered),
        asked=tuple(new.facts[name].ask for name in offer.asked),
        dropped=tuple(old.facts[name].short for name in offer.dropped if name in old.facts),
    )
