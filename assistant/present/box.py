"""What something typed was taken for, as a card shows it: what it may be, or what answers it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from assistant.cases.service import Turn
from assistant.engine.answering import Caller
from assistant.flow.answers import Answer
from assistant.flow.model import PERIODS, FactType, Pack
from assistant.present.answers import answer_words, item_words
from assistant.present.asking import in_danger
from assistant.present.contact import ContactView, contact_view
from assistant.present.noticed import UNUSED, noticed_views, state_of
from assistant.present.parts import calling
from assistant.present.passages import PassageView, passage_view
from assistant.words.ask import Answered, Passage
from assistant.words.ask import Kind as Where
from assistant.words.box import Kind, Taken
from assistant.words.instead import Told
from assistant.words.suggest import Suggestion


class Tick(Struct, frozen=True):
    """One box to tick. `value` is what a form sends for it: a fact, its value, and a period."""

    value: str
    label: str
    chosen: bool


class Offered(Struct, frozen=True):
    """An indicator that it may be, and the list that it stands in. Of one with periods there is a
    tick for each; of any other there is one. `unused`: that list is not asked in this case.
    """

    label: str
    short: str
    ticks: tuple[Tick, ...]
    periods: bool
    unused: bool


class Passed(Struct, frozen=True):
    """A passage, with those to contact about it."""

    view: PassageView
    contacts: tuple[ContactView, ...]


class AskedView(Struct, frozen=True):
    """What answers a question; where nothing does, what is said and whom to ask instead."""

    passages: tuple[Passed, ...]
    says: str
    instead: tuple[ContactView, ...]


class Own(Struct, frozen=True):
    """What may be kept as a note: the words, what was found in them, what is wrong with them, and
    whether they have been kept.
    """

    text: str
    found: Told = ()
    problem: str = ""
    kept: bool = False


class Kept(Struct, frozen=True):
    """What was noticed of one list, and what came of it: `added` to the answer that stands, or the
    `state` in which it is kept.
    """

    short: str
    items: str
    state: str


class BoxView(Struct, frozen=True):
    """One card. `words` are what was typed; they go with the page, and are nowhere else.

    `asked`: there is a question that it could answer; `close`: it was meant as an answer to it.
    `danger`: it may say that somebody is in danger; `told`: that has been said. Of an answer there
    are `fact`, `short` and `answer`; it is `whole` where it is the last that the screen wants, and
    so is saved. Of a command there is what the page `says`. `kept` says what came of what was
    noticed. `empty`: nothing was ticked.
    """

    kind: str
    words: str = ""
    asked: bool = False
    close: bool = False
    danger: bool = False
    told: bool = False
    fact: str = ""
    short: str = ""
    answer: str = ""
    whole: bool = False
    offered: tuple[Offered, ...] = ()
    found: AskedView | None = None
    says: str = ""
    problem: str = ""
    kept: tuple[Kept, ...] = ()
    empty: bool = False
    own: Own | None = None


ADDED = "added"
KEPT = "kept"


def box_view(
    turn: Turn,
    today: Pack,
    taken: Taken,
    words: str,
    *,
    asked: bool,
    whole: bool = False,
    chosen: Collection[str] = (),
    empty: bool = False,
    own: Own | None = None,
) -> BoxView:
    """The card for what was typed in a case. `today` is the pack that answers questions."""
    pack = turn.engine.pack
    answered = taken.kind is Kind.ANSWER
    fact = pack.facts[taken.fact] if answered else None
    return BoxView(
        kind=taken.kind.value,
        words=words,
        asked=asked,
        close=taken.close,
        danger=taken.danger,
        told=in_danger(turn.engine, turn.position),
        fact=taken.fact if answered else "",
        short=fact.short if fact else "",
        answer=answer_words(pack, fact, taken.answer) if fact else "",
        whole=whole,
        offered=_in_use_first(_offered(turn, each, chosen) for each in taken.suggestions),
        found=asked_view(today, taken.found, calling(turn)) if taken.found else None,
        says=taken.says,
        problem="" if answered else taken.problem,
        empty=empty,
        own=own or Own(words),
    )


def asked_view(pack: Pack, found: Answered, who: Caller) -> AskedView:
    """What answers a question, for somebody who asks it at that time, in that area."""
    instead = [
        contact_view(pack, contact, who)
        for name in pack.asking.instead
        if not ((contact := pack.contacts[name]).service and contact.service in who.own)
    ]
    return AskedView(
        tuple(_passed(pack, passage, who) for passage in found.passages),
        found.says,
        () if found.passages else tuple(instead),
    )


def kept_view(turn: Turn, value: Mapping[str, Answer]) -> BoxView:
    """The card for what was noticed and is kept now."""
    pack = turn.engine.pack
    states = {view.number: view.state for view in noticed_views(turn.engine, turn.position)}
    number = {name: at for at, name in enumerate(pack.facts, 1)}
    kept = tuple(
        Kept(
            pack.facts[name].short,
            "; ".join(words for _, words in item_words(pack, pack.facts[name], part)),
            states.get(number[name], ADDED),
        )
        for name, part in value.items()
        if name in pack.facts
    )
    return BoxView(KEPT, asked=not turn.position.done, kept=kept)


def noticed_value(chosen: Iterable[str]) -> dict[str, object]:
    """What was ticked in a card, as the value of an entry; what is no such thing is left out."""
    found: dict[str, object] = {}
    for one in chosen:
        match one.split(" "):
            case [fact, item]:
                listed = found.setdefault(fact, [])
                if isinstance(listed, list) and item not in listed:
                    listed.append(item)
            case [fact, item, period]:
                periods = found.setdefault(fact, {})
                if isinstance(periods, dict) and period not in periods.setdefault(item, []):
                    periods[item].append(period)
    return found


def _in_use_first(offered: Iterable[Offered]) -> tuple[Offered, ...]:
    """What the case can use goes first; else the best stays first."""
    return tuple(sorted(offered, key=lambda each: each.unused))


def _offered(turn: Turn, each: Suggestion, chosen: Collection[str]) -> Offered:
    pack, position = turn.engine.pack, turn.position
    fact = pack.facts[each.fact]
    value = f"{each.fact} {each.value}"
    asked = each.fact in position.answers and each.fact not in position.set_aside
    unused = not asked and state_of(turn.engine, position, each.fact) == UNUSED
    if fact.type is not FactType.PERIODS:
        tick = Tick(value, each.text, value in chosen)
        return Offered(each.text, fact.short, (tick,), False, unused)
    ticks = tuple(
        Tick(key := f"{value} {period}", pack.words.periods.get(period, period), key in chosen)
        for period in PERIODS
    )
    return Offered(each.text, fact.short, ticks, True, unused)


def _passed(pack: Pack, passage: Passage, who: Caller) -> Passed:
    names = () if passage.kind is Where.CONTACT else passage.contacts
    view = passage_view(pack, passage, who)
    return Passed(view, tuple(contact_view(pack, pack.contacts[name], who) for name in names))
