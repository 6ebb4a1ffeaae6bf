"""Plan items in words, as a page, a printout or a chat shows them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from assistant.engine.answering import Caller
from assistant.engine.clocks import State
from assistant.engine.plan import PlanItem
from assistant.engine.whatif import Change, worth_naming
from assistant.flow.answers import Facts
from assistant.flow.model import Pack
from assistant.present.answers import answer_words, by_words, due_rule_words, unsaid_words
from assistant.present.calls import CallView, calls_of
from assistant.present.clocks import NO_CLOCK, ClockView
from assistant.present.contact import ContactView, Way, contact_view
from assistant.present.hints import Hints
from assistant.present.since import SinceBlock
from assistant.present.transcript import sections
from assistant.words.instead import Told

NOW = "now"


class DeedView(Struct, frozen=True):
    """What was done about an item, in words; each is empty where it was not.

    `done_said` is false where the time is only that at which it was marked. `decided` is why
    somebody decided otherwise than the plan says, `not_done` why it was not done, empty where they
    gave no reason and None where nobody said so; `hints` are on those words. `earlier` are the
    times at which it was done before it was called for anew. `tell` is what has most likely
    happened now that it is done and has not been told: its number in addresses, and its words.
    """

    done_at: str = ""
    done_by: str = ""
    done_said: bool = False
    decided: str = ""
    decided_at: str = ""
    decided_by: str = ""
    hints: Hints = field(default_factory=Hints)
    not_done: str | None = None
    not_done_at: str = ""
    not_done_by: str = ""
    earlier: tuple[str, ...] = ()
    tell: tuple[tuple[int, str], ...] = ()

    @property
    def settled(self) -> bool:
        """Nothing is left to do about it."""
        return bool(self.done_at or self.decided)


NO_DEED = DeedView()


class ItemView(Struct, frozen=True):
    """One thing to do, in words. `because` pairs a question's short name with its answer.

    `due_rule` says its due time by its rule; `due_unsaid` that nobody said from when it counts.
    `number` names it in addresses: its rule's place in the pack, from 1. `ring` is a number to
    dial and its link, where there is one that is sure. `would_go` is the one changed answer that
    would take it away, None where there is none that is worth naming; where there is none at all,
    it is `judged` once the plan is whole, though never of a `caution`: what not to do is no task to
    be rid of. `may_decide`: the person may write down that it was decided otherwise; `reason` is
    what they wrote, where it was not taken because of `problem`, or for what was `found` in it.
    `since` is what has changed about it. `how` is for who does it, `can_do` what the person can do
    about what is somebody else's. `calls` are those it asks for. A `caution` says what not to do.
    `open`: it is not folded away on a screen. `elsewhere` are contacts that are told in full with
    another item: the id and that item's text.
    """

    id: str
    number: int
    text: str
    how: tuple[str, ...]
    can_do: tuple[str, ...]
    ready: tuple[str, ...]
    yours: bool
    owner: str
    now: bool
    due: str
    due_rule: str
    due_unsaid: str
    contacts: tuple[ContactView, ...]
    why: str
    sections: str
    because: tuple[tuple[str, str], ...]
    would_go: tuple[str, str] | None = None
    judged: bool = False
    deed: DeedView = NO_DEED
    may_decide: bool = False
    reason: str = ""
    problem: str = ""
    found: Told = ()
    since: SinceBlock | None = None
    calls: tuple[CallView, ...] = ()
    clock: ClockView = NO_CLOCK
    caution: bool = False
    open: bool = False
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def late(self) -> bool:
        """Its time is over, and it is neither done nor decided otherwise."""
        return self.clock.state == State.MISSED and not self.deed.settled

    @property
    def ring(self) -> Way | None:
        """The first number to dial now that does not have to be checked first."""
        return next((contact.ring for contact in self.contacts if contact.ring), None)


@lru_cache(maxsize=16)
def _numbers(pack: Pack) -> Mapping[str, int]:
    return {rule.id: at for at, rule in enumerate(pack.rules, 1)}


def item_number(pack: Pack, rule: str) -> int:
    """A rule's place in the pack, from 1: a name for it that says nothing in an address."""
    return _numbers(pack)[rule]


def item_view(
    pack: Pack,
    item: PlanItem,
    facts: Facts,
    who: Caller,
    change: Change | None = None,
    *,
    judged: bool = False,
    deed: DeedView = NO_DEED,
    may_decide: bool = False,
    since: SinceBlock | None = None,
    clock: ClockView = NO_CLOCK,
) -> ItemView:
    """One plan item. `facts` are the answers that count, `who` is the one who is to do it, `since`
    what has changed about it.
    """
    return ItemView(
        id=item.id,
        number=item_number(pack, item.id),
        text=item.text,
        how=item.how,
        can_do=item.can_do,
        ready=item.rule.ready,
        yours=item.yours,
        owner=item.owner,
        now=item.due == NOW,
        due=due_words(pack, item),
        due_rule=due_rule_words(pack, item.due_words),
        due_unsaid=unsaid_words(pack, item.due_words, facts),
        contacts=tuple(contact_view(pack, c, who) for c in item.contacts),
        why=item.rule.why,
        sections=sections(pack, item.clauses),
        because=tuple(
            (pack.facts[name].short, answer_words(pack, pack.facts[name], facts[name]))
            for name in item.because
        ),
        would_go=(
            pack.facts[change.fact].short,
            answer_words(pack, pack.facts[change.fact], change.after),
        )
        if change and worth_naming(pack, change) and not item.rule.caution
        else None,
        judged=judged and change is None and not item.rule.caution,
        deed=deed,
        may_decide=may_decide,
        since=since,
        calls=calls_of(pack, item),
        clock=clock,
        caution=item.rule.caution,
    )


def due_words(pack: Pack, item: PlanItem) -> str:
    """When: "now", "by Tuesday 22 December 2026, 9:30 am", or nothing where it is not known."""
    if item.due is None:
        return ""
    return item.due if isinstance(item.due, str) else by_words(pack, item.due, item.due_words)
