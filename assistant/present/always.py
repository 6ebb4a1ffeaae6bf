"""What stands on every screen: 999 without a voice, and what to do when somebody looks on."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.flow.model import Pack
from assistant.present.item import ContactView, contact_view
from assistant.present.since import gone_words


@dataclass(frozen=True, slots=True)
class BesideYouView:
    """What to do when somebody can see the screen, and whom the child can ring."""

    title: str
    lines: tuple[str, ...]
    contacts: tuple[ContactView, ...]


@dataclass(frozen=True, slots=True)
class Always:
    """`voiceless` are ways to reach 999 without speaking; each may be empty in a pack."""

    voiceless: tuple[str, ...]
    beside_you: BesideYouView | None


def always(pack: Pack) -> Always:
    """The words of a pack for every screen."""
    contacts = pack.rule(pack.emergency.rule).contacts
    return Always(
        voiceless=tuple(line for name in contacts for line in pack.contacts[name].voiceless),
        beside_you=_beside_you(pack),
    )


def _beside_you(pack: Pack) -> BesideYouView | None:
    beside = pack.words.beside_you
    if beside is None:
        return None
    contacts = tuple(
        contact_view(pack.contacts[name], gone_words(pack, name)) for name in beside.contacts
    )
    return BesideYouView(beside.title, beside.lines, contacts)
