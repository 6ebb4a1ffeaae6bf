"""Which answers a question offers: not those that stand ticked on a screen before it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from assistant.flow.answers import Facts, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Fact, Pack


def offered(pack: Pack, fact: Fact, facts: Facts, given: object = None) -> Fact:
    """The fact with the options that it offers beside the answers in `facts`; itself, most often.

    `given` is the answer that is shown as chosen: what it holds stays, so that no mark is lost.
    Every option of the pack may still be sent.
    """
    if not fact.unless_ticked_in:
        return fact
    hidden: set[str] = set()
    for name in fact.unless_ticked_in:
        part, answer = pack.facts[name], facts.get(name)
        # Of a list that nobody knows, no item is known: there is nothing left to say of each.
        hidden.update(part.values if answer == UNKNOWN else ticked(part, answer))
    hidden.difference_update(given if isinstance(given, list) else ())
    options = tuple(option for option in fact.options if option.value not in hidden)
    return replace(fact, options=options) if options and hidden else fact


def as_offered(pack: Pack, names: Iterable[str], facts: Facts) -> Pack:
    """The pack as a screen with these questions shows it; itself, most often."""
    narrowed = {
        name: found
        for name in names
        if (fact := pack.facts.get(name))
        and (found := offered(pack, fact, facts, facts.get(name))) is not fact
    }
    return replace(pack, facts={**pack.facts, **narrowed}) if narrowed else pack
