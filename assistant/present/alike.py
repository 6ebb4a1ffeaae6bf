"""A screen that is seen of many cases is worked out for the first of them."""

from __future__ import annotations

from msgspec.structs import replace

from assistant.cases.service import Turn
from assistant.flow.model import Pack
from assistant.present.asking import Asking, Quick
from assistant.present.parts import Screen, answering, clocks_of, own_parts, screen


def screen_alike(
    turn: Turn, before: Screen | None, quick: Quick, today: Pack | None = None
) -> Screen:
    """The whole screen, as `screen` makes it: the one that was made for whoever came to the same
    moment, and saw it at a time that makes no difference to it.
    """
    moment = turn.position.moment
    if moment.said is None or turn.offer:
        return screen(turn, before=before, quick=quick, today=today)
    minute = int(turn.now.timestamp()) // 60  # half past one comes twice in a night of October
    seen: tuple[int, Screen] | None = moment.seen.get(turn.holder.number)
    if seen and (seen[0] == minute or as_it_was(seen[1], turn)):
        found = seen[1]
    else:
        found = screen(turn, before=before, quick=quick, today=today)
        if has_times(found.parts["question"][1][0]):  # they pass
            return found
        found = _shared(found)
    moment.seen[turn.holder.number] = minute, found
    own = own_parts(turn) if before is None or _others_came(before, turn) else before.own
    return replace(found, position=turn.position, own=own)


def _shared(found: Screen) -> Screen:
    """The screen without anything that is of one case alone."""
    return replace(found, position=replace(found.position, turns=()), own={})


def _others_came(before: Screen, turn: Turn) -> bool:
    """Not only whoever looks has said something since."""
    return before.position.roles != turn.position.roles or any(
        entry.holder != turn.holder.number for entry in turn.log[before.seq :]
    )


def as_it_was(before: Screen, turn: Turn) -> bool:
    """Nothing on it hangs on a time that has passed since: no line, and no clock."""
    return before.answering == answering(turn) and before.clocks == clocks_of(turn)


def has_times(asking: Asking | None) -> bool:
    """Is there a question with times to choose from?"""
    return asking is not None and any(question.quick for question in asking.questions)
