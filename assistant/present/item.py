"""Plan items, contacts, scores and lists in words, as a page, a printout or a chat shows them."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.engine.plan import PlanItem
from assistant.engine.score import Result
from assistant.engine.whatif import Change
from assistant.flow.answers import Facts
from assistant.flow.model import Contact, Pack, Score
from assistant.present.answers import answer_words, due_rule_words, when_words
from assistant.present.transcript import sections

NOW = "now"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody. `href` is empty where there is nothing to tap."""

    kind: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom to contact, how, and what is known of that. `printed` is the year of the numbers.

    `voiceless` says how to reach them without speaking.
    """

    id: str
    name: str
    ways: tuple[Way, ...]
    known: str
    look_up: str
    printed: str
    voiceless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedView:
    """What was done about an item, in words; each is empty where it was not.

    `decided` is why somebody decided otherwise than the plan says, `not_done` why it was not done;
    `earlier` are the times at which it was done before it was called for anew.
    """

    done_at: str = ""
    done_by: str = ""
    decided: str = ""
    decided_at: str = ""
    decided_by: str = ""
    not_done: str = ""
    not_done_at: str = ""
    not_done_by: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Nothing is left to do about it."""
        return bool(self.done_at or self.decided)


NO_DEED = DeedView()


@dataclass(frozen=True, slots=True)
class ClockView:
    """Where an item's clock stands, in the words of the engine's states; `since` is when its time
    was over. When it was missed: whom to chase, how, and how to take it further.
    """

    state: str
    since: str = ""
    chase: tuple[ContactView, ...] = ()
    how: tuple[str, ...] = ()
    then: str = ""
    then_how: tuple[str, ...] = ()


NO_CLOCK = ClockView("")


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing to do, in words. `because` pairs a question's short name with its answer.

    `number` names it in addresses: its rule's place in the pack, from 1. `ring` is a number to
    dial and its link, where there is one that is sure. `would_go` is the one changed answer that
    would take it away, None where there is none; it is `judged` whether there is once the plan is
    whole. `may_decide`: the person may write down that it was decided otherwise; `reason` is what
    they wrote, where it was not taken because of `problem`.
    """

    id: str
    number: int
    text: str
    how: tuple[str, ...]
    ready: tuple[str, ...]
    yours: bool
    owner: str
    now: bool
    due: str
    due_rule: str
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
    clock: ClockView = NO_CLOCK

    @property
    def ring(self) -> Way | None:
        """The first number to dial that does not have to be checked first."""
        ways = (w for c in self.contacts if not c.printed for w in c.ways)
        return next((way for way in ways if way.href.startswith("tel:")), None)


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score that is never bare: `label` is empty where no note stands beside it, and `running` is
    its range in words that say what a score is not.
    """

    title: str
    points: int
    category: int | None
    label: str
    lowest: tuple[int, int]
    highest: tuple[int, int]
    notes: tuple[str, ...]
    lines: tuple[tuple[int, str, str], ...]
    running: str = ""

    @property
    def open(self) -> bool:
        """What is not known still leaves a range."""
        return self.lowest != self.highest


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
    change: Change | None = None,
    *,
    judged: bool = False,
    deed: DeedView = NO_DEED,
    may_decide: bool = False,
    clock: ClockView = NO_CLOCK,
) -> ItemView:
    """One plan item. `facts` are the answers that count."""
    return ItemView(
        id=item.id,
        number=item_number(pack, item.id),
        text=item.text,
        how=item.how,
        ready=item.rule.ready,
        yours=item.yours,
        owner=item.owner,
        now=item.due == NOW,
        due=due_words(item),
        due_rule=due_rule_words(pack, item.due_words),
        contacts=tuple(contact_view(contact) for contact in item.contacts),
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
        if change
        else None,
        judged=judged,
        deed=deed,
        may_decide=may_decide,
        clock=clock,
    )


def due_words(item: PlanItem) -> str:
    """When: "now", "by Tuesday 22 December 2026, 9:30 am", or nothing where it is not known."""
    if item.due is None:
        return ""
    return item.due if isinstance(item.due, str) else f"by {when_words(item.due)}"


def contact_view(contact: Contact) -> ContactView:
    """A contact with links that dial or open."""
    return ContactView(
        id=contact.id,
        name=contact.name,
        ways=tuple(
            Way(channel.kind, channel.value, _href(channel.kind, channel.value))
            for channel in contact.channels
        ),
        known=contact.known,
        look_up=contact.look_up,
        printed=printed_words(contact.printed),
        voiceless=contact.voiceless,
    )


def printed_words(month: str) -> str:
    """A month such as "2013-12" as "December 2013"; what is no such month stays as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", month)
    return f"{month_name[int(found[2])]} {found[1]}" if found else month


def _href(kind: str, value: str) -> str:
    if kind == "telephone":
        return "tel:" + re.sub(r"[^+\d]", "", value)
    if kind == "web" and value.startswith(("https://", "http://")):
        return value
    return ""


def score_view(pack: Pack, result: Result) -> ScoreView:
    """A score with its range, its notes and the lines of its sum."""
    score = next(score for score in pack.scores if score.id == result.score_id)
    return ScoreView(
        title=score.title,
        points=result.score,
        category=result.category,
        label=(result.label or "") if result.notes else "",
        lowest=(result.lowest.score, result.lowest.category),
        highest=(result.highest.score, result.highest.category),
        notes=result.notes,
        lines=tuple(
            (
                item.points,
                item.label,
                "; ".join(pack.words.periods.get(period, period) for period in item.periods),
            )
            for item in result.items
        ),
        running=_running(score, result),
    )


def _running(score: Score, result: Result) -> str:
    low, high = result.lowest.score, result.highest.score
    words = score.running.get("settled" if low == high else "open", "")
    return words.replace("{lowest}", str(low)).replace("{highest}", str(high))
