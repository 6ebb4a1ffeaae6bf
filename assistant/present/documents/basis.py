"""What a paper is made from: a case as it stands, kept on a server or held from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from assistant.cases.service import Turn
from assistant.engine.answering import Caller, caller
from assistant.engine.clocks import clocks
from assistant.engine.entries import ROLE, Entry
from assistant.engine.plan import Plan, make_plan
from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine, Position
from assistant.engine.walk import walk
from assistant.engine.whatif import Change, unless
from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN, Condition
from assistant.flow.model import Documents, Pack
from assistant.flow.reading import names_read
from assistant.present.answers import answer_words, item_words
from assistant.present.clocks import ClockView, clock_views
from assistant.present.deeds import GoneView, deed_view
from assistant.present.item import DeedView, ItemView, item_number
from assistant.present.parts import calling, clocks_of
from assistant.present.plan import item_views, kept_views
from assistant.present.since import banner
from assistant.present.whose import Whose, whose

_PLACE = re.compile(r"\{([a-z_]+)\}")


class Basis(Struct, frozen=True):
    """A case as it stands at `now`, an aware time.

    `kept` still stands from before something happened; `gone` was done or decided and left the
    plan. `whose`: for whom the plan is written, if that is not who asks for the paper.
    """

    engine: Engine
    position: Position
    plan: Plan
    items: tuple[ItemView, ...]
    gone: tuple[GoneView, ...]
    log: Sequence[Entry]
    now: datetime
    kept: tuple[ItemView, ...] = ()
    whose: Whose | None = None

    @property
    def pack(self) -> Pack:
        """The pack that the case goes by."""
        return self.engine.pack

    @property
    def documents(self) -> Documents:
        """The pack's papers."""
        return self.engine.pack.documents

    def words(self, key: str, **values: object) -> str:
        """The words for a place of a paper."""
        return filled_in(self.documents.words[key], values)

    @property
    def rests(self) -> str:
        """On what every paper rests: the protocol, and the layer of what has changed."""
        found, about = banner(self.pack), self.pack.words.about[1:2]
        return " ".join((f"{found.protocol}.", *about, *([found.layer] if found.layer else [])))

    def known(self, name: str) -> bool:
        """The question has an answer that counts, other than "I don't know"."""
        return self.position.facts.get(name, UNKNOWN) != UNKNOWN

    def answer(self, name: str) -> str:
        """The answer that counts, in words; a gap is named, and says where it was not asked. Items
        that were noticed in one's own words are marked.
        """
        if self.known(name) and name in self.position.own:
            items = item_words(self.pack, self.pack.facts[name], self.position.facts[name])
            return "; ".join(self._marked(name, item, words) for item, words in items)
        if self.known(name):
            return answer_words(self.pack, self.pack.facts[name], self.position.facts[name])
        return self.words("not_known" if name in self.position.facts else "not_asked")

    def _marked(self, name: str, item: str, words: str) -> str:
        if item not in self.position.own[name]:
            return words
        return self.words("own_item", item=words, mark=self.words("own_words"))

    def holds(self, condition: Condition) -> bool | None:
        """Whether it is true; None where nobody can say yet, also where an older pack lacks it."""
        pack = self.pack
        there = {*pack.facts, *pack.conditions, *(score.category for score in pack.scores)}
        if not names_read(condition) <= there:
            return None
        return Reader(self.engine.program, self.position.view).truth(condition)


def filled_in(text: str, values: Mapping[str, object]) -> str:
    """The text with its {names} replaced. What a value holds is never read as a name itself."""
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)


def basis_of_turn(turn: Turn) -> Basis:
    """The basis of a case that is kept."""
    engine, position, pack = turn.engine, turn.position, turn.engine.pack
    done = {item: deed_view(pack, deed) for item, deed in turn.deeds.items()}
    there = {item.id for item in (*turn.plan.items, *turn.plan.kept)}
    gone = tuple(
        GoneView(item, item_number(pack, item), turn.deeds[item].text, deed)
        for item, deed in done.items()
        if item not in there and (deed.settled or deed.earlier or deed.not_done)
    )
    who, told = calling(turn), clocks_of(turn)
    views = _views(engine, position, turn.plan, done, who, told)
    kept = kept_views(engine, position, turn.plan, who, done, False, told)
    written = whose(engine, position, turn.holder.number)
    return Basis(engine, position, turn.plan, views, gone, turn.log, turn.now, kept, written)


def basis_of_facts(engine: Engine, given: Mapping[str, Answer], now: datetime) -> Basis:
    """The basis of a conversation held with these answers. Its log has no times."""
    asked = walk(engine, given).asked
    role = str(given.get(ROLE, ""))
    log = [
        Entry(turn, "answer", "", {one.fact: one.answer for one in group}, role)
        for turn, group in groupby(asked, lambda one: one.turn)
    ]
    position = engine.replay(_with_steps(engine, log))
    plan = make_plan(engine.program, position.facts, position.view)
    who = caller(position.facts, plan.own, now)
    told = clock_views(engine.pack, clocks(plan.items, {}, now), who)
    views = _views(engine, position, plan, {}, who, told)
    return Basis(engine, position, plan, views, (), log, now)


def _with_steps(engine: Engine, log: Iterable[Entry]) -> list[Entry]:
    steps = {name: step.id for step in engine.pack.steps for name in step.facts}
    return [
        Entry(e.seq, e.kind, steps.get(next(iter(e.value)), ""), e.value, e.by, e.at) for e in log
    ]


def _views(
    engine: Engine,
    position: Position,
    plan: Plan,
    done: Mapping[str, DeedView],
    who: Caller,
    clocks: Mapping[str, ClockView],
) -> tuple[ItemView, ...]:
    changes: Mapping[str, Change | None] = {}
    if position.done:
        changes = unless(engine.program, plan.items, position.facts, {})
    return item_views(engine, position, plan, who, changes, done, False, clocks)
