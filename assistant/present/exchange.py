"""What a turn asked and what was answered: as it counts today, of the role as its giver said it."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.entries import EVENT, NOTICED, ROLE, Entry, joined, opened, told
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN
from assistant.present.answers import answer_words
from assistant.present.question import fact_number

CHANGE = "change"


class Exchange(Struct, frozen=True):
    """A question with the answer that counts. `aside` is true where it is no longer asked.

    `past`: something has happened since, or another person has gone on with it in a role of their
    own, so that this is how it was then.
    """

    number: int
    ask: str
    short: str
    answer: str
    aside: bool
    past: bool = False


def exchanges(engine: Engine, position: Position, entry: Entry) -> tuple[Exchange, ...]:
    """What an entry that is an answer was asked, with the answers that count."""
    pack = engine.pack
    then = {**_readings_then(position, entry), **_role_then(position, entry)}
    now = {**dict.fromkeys(entry.value, UNKNOWN), **position.answers, **then}
    return tuple(
        Exchange(
            fact_number(pack, name),
            pack.facts[name].ask,
            pack.facts[name].short,
            answer_words(pack, pack.facts[name], now[name]),
            name in position.set_aside and name not in then,
            name in then,
        )
        for name in entry.value
    )


def _readings_then(position: Position, entry: Entry) -> Facts:
    """The answers of an entry whose facts have a later reading, as they were last put right."""
    if not any(other.kind == EVENT for other in position.turns):
        return {}
    now, found = dict(entry.value), {}
    later = position.turns[position.turns.index(entry) + 1 :]
    for other in later:
        if other.kind == CHANGE:
            now.update({name: a for name, a in other.value.items() if name in now})
        elif other.kind == NOTICED:
            now.update({n: joined(now[n], part) for n, part in other.value.items() if n in now})
        elif other.kind == EVENT:
            for name in (*told(other), *opened(other)):
                if name in now:
                    found[name] = now.pop(name)
    return found


def _role_then(position: Position, entry: Entry) -> Facts:
    """The role of who took a turn, where the one that counts is that of somebody else."""
    said = [other for other in position.turns if ROLE in told(other)]
    if ROLE not in entry.value or said[-1].holder == entry.holder:
        return {}
    return {ROLE: position.roles[entry.holder]}
