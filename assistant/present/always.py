"""What stands on every screen: 999 without a voice, and what to do when somebody looks on."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.answering import Caller
from assistant.flow.model import Pack
from assistant.present.contact import ContactView, contact_view


class BesideYouView(Struct, frozen=True):
    """What to do when somebody can see the screen, and whom the child can ring."""

    title: str
    lines: tuple[str, ...]
    contacts: tuple[ContactView, ...]


class Always(Struct, frozen=True):
    """`voiceless` are ways to reach 999 without speaking; each may be empty in a pack."""

    voiceless: tuple[str, ...]
    beside_you: BesideYouView | None


def always(pack: Pack, who: Caller) -> Always:
    """The words of a pack for every screen, as `who` is told them."""
    contacts = pack.rule(pack.emergency.rule).contacts
    return Always(
        voiceless=tuple(line for name in contacts for line in pack.contacts[name].voiceless),
        beside_you=_beside_you(pack, who),
    )


def _beside_you(pack: Pack, who: Caller) -> BesideYouView | None:
    beside = pack.words.beside_you
    if beside is None:
        return None
    contacts = tuple(contact_view(pack, pack.contacts[name], who) for name in beside.contacts)
    return BesideYouView(beside.title, beside.lines, contacts)
