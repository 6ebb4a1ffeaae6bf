"""For whom a plan is written, where that is not the person who looks at it."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.entries import ROLE
from assistant.engine.replay import Engine, Position
from assistant.present.turn import role_words


class Whose(Struct, frozen=True):
    """The role that "you" means in a plan, empty where none was given; `joined`: who gave it came
    to the case by its code, and did not begin it.
    """

    role: str
    joined: bool


def whose(engine: Engine, position: Position, viewer: int) -> Whose | None:
    """For whom the plan is written, if that is not the role of the holder with this number."""
    role = str(position.facts.get(ROLE, ""))
    if not role or role == position.roles.get(viewer, ""):
        return None
    # Who gave the role that counts is who gave it last.
    said = next((e.holder for e in reversed(position.turns) if ROLE in e.value), viewer)
    return Whose(role_words(engine.pack, role), said > 1) if said != viewer else None
