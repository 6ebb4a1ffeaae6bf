"""A whole screen as parts with names, so that a page shows all and a socket sends what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Raw, Struct, field

from assistant.cases.service import Turn
from assistant.engine.answering import Caller, caller
from assistant.engine.clocks import clocks
from assistant.engine.opening import shift
from assistant.engine.replay import Position
from assistant.engine.whatif import Change, unless
from assistant.flow.model import Pack
from assistant.present.asking import Quick, asking, in_danger, no_quick
from assistant.present.beside import known, stage_views, still_open
from assistant.present.clocks import ClockView, clock_views
from assistant.present.deeds import GoneView, code_view, deed_view
from assistant.present.groups import Group, groups
from assistant.present.happened import happenings, to_tell
from assistant.present.item import DeedView, ItemView, item_number
from assistant.present.news import news
from assistant.present.noticed import note_views, noticed_views
from assistant.present.offer import offer_view
from assistant.present.plan import PlanHead, item_views, kept_views, plan_rest
from assistant.present.since import banner
from assistant.present.todo import tally_of, todo
from assistant.present.turn import ANSWER, last_turn_view, turn_views
from assistant.present.unfolded import unfolded
from assistant.present.whose import whose

Answering = tuple[str, str, frozenset[str], tuple[date, int]]
Drawn = tuple[str, tuple[Any, ...]]  # the macro that draws it, and what it is given


class GroupHead(Struct, frozen=True):
    """A heading among the plan's items: one of `groups`, or gone."""

    name: str


class Update(Struct, frozen=True):
    """What has changed from one screen to another as it was drawn, but for what is of one case
    alone: the parts; and all of it as JSON, by `parts` and `lists` where there are any.
    """

    parts: Mapping[str, str]
    written: Mapping[str, Raw]


class Alike:
    """What screens that are alike have in common: what has changed since another, once drawn."""

    def __init__(self) -> None:
        self.since: WeakKeyDictionary[Alike, Update] = WeakKeyDictionary()


class Screen(Struct, frozen=True):
    """What one person sees of one case. `seq` is the last entry of its log.

    `parts` are by the id of their place on the page, and so are those of `own`, which no two cases
    have alike; `lists` hold parts that have keys of their own, in the order in which they stand.
    `changes` are those that would take an item away. Two screens with the same `answering` lead to
    the same numbers; `clocks` are as they stood when it was made.
    """

    seq: int
    version: str
    danger: bool
    done: bool
    position: Position
    changes: Mapping[str, Change | None]
    parts: Mapping[str, Drawn]
    own: Mapping[str, Drawn]
    lists: Mapping[str, Mapping[str, Drawn]]
    answering: Answering
    clocks: Mapping[str, ClockView]
    alike: Alike = field(default_factory=Alike)


def calling(turn: Turn) -> Caller:
    """The person of a turn as one who wants to reach somebody."""
    return caller(turn.position.facts, turn.plan.own, turn.now)


def answering(turn: Turn) -> Answering:
    """What the numbers on a screen hang on besides the answers."""
    who = calling(turn)
    return who.area, who.role, who.own, shift(turn.engine.pack.directory, who.now)


def clocks_of(turn: Turn) -> Mapping[str, ClockView]:
    """Where the clock of each item stands at the time of the turn."""
    items = (*turn.plan.items, *turn.plan.kept)
    return clock_views(turn.engine.pack, clocks(items, turn.deeds, turn.now), calling(turn))


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
    happened = happenings(engine, position)
    deeds = {
        item: deed_view(pack, deed, to_tell(pack, happened, item))
        for item, deed in turn.deeds.items()
    }
    found = before.changes if before and _same_answers(turn, before) else find_changes(turn)
    whole = done or planned
    may_decide = whole and turn.may_decide
    who, told = calling(turn), clocks_of(turn)
    items = item_views(engine, position, turn.plan, who, found, deeds, may_decide, told)
    kept = kept_views(engine, position, turn.plan, who, deeds, may_decide, told)
    dated = any(item.due and not (item.now or item.deed.settled) for item in (*items, *kept))
    shown = groups(items, kept)
    every = [item for _, group in shown for item in group]
    tally = tally_of(every, done)
    written = whose(engine, position, turn.holder.number)
    parts: dict[str, Drawn] = {
        "danger": ("danger", (in_danger(engine, position), pack.words.emergency)),
        "question": ("question", (asking(engine, position, quick=quick),)),
        "back": ("back", (position.can_undo, position.can_redo)),
        "offer": ("offer", (offer_view(pack, today or pack, turn.offer) if turn.offer else None,)),
        "head": ("head", (PlanHead(done, len(items), banner(pack), written) if whole else None,)),
        "news": _news(turn, before),
        "rest": ("rest", (plan_rest(engine, position, turn.plan) if whole else None,)),
        "whose": ("whose", (written,)),
        "tally": ("tally", (tally,)),
        "bar": ("bar", (tally,)),
        "open": ("open", (still_open(engine, position), done)),
        "noticed": ("noticed", (noticed_views(engine, position),)),
        "notes": ("notes", (note_views(pack, turn.log, turn.holder.number),)),
        "since": ("since", (happened, done, dated)),
    }
    lists = {
        "log": _log(turn, before if before and before.answering == answering(turn) else None),
        "way": _way(turn),
        "known": {str(k.number): ("known", (k,)) for k in known(engine, position)},
        "todo": _todo(i for i in every if i.yours and not i.caution),
        "cautions": _todo(i for i in every if i.caution),
        "theirs": _todo(i for i in every if not (i.yours or i.caution)),
        "items": _items(shown, turn, deeds) if whole else {},
    }
    return Screen(
        seq=turn.seq,
        version=pack.version,
        danger=in_danger(engine, position),
        done=done,
        position=position,
        changes=found,
        parts=parts,
        own=own_parts(turn),
        lists=lists,
        answering=answering(turn),
        clocks=told,
    )


def own_parts(turn: Turn) -> dict[str, Drawn]:
    """The parts that no two cases have alike."""
    return {"code": ("code", (code_view(turn),))}


def _way(turn: Turn) -> Mapping[str, Drawn]:
    """The stages, and the plan at their end."""
    views = stage_views(turn.engine, turn.position)
    stages: dict[str, Drawn] = {str(view.number): ("stage", (view,)) for view in views}
    return {**stages, "plan": ("the_end", (turn.position.done,))}


def _todo(items: Iterable[ItemView]) -> Mapping[str, Drawn]:
    """Items in short."""
    return {str(item.number): ("todo", (todo(item),)) for item in items}


def _items(
    shown: tuple[Group, ...], turn: Turn, deeds: Mapping[str, DeedView]
) -> Mapping[str, Drawn]:
    """The plan's items under their headings, and under one of its own what is done and gone."""
    pack = turn.engine.pack
    found: dict[str, Drawn] = {}
    for name, group in unfolded(shown):
        found[name] = ("group", (GroupHead(name),))
        found |= {str(item.number): ("item", (item,)) for item in group}
    there = {item.id for _, group in shown for item in group}
    told = [rule for rule, deed in deeds.items() if deed.settled or deed.earlier or deed.not_done]
    gone = [rule for rule in told if rule not in there]
    if gone:
        found["gone"] = ("group", (GroupHead("gone"),))
    for rule in gone:
        number = item_number(pack, rule)
        view = GoneView(rule, number, turn.deeds[rule].text, deeds[rule])
        found[str(number)] = ("gone", (view,))
    return found


def _news(turn: Turn, before: Screen | None) -> Drawn:
    """What has changed in the plan. That of `before` is taken over where nothing was answered."""
    if before and _same_answers(turn, before):
        return before.parts["news"]
    return "news", (news(turn),)


def _log(turn: Turn, before: Screen | None) -> Mapping[str, Drawn]:
    """The turns. Those of `before` are taken over where all of them still read the same."""
    engine, position, me = turn.engine, turn.position, turn.holder.number
    if before and _same_answers(turn, before):
        return before.lists["log"]
    if before and _one_answer_more(turn, before):
        last = last_turn_view(engine, position, turn.plan, me, calling(turn), before.position)
        return {**before.lists["log"], str(last.number): ("turn", (last,))}
    views = turn_views(engine, position, me, calling(turn))
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
