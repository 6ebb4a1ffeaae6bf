"""What was done about the items of a plan, and who is in the case, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from assistant.cases.codes import shown, spelled
from assistant.cases.service import Turn
from assistant.engine.deeds import Deed
from assistant.flow.model import Pack
from assistant.present.answers import at_words
from assistant.present.happened import Happening
from assistant.present.hints import hints
from assistant.present.item import DeedView
from assistant.present.turn import role_words


class Person(Struct, frozen=True):
    """One who holds the case: their role, empty where they gave none."""

    role: str
    you: bool


class CodeView(Struct, frozen=True):
    """The case's code, as it is shown and, in two halves, as it is read out; who is in the case."""

    code: str
    spelled: tuple[str, str]
    who: tuple[Person, ...]


class GoneView(Struct, frozen=True):
    """An item that was done or decided, and is no longer in the plan."""

    id: str
    number: int
    text: str
    deed: DeedView


def deed_view(pack: Pack, deed: Deed, tell: Iterable[Happening] = ()) -> DeedView:
    """A deed for a reader. `tell` is what is left to be told if it was done."""
    decided, not_done = deed.decision, deed.not_done
    return DeedView(
        done_at=_at(deed.done_at),
        done_by=role_words(pack, deed.done_by),
        done_said=deed.done_said,
        decided=decided.because if decided else "",
        decided_at=_at(decided.at) if decided else "",
        decided_by=role_words(pack, decided.by) if decided else "",
        hints=hints(pack, "\n\n".join(made.because for made in (decided, not_done) if made)),
        not_done=not_done.because if not_done else None,
        not_done_at=_at(not_done.at) if not_done else "",
        not_done_by=role_words(pack, not_done.by) if not_done else "",
        earlier=tuple(_at(done.at) for done in deed.earlier),
        tell=tuple((one.number, one.say) for one in tell) if deed.done_at else (),
    )


def code_view(turn: Turn) -> CodeView:
    """The code of a case, and who is in it: by role where they gave one."""
    pack, code = turn.engine.pack, turn.case.code
    holders = {entry.holder for entry in turn.log} | {turn.holder.number}
    roles = turn.position.roles
    return CodeView(
        shown(code),
        spelled(code),
        tuple(
            Person(role_words(pack, roles.get(number, "")), number == turn.holder.number)
            for number in sorted(holders)
        ),
    )


def _at(at: datetime | None) -> str:
    return at_words(at) if at else ""
