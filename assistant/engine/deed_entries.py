"""A tick or a decision as it is sent: its shape, who may send it, and why it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from assistant.engine.due import moment, still_to_come
from assistant.engine.entries import ROLE, Entry, Refusal
from assistant.engine.plan import Plan
from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine, Position
from assistant.engine.written import read_lines
from assistant.flow.model import Pack

TICK, DECIDE = "tick", "decide"
KINDS = (TICK, DECIDE)
MAX_REASON = 500
_TIME = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d")

_TICK_SHAPE = Refusal(
    '"value" of a tick must be {"item": an item, "done": "yes" or "no"}, and may have "at" (when it'
    ' was done) or "because" (why it was not).'
)
_NO_TIME = Refusal("Give a day and a time.", "at")
_UNSAID_TIME = Refusal('Say when it was done. If it was now, choose "just now".', "at")
_NO_REASON = Refusal("Say why it was not done.", "because")
_NO_GROUND = Refusal("Say why you decided otherwise. It is not saved without a reason.", "because")
_TO_COME = Refusal("That time has not come yet. Say when it was done.", "at")
_DECIDE_SHAPE = Refusal('"value" of a decision must be {"item": an item, "because": a text}.')
_NOT_THERE = Refusal("That is not in the plan.")
_STANDS = Refusal("This one always stands: nobody can decide otherwise.")
_NOT_YOURS = Refusal("To decide otherwise is not for the role that you gave.")
_TOO_LONG = Refusal(f"The reason may be {MAX_REASON} letters long.")
_UNREADABLE = Refusal("The reason holds a sign that cannot be shown. Write it again without it.")


def item_of(entry: Entry) -> str:
    """The item that a tick or a decision is about."""
    return str(entry.value["item"])


def may_decide(engine: Engine, position: Position, role: str) -> bool:
    """May a person in this role record that an item was decided otherwise?

    The conversation's own role may be another's, who went on with it after them.
    """
    answers = {name: answer for name, answer in position.answers.items() if name != ROLE}
    if role:
        answers[ROLE] = role
    reader = Reader(engine.program, engine.view(answers))
    return reader.truth(engine.pack.may_decide.when) is True


def read_value(kind: str, value: Mapping[str, object]) -> dict[str, str] | Refusal:
    """The value of a tick or a decision in canonical form, or what is wrong with it."""
    item = value.get("item")
    if kind == TICK:
        return _read_tick(value)
    because = value.get("because")
    if set(value) != {"item", "because"} or not isinstance(item, str):
        return _DECIDE_SHAPE
    if not isinstance(because, str):
        return _DECIDE_SHAPE
    reason = read_reason(because)
    return reason if isinstance(reason, Refusal) else {"item": item, "because": reason}


def _read_tick(value: Mapping[str, object]) -> dict[str, str] | Refusal:
    item, said = value.get("item"), value.get("done")
    more = {"yes": "at", "no": "because"}.get(said) if isinstance(said, str) else None
    given = value.get(more) if more else None
    keys = {"item", "done"} | ({more} if more in value else set())
    if more is None or set(value) != keys or not isinstance(item, str):
        return _TICK_SHAPE
    found = {"item": item, "done": str(said)}
    if more not in value:
        return found
    if not isinstance(given, str):
        return _TICK_SHAPE
    if more == "at":
        if not given.strip():
            return _UNSAID_TIME
        at = given.strip().replace(" ", "T")
        try:
            known = _TIME.fullmatch(at) and moment(at)
        except ValueError:
            known = None
        return {**found, "at": at} if known else _NO_TIME
    reason = read_reason(given)
    return reason if isinstance(reason, Refusal) else {**found, "because": reason}


def unexplained(entry: Entry, *, decided: bool) -> Refusal | None:
    """Somebody set out to say why, and did not. Such entries were taken once.

    `decided`: a decision on the item stands, which an empty reason takes back.
    """
    if entry.value.get("because") != "":
        return None
    if entry.kind == TICK:
        return _NO_REASON
    return None if decided else _NO_GROUND


def read_reason(raw: str) -> str | Refusal:
    """A reason with its lines ended by newlines and every space a plain one."""
    text = read_lines(raw)
    if text is None:
        return _UNREADABLE
    return _TOO_LONG if len(text) > MAX_REASON else text


def checked_deed(
    pack: Pack, plan: Plan, log: Iterable[Entry], candidate: Entry, *, decides: bool
) -> Entry | Refusal:
    """A tick or a decision in canonical form, or why it is refused. `decides`: may its sender?"""
    value = read_value(candidate.kind, candidate.value)
    if isinstance(value, Refusal):
        return value
    item = value["item"]
    if candidate.kind == DECIDE:
        if item == pack.emergency.rule:
            return _STANDS
        if not decides:
            return _NOT_YOURS
    if candidate.at and still_to_come(value.get("at"), candidate.at):
        return _TO_COME
    known = {there.id for there in (*plan.items, *plan.kept)}
    if item not in known and not any(e.kind in KINDS and item_of(e) == item for e in log):
        return _NOT_THERE
    return replace(candidate, step="", value=dict(value))
