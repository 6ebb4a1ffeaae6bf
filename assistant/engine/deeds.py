"""What people have done about a plan: items done or not done, and items decided otherwise.

All are kept by the item's id. A changed answer never hides them: what was done and is no longer in
the plan is still here, and says so. After an event that calls for an item anew, what was done about
it before belongs to the earlier time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct, field

from assistant.engine.deed_entries import DECIDE, KINDS, TICK, item_of
from assistant.engine.due import moment
from assistant.engine.entries import EVENT, Entry, fold, items_of
from assistant.engine.plan import Plan


class Decision(Struct, frozen=True):
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


class Deed(Struct, frozen=True):
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
    log = tuple(log)
    kinds = {entry.kind for entry in log}
    if not kinds.intersection(KINDS):
        return {}
    so_far = _SoFar()
    standing = {id(e) for e in fold(log).applied} if EVENT in kinds else set()
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


class _SoFar(Struct):
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


def settled(found: Iterable[Deed]) -> set[str]:
    """The items of which nothing is left to do: done, or decided otherwise."""
    return {deed.item for deed in found if deed.done_at or deed.decision}
