"""The conversation so far as turns: what was asked, what was answered, what became certain then.

A turn is told from the log up to it and from nothing later, except that it shows the answer that
counts today. So a page and a socket that sends one turn show the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from msgspec import Struct
from msgspec.structs import replace

from assistant.engine.answering import Caller
from assistant.engine.entries import EVENT, NOTICED, ROLE, apply, happened_at, told
from assistant.engine.plan import Plan, make_plan, true_rules
from assistant.engine.program import View
from assistant.engine.replay import Engine, Entry, Position
from assistant.engine.since import SinceThen
from assistant.flow.answers import Facts
from assistant.flow.model import Pack
from assistant.present.answers import answer_words, at_words, when_words
from assistant.present.exchange import Exchange, exchanges
from assistant.present.item import ItemView, item_view
from assistant.present.question import fact_number
from assistant.present.since import since_block

ANSWER, CHANGE = "answer", "change"


class Correction(Struct, frozen=True):
    """One answer that was changed: its question's short name, before (empty for none), after."""

    number: int
    short: str
    before: str
    after: str


class Sighting(Struct, frozen=True):
    """What was noticed of one list. `kept`: its question had no answer then, so none was given."""

    number: int
    short: str
    said: str
    kept: bool


class TurnView(Struct, frozen=True):
    """One turn. `number` is its entry's in the log.

    `by` is the role of the person who took it, empty where there is one person only; `mine` is
    false where that was another person. `gained` are items that became certain with it, `lost` the
    texts of those that a change took away. `happened` is what an event told, in the pack's words,
    and `happened_at` when, empty where that is not known. `noticed` is what was noticed in one's
    own words.
    """

    number: int
    kind: str
    by: str
    mine: bool
    exchanges: tuple[Exchange, ...]
    corrections: tuple[Correction, ...]
    gained: tuple[ItemView, ...]
    lost: tuple[str, ...]
    happened: str = ""
    happened_at: str = ""
    noticed: tuple[Sighting, ...] = ()

    @property
    def urgent(self) -> tuple[ItemView, ...]:
        """What is to be done now, by the person or another."""
        return tuple(item for item in self.gained if item.now)

    @property
    def later(self) -> tuple[ItemView, ...]:
        """What else came into the plan."""
        return tuple(item for item in self.gained if not item.now)


class _Moment(Struct, frozen=True):
    answers: Facts
    view: View
    rules: frozenset[str]
    plan: Plan | None = None


def turn_views(
    engine: Engine, position: Position, holder: int, who: Caller
) -> tuple[TurnView, ...]:
    """Every turn of a conversation, as the person with the number `holder` sees it.

    `who` is the caller of today: advice that was given earlier leads to who answers now.
    """
    before = _moment(engine, {})
    found = []
    for entry in position.turns:
        answers = dict(before.answers)
        apply(answers, entry)
        if entry.kind == NOTICED:
            answers = engine.in_order(answers)
        after = _moment(engine, answers)
        found.append(_turn(engine, position, holder, who, entry, before, after))
        before = after
    return tuple(found)


def last_turn_view(
    engine: Engine, position: Position, plan: Plan, holder: int, who: Caller, before: Position
) -> TurnView:
    """The last turn alone. `plan` is that of the position, `before` the position without it."""
    return _turn(
        engine,
        position,
        holder,
        who,
        position.turns[-1],
        _Moment(before.answers, before.view, true_rules(engine.program, before.view.true)),
        _Moment(
            position.answers, position.view, true_rules(engine.program, position.view.true), plan
        ),
    )


def _moment(engine: Engine, answers: Facts) -> _Moment:
    view = engine.view(answers)
    return _Moment(answers, view, true_rules(engine.program, view.true))


def _plan(engine: Engine, moment: _Moment) -> tuple[Plan, Facts]:
    facts = engine.counted(moment.answers, moment.view)
    return moment.plan or make_plan(engine.program, facts, moment.view), facts


def _turn(
    engine: Engine,
    position: Position,
    holder: int,
    who: Caller,
    entry: Entry,
    before: _Moment,
    after: _Moment,
) -> TurnView:
    gained: tuple[ItemView, ...] = ()
    lost: tuple[str, ...] = ()
    if after.rules - before.rules:
        plan, facts = _plan(engine, after)
        since = SinceThen(engine.program, after.view)
        gained = tuple(
            _brief(
                item_view(
                    engine.pack,
                    item,
                    facts,
                    who,
                    since=since_block(engine.pack, since.item(item)),
                )
            )
            for item in plan.items
            if item.id not in before.rules
        )
    if before.rules - after.rules:
        items = _plan(engine, before)[0].items
        lost = tuple(item.text for item in items if item.id not in after.rules)
    alone = len({turn.holder for turn in position.turns}) < 2
    return TurnView(
        number=entry.seq,
        kind=entry.kind,
        by="" if alone else role_words(engine.pack, entry.by),
        mine=entry.holder == holder,
        exchanges=exchanges(engine, position, entry) if entry.kind == ANSWER else (),
        corrections=_corrections(engine, entry, before.answers)
        if entry.kind in (CHANGE, EVENT)
        else (),
        gained=gained,
        lost=lost,
        noticed=tuple(_sightings(engine.pack, entry, before.answers)),
        **(_happened(engine.pack, entry) if entry.kind == EVENT else {}),
    )


def _sightings(pack: Pack, entry: Entry, before: Facts) -> Iterator[Sighting]:
    for name, part in entry.value.items() if entry.kind == NOTICED else ():
        fact = pack.facts[name]
        said = answer_words(pack, fact, part)
        yield Sighting(fact_number(pack, name), fact.short, said, name not in before)


def _brief(item: ItemView) -> ItemView:
    """The item as a turn tells it: only what is urgent says whom to ring."""
    return item if item.now else replace(item, contacts=())


def _happened(pack: Pack, entry: Entry) -> dict[str, str]:
    at = happened_at(entry)
    # A day alone is kept as its midnight.
    words = at and (when_words(at.date()) if at.time() == time() else at_words(at))
    return {
        "happened": next((event.say for event in pack.events if event.id == entry.step), ""),
        "happened_at": words or "",
    }


def role_words(pack: Pack, role: str) -> str:
    """A role as its option says it; empty where it is not known."""
    fact = pack.facts.get(ROLE)
    return fact.option(role).label if fact and role in fact.values else ""


def _corrections(engine: Engine, entry: Entry, before: Facts) -> tuple[Correction, ...]:
    pack = engine.pack
    found = []
    for name, answer in told(entry).items():
        fact = pack.facts[name]
        earlier = before.get(name)
        found.append(
            Correction(
                fact_number(pack, name),
                fact.short,
                answer_words(pack, fact, earlier) if earlier is not None else "",
                answer_words(pack, fact, answer),
            )
        )
    return tuple(found)
