"""The plan as far as it is certain, for one viewer."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from assistant.engine.answering import Caller
from assistant.engine.plan import Plan, PlanItem
from assistant.engine.replay import Engine, Position
from assistant.engine.score import results
from assistant.engine.since import SinceThen
from assistant.engine.whatif import Change
from assistant.present.clocks import NO_CLOCK, ClockView
from assistant.present.item import NO_DEED, DeedView, ItemView, item_view
from assistant.present.score import ScoreView, score_view
from assistant.present.since import Banner, SinceBlock, since_block
from assistant.present.transcript import sections
from assistant.present.whose import Whose


class ListView(Struct, frozen=True):
    """A checklist: each line with the sections that it rests on; what has changed about them."""

    title: str
    intro: str
    lines: tuple[tuple[str, str], ...]
    since: SinceBlock | None = None


class PrincipleView(Struct, frozen=True):
    """Something to keep in mind, with the sections that it rests on and what has changed."""

    text: str
    sections: str
    since: SinceBlock | None = None


class PlanHead(Struct, frozen=True):
    """What stands above the plan. `size`: how many things there are to do; `banner`: on what it
    rests; `whose`: for whom it is written, if that is not the person who looks at it.
    """

    whole: bool
    size: int
    banner: Banner
    whose: Whose | None = None


class PlanRest(Struct, frozen=True):
    """What stands under the plan's items: scores, lists, principles, and where it comes from."""

    scores: tuple[ScoreView, ...]
    lists: tuple[ListView, ...]
    principles: tuple[PrincipleView, ...]
    origin: str


def item_views(
    engine: Engine,
    position: Position,
    plan: Plan,
    who: Caller,
    changes: Mapping[str, Change | None],
    deeds: Mapping[str, DeedView],
    may_decide: bool,
    clocks: Mapping[str, ClockView],
) -> tuple[ItemView, ...]:
    """The plan's items. `changes` says for each which single change would take it away."""

    since = SinceThen(engine.program, position.view)

    def view(item: PlanItem) -> ItemView:
        return item_view(
            engine.pack,
            item,
            position.facts,
            who,
            changes.get(item.id),
            judged=position.done,
            deed=deeds.get(item.id, NO_DEED),
            may_decide=may_decide and item.id != engine.pack.emergency.rule,
            since=since_block(engine.pack, since.item(item)),
            clock=clocks.get(item.id, NO_CLOCK),
        )

    return tuple(map(view, plan.items))


def kept_views(
    engine: Engine,
    position: Position,
    plan: Plan,
    who: Caller,
    deeds: Mapping[str, DeedView],
    may_decide: bool,
    clocks: Mapping[str, ClockView],
) -> tuple[ItemView, ...]:
    """What still stands from before an event. What it was because of may be otherwise now."""
    before = replace(plan, items=tuple(replace(item, because=()) for item in plan.kept))
    found = item_views(engine, position, before, who, {}, deeds, may_decide, clocks)
    return tuple(replace(item, judged=False) for item in found)


def plan_rest(engine: Engine, position: Position, plan: Plan) -> PlanRest:
    """What stands under the items. Lists and principles are held back until the plan is whole."""
    pack, whole = engine.pack, position.done
    protocol = pack.protocol
    since = SinceThen(engine.program, position.view)
    return PlanRest(
        scores=tuple(
            score_view(pack, result, since_block(pack, since.score(result.score_id)))
            for result in results(engine.program, position.facts, position.view)
        ),
        lists=tuple(
            ListView(
                shown.checklist.title,
                shown.checklist.intro,
                tuple((item.text, sections(pack, item.clauses)) for item in shown.items),
                since_block(pack, since.checklist(shown)),
            )
            for shown in plan.checklists
        )
        if whole
        else (),
        principles=tuple(
            PrincipleView(p.text, sections(pack, p.clauses), since_block(pack, since.principle(p)))
            for p in plan.principles
        )
        if whole
        else (),
        origin=f"{protocol.title}, version {protocol.version} of {protocol.ratified}."
        f" {pack.words.about[1] if len(pack.words.about) > 1 else ''}",
    )
