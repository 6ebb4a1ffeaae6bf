"""What was done about the items of a plan, and who is in the case, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.flow.model import Pack
from assistant.present.answers import when_words
from assistant.present.item import DeedView
from assistant.present.turn import role_words


@dataclass(frozen=True, slots=True)
class CodeView:
    """The case's code, as it is shown and as it is read out, and the roles of who is in it."""

    code: str
    spelled: tuple[str, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoneView:
    """An item that was done or decided, and is no longer in the plan."""

    id: str
    number: int
    text: str
    deed: DeedView


def deed_view(pack: Pack, deed: Any) -> DeedView:
    """A deed for a reader."""
    decided = deed.decision
    return DeedView(
        done_at=_at(deed.done_at),
        done_by=role_words(pack, deed.done_by),
        decided=decided.because if decided else "",
        decided_at=_at(decided.at) if decided else "",
        decided_by=role_words(pack, decided.by) if decided else "",
    )


def _at(at: datetime | None) -> str:
    return when_words(at) if at else ""
