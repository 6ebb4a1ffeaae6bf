"""What people have done about a plan: items ticked, and items decided otherwise.

Both are kept by the item's id. A changed answer never hides them: what was done and is no longer in
the plan is still here, and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.engine.entries import ROLE, Entry, Refusal
from assistant.engine.plan import Plan
from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine, Position
from assistant.flow.model import Pack

TICK, DECIDE = "tick", "decide"
KINDS = (TICK, DECIDE)
MAX_REASON = 500
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")

_TICK_SHAPE = Refusal('"value" of a tick must be {"item": an item, "done": "yes" or "no"}.')
_DECIDE_SHAPE = Refusal('"value" of a decision must be {"item": an item, "because": a text}.')
_NOT_THERE = Refusal("That is not in the plan.")
_STANDS = Refusal("This one always stands: nobody can decide otherwise.")
_NOT_YOURS = Refusal("To decide otherwise is not for the role that you gave.")
_TOO_LONG = Refusal(f"The reason may be {MAX_REASON} letters long.")
_UNREADABLE = Refusal("The reason holds a sign that cannot be shown. Write it again without it.")


@dataclass(frozen=True, slots=True)
class Decision:
    """That an item was decided otherwise: why, in which role, and when. Lines end in a newline."""

    because: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What has come of one item. `done_at` is None where it is not done, and `done_by` is empty.

    It was done when it was first said to be, since it was last said not to be.
    """

    item: str
    text: str
    in_plan: bool
    done_at: datetime | None = None
    done_by: str = ""
    decision: Decision | None = None


def deeds(log: Iterable[Entry], plan: Plan, text: Callable[[str], str]) -> dict[str, Deed]:
    """The deeds by item: those of the plan in its order, then the others as they came.

    `text` gives the words of an item that is not in the plan.
    """
    done: dict[str, Entry] = {}
    decided: dict[str, Entry] = {}
    for entry in log:
        if entry.kind == TICK:
            _take(done, entry, said=entry.value["done"] == "yes")
        elif entry.kind == DECIDE:
            decided.pop(item_of(entry), None)
            _take(decided, entry, said=bool(entry.value["because"]))
    if not (done or decided):
        return {}
    texts = {item.id: item.text for item in plan.items}
    found = {}
    for item in dict.fromkeys([*texts, *done, *decided]):
        if item in done or item in decided:
            tick, other = done.get(item), decided.get(item)
            found[item] = Deed(
                item=item,
                text=texts[item] if item in texts else text(item),
                in_plan=item in texts,
                done_at=tick.at if tick else None,
                done_by=tick.by if tick else "",
                decision=Decision(str(other.value["because"]), other.by, other.at)
                if other
                else None,
            )
    return found


def _take(kept: dict[str, Entry], entry: Entry, *, said: bool) -> None:
    if said:
        kept.setdefault(item_of(entry), entry)
    else:
        kept.pop(item_of(entry), None)


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
        said = value.get("done")
        if set(value) != {"item", "done"} or not isinstance(item, str) or said not in ("yes", "no"):
            return _TICK_SHAPE
        return {"item": item, "done": str(said)}
    because = value.get("because")
    if set(value) != {"item", "because"} or not isinstance(item, str):
        return _DECIDE_SHAPE
    if not isinstance(because, str):
        return _DECIDE_SHAPE
    reason = read_reason(because)
    return reason if isinstance(reason, Refusal) else {"item": item, "because": reason}


def read_reason(raw: str) -> str | Refusal:
    """A reason with its lines ended by newlines and every space a plain one."""
    lines = ["".join(map(_plain, line)) for line in _LINE_END.split(raw)]
    if not all(line.isprintable() for line in lines):
        return _UNREADABLE
    text = "\n".join(line.strip() for line in lines).strip()
    return _TOO_LONG if len(text) > MAX_REASON else text


def _plain(sign: str) -> str:
    # A phone's keyboard and a word processor put in spaces of their own.
    return " " if sign == "\t" or unicodedata.category(sign) == "Zs" else sign


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
    known = {there.id for there in plan.items}
    if item not in known and not any(e.kind in KINDS and item_of(e) == item for e in log):
        return _NOT_THERE
    return replace(candidate, step="", value=dict(value))
