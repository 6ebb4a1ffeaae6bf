"""What people have done about a plan: items done or not done, and items decided otherwise.

All are kept by the item's id. A changed answer never hides them: what was done and is no longer in
the plan is still here, and says so. After an event that calls for an item anew, what was done about
it before belongs to the earlier time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from assistant.engine.due import moment, still_to_come
from assistant.engine.entries import EVENT, ROLE, Entry, Refusal, fold, items_of
from assistant.engine.plan import Plan
from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine, Position
from assistant.flow.model import Pack

TICK, DECIDE = "tick", "decide"
KINDS = (TICK, DECIDE)
MAX_REASON = 500
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")

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


@dataclass(frozen=True, slots=True)
class Decision:
    """That an item was decided otherwise: why, in which role, and when. Lines end in a newline."""

    because: str
    by: str
    at: datetime | None


class Done(NamedTuple):
    """When something was done, and by whom: a role. `said` is false where nobody said when, so that
    it is taken to be when it was marked.
    """

    at: datetime | None
    by: str
    said: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What has come of one item. `done_at` is None where it is not done, and `done_by` is empty.

    It was done at the time that was given last, else when it was first said to be done, since it
    was last said not to be; `done_said` is whether a time was given. `not_done` is why it was not,
    its reason empty where a tick was only taken back; `earlier` is when it was done before an event
    called for it anew.
    """

    item: str
    text: str
    in_plan: bool
    done_at: datetime | None = None
    done_by: str = ""
    done_said: bool = False
    decision: Decision | None = None
    not_done: Decision | None = None
    earlier: tuple[Done, ...] = ()


def deeds(log: Iterable[Entry], plan: Plan, text: Callable[[str], str]) -> dict[str, Deed]:
    """The deeds by item: those of the plan in its order, then the others as they came.

    `text` gives the words of an item that is not in the plan.
    """
    so_far = _SoFar()
    log = tuple(log)
    standing = {id(e) for e in fold(log).applied} if any(e.kind == EVENT for e in log) else set()
    for entry in log:
        if entry.kind == TICK:
            so_far.tick(entry)
        elif entry.kind == DECIDE:
            so_far.decide(entry)
        elif entry.kind == EVENT and id(entry) in standing:
            so_far.anew(items_of(entry, "anew"))
    told = (so_far.done, so_far.decided, so_far.not_done, so_far.earlier)
    if not any(told):
        return {}
    texts = {item.id: item.text for item in (*plan.items, *plan.kept)}
    nothing = Done(None, "")
    return {
        item: Deed(
            item=item,
            text=texts[item] if item in texts else text(item),
            in_plan=item in texts,
            done_at=so_far.done.get(item, nothing).at,
            done_by=so_far.done.get(item, nothing).by,
            done_said=so_far.done.get(item, nothing).said,
            decision=so_far.decided.get(item),
            not_done=so_far.not_done.get(item),
            earlier=tuple(so_far.earlier.get(item, ())),
        )
        for item in dict.fromkeys([*texts, *(name for each in told for name in each)])
        if any(item in each for each in told)
    }


@dataclass
class _SoFar:
    done: dict[str, Done] = field(default_factory=dict)
    decided: dict[str, Decision] = field(default_factory=dict)
    not_done: dict[str, Decision] = field(default_factory=dict)
    earlier: dict[str, list[Done]] = field(default_factory=dict)

    def tick(self, entry: Entry) -> None:
        item, value = item_of(entry), entry.value
        self.not_done.pop(item, None)
        if value["done"] != "yes":
            self.done.pop(item, None)
            self.not_done[item] = Decision(str(value.get("because", "")), entry.by, entry.at)
        elif "at" in value:
            self.done[item] = Done(moment(str(value["at"])), entry.by, said=True)
        else:
            self.done.setdefault(item, Done(entry.at, entry.by))

    def decide(self, entry: Entry) -> None:
        self.decided.pop(item_of(entry), None)
        if entry.value["because"]:
            because = str(entry.value["because"])
            self.decided[item_of(entry)] = Decision(because, entry.by, entry.at)

    def anew(self, items: Iterable[str]) -> None:
        for item in items:
            if item in self.done:
                self.earlier.setdefault(item, []).append(self.done.pop(item))
            self.not_done.pop(item, None)
            self.decided.pop(item, None)


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


def unexplained(entry: Entry, deed: Deed | None) -> Refusal | None:
    """Somebody set out to say why, and did not. Such entries were taken once.

    `deed` is what has come of the item: an empty reason takes back a decision that stands.
    """
    if entry.value.get("because") != "":
        return None
    if entry.kind == TICK:
        return _NO_REASON
    return None if deed and deed.decision else _NO_GROUND


def settled(found: Iterable[Deed]) -> set[str]:
    """The items of which nothing is left to do: done, or decided otherwise."""
    return {deed.item for deed in found if deed.done_at or deed.decision}


def read_reason(raw: str) -> str | Refusal:
    """A reason with its lines ended by newlines and every space a plain one."""
    text = read_lines(raw)
    if text is None:
        return _UNREADABLE
    return _TOO_LONG if len(text) > MAX_REASON else text


def read_lines(raw: str) -> str | None:
    """What somebody wrote, with its lines ended by newlines and every space a plain one; None where
    it holds a sign that cannot be shown.
    """
    lines = ["".join(map(_plain, line)) for line in _LINE_END.split(raw)]
    if not all(line.isprintable() for line in lines):
        return None
    return "\n".join(line.strip() for line in lines).strip()


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
    if candidate.at and still_to_come(value.get("at"), candidate.at):
        return _TO_COME
    known = {there.id for there in (*plan.items, *plan.kept)}
    if item not in known and not any(e.kind in KINDS and item_of(e) == item for e in log):
        return _NOT_THERE
    return replace(candidate, step="", value=dict(value))
