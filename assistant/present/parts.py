"""A whole screen as parts with names, so that a page shows all and a socket sends what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.cases.service import Turn
from assistant.engine.replay import Position
from assistant.engine.whatif import Change, unless
from assistant.flow.model import Pack
from assistant.present.beside import known, stage_views, standing, still_open
from assistant.present.deeds import GoneView, code_view, deed_view
from assistant.present.item import DeedView, ItemView, Way, item_number
from assistant.present.offer import offer_view
from assistant.present.question import fact_number
from assistant.present.screen import (
    PlanHead,
    Quick,
    asking,
    in_danger,
    no_quick,
    plan_rest,
)
from assistant.present.shown import NOTHING, ShownItem, item_views
from assistant.present.turn import ANSWER, last_turn_view, turn_views

Drawn = tuple[str, tuple[Any, ...]]  # the macro that draws it, and what it is given


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A heading among the plan's items: now, yours, others, or gone."""

    name: str


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, in short."""

    id: str
    number: int
    text: str
    yours: bool
    owner: str
    now: bool
    due: str
    ring: Way | None
    deed: DeedView


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of one's own there is to do. `done`: all is asked."""

    done: bool
    left: int
    settled: int


@dataclass(frozen=True, slots=True)
class Screen:
    """What one person sees of one case. `seq` is the last entry of its log.

    `parts` are by the id of their place on the page; `lists` hold parts that have keys of their
    own, in the order in which they stand. `changes` are those that would take an item away;
    `items` those of the plan, by their ids.
    """

    seq: int
    version: str
    danger: bool
    done: bool
    position: Position
    changes: Mapping[str, Change | None]
    items: Mapping[str, ShownItem]
    parts: Mapping[str, Drawn]
    lists: Mapping[str, Mapping[str, Drawn]]


def find_changes(turn: Turn) -> Mapping[str, Change | None]:
    """For each item, the single change that would take it away; found once the plan is whole."""
    if not turn.position.done:
        return {}
    return unless(turn.engine.program, turn.plan.items, turn.position.facts, {})


def screen(
    turn: Turn,
    *,
    before: Screen | None = None,
    quick: Quick = no_quick,
    planned: bool = False,
    today: Pack | None = None,
) -> Screen:
    """The whole screen. `before` is the one of an earlier entry, to begin from.

    `planned`: the plan is shown as far as it is certain, with all that belongs to its items.
    `today` is the pack that an offer speaks of.
    """
    engine, position = turn.engine, turn.position
    pack, done = engine.pack, position.done
    deeds = {item: deed_view(pack, deed) for item, deed in turn.deeds.items()}
    same_pack = before is not None and before.version == pack.version
    found = before.changes if before and _same_answers(turn, before) else find_changes(turn)
    whole = done or planned
    may_decide = whole and turn.may_decide
    shown = item_views(
        engine,
        position,
        turn.plan,
        found,
        deeds,
        may_decide,
        before.items if before and same_pack else NOTHING,
    )
    items = tuple(item.view for item in shown.values())
    yours = [item for item in items if item.yours]
    tally = Tally(done, sum(not i.deed.settled for i in yours), sum(i.deed.settled for i in items))
    parts: dict[str, Drawn] = {
        "danger": ("danger", (in_danger(engine, position), pack.words.emergency)),
        "question": ("question", (asking(engine, position, quick=quick),)),
        "back": ("back", (position.can_undo, position.can_redo)),
        "offer": ("offer", (offer_view(pack, today or pack, turn.offer) if turn.offer else None,)),
        "head": ("head", (PlanHead(done, len(items)) if whole else None,)),
        "rest": ("rest", (plan_rest(engine, position, turn.plan) if whole else None,)),
        "stages": ("stages", (stage_views(engine, position), done)),
        "tally": ("tally", (tally,)),
        "bar": ("bar", (tally,)),
        "open": ("open", (still_open(engine, position), done)),
        "code": _code(turn, before if same_pack else None),
    }
    lists = {
        "log": _log(turn, before),
        "known": _known(turn, before if same_pack else None),
        "todo": _todos(shown, before if same_pack else None),
        "items": _items(items, turn, deeds) if whole else {},
    }
    version = pack.version
    return Screen(
        turn.seq, version, in_danger(engine, position), done, position, found, shown, parts, lists
    )


def _todos(shown: Mapping[str, ShownItem], before: Screen | None) -> Mapping[str, Drawn]:
    """What is to do, in short. What has not changed is taken over from the screen before."""
    found: dict[str, Drawn] = {}
    for name, item in shown.items():
        number = str(item.view.number)
        if before and before.items.get(name) is item:
            found[number] = before.lists["todo"][number]
        else:
            found[number] = ("todo", (_todo(item.view),))
    return found


def _known(turn: Turn, before: Screen | None) -> Mapping[str, Drawn]:
    """What is known. An answer that is still the same is taken over from the screen before."""
    pack, position = turn.engine.pack, turn.position
    then = before.position.answers if before else {}
    shown = before.lists["known"] if before else {}
    found: dict[str, Drawn] = {}
    for name, answer in standing(turn.engine, position):
        number = str(fact_number(pack, name))
        if number in shown and then.get(name) == answer:
            found[number] = shown[number]
        else:
            found[number] = ("known", (known(pack, name, answer),))
    return found


def _code(turn: Turn, before: Screen | None) -> Drawn:
    """The code and who is in the case: as before, where only the viewer has spoken since."""
    me = turn.holder.number
    if (
        before
        and before.seq <= turn.seq
        and before.position.roles == turn.position.roles
        and all(entry.holder == me for entry in turn.log[before.seq :])
    ):
        return before.parts["code"]
    return ("code", (code_view(turn),))


def _todo(item: ItemView) -> Todo:
    return Todo(
        item.id,
        item.number,
        item.text,
        item.yours,
        item.owner,
        item.now,
        item.due,
        item.ring,
        item.deed,
    )


def _items(
    items: tuple[ItemView, ...], turn: Turn, deeds: Mapping[str, DeedView]
) -> Mapping[str, Drawn]:
    """The plan's items under their headings, and under one of its own what is done and gone."""
    pack = turn.engine.pack
    groups: tuple[tuple[str, list[ItemView]], ...] = (
        ("now", [item for item in items if item.now]),
        ("yours", [item for item in items if item.yours and not item.now]),
        ("others", [item for item in items if not item.yours and not item.now]),
    )
    found: dict[str, Drawn] = {}
    for name, group in groups:
        if group:
            found[name] = ("group", (GroupHead(name),))
        found |= {str(item.number): ("item", (item,)) for item in group}
    there = {item.id for item in items}
    gone = [rule for rule, deed in deeds.items() if deed.settled and rule not in there]
    if gone:
        found["gone"] = ("group", (GroupHead("gone"),))
    for rule in gone:
        number = item_number(pack, rule)
        view = GoneView(rule, number, turn.deeds[rule].text, deeds[rule])
        found[str(number)] = ("gone", (view,))
    return found


def _log(turn: Turn, before: Screen | None) -> Mapping[str, Drawn]:
    """The turns. Those of `before` are taken over where all of them still read the same."""
    engine, position, me = turn.engine, turn.position, turn.holder.number
    if before and _same_answers(turn, before):
        return before.lists["log"]
    if before and _one_answer_more(turn, before):
        last = last_turn_view(engine, position, turn.plan, me, before.position)
        return {**before.lists["log"], str(last.number): ("turn", (last,))}
    views = turn_views(engine, position, me)
    return {str(view.number): ("turn", (view,)) for view in views}


def _same_answers(turn: Turn, before: Screen) -> bool:
    """Nothing has been answered since: something was ticked or decided."""
    return turn.engine.pack.version == before.version and turn.position == before.position


def _one_answer_more(turn: Turn, before: Screen) -> bool:
    now, then = turn.position, before.position
    return (
        turn.engine.pack.version == before.version
        and now.turns[:-1] == then.turns
        and len(now.turns) > len(then.turns)
        and now.turns[-1].kind == ANSWER
        and now.set_aside.keys() == then.set_aside.keys()
        and all(now.answers.get(name) == was for name, was in then.answers.items())
        and _people(now) == _people(then)
    )


def _people(position: Position) -> int:
    return len({entry.holder for entry in position.turns})
