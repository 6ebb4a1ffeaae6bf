"""The bytes of each turn of the protocol's own conversations, as they are on the wire."""

from __future__ import annotations

import asyncio
import re

from msgspec import Struct

from assistant.cases.packs import open_engine
from assistant.flow.answers import Answer
from assistant.flow.model import LISTS
from tests.bench.peers.servers import Served
from tests.bench.peers.speakers import Waypost
from tests.bench.talks import Talk, talks

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEARS = 4
TALKS = 40
MANY = 5


class Frames(Struct, frozen=True):
    """The bytes of one turn.

    `ordinary`: it brings a question or a few, without a list to tick, and not many things to do.
    """

    sent: int
    received: int
    ordinary: bool


def frames(server: Served) -> list[Frames]:
    """Every turn of conversations over random cases."""
    engine = open_engine()
    lists = {name for name, fact in engine.pack.facts.items() if fact.type in LISTS}
    return [
        found
        for talk in talks(engine, range(TALKS))
        for found in asyncio.run(_held(server, talk, lists))
    ]


async def _held(server: Served, talk: Talk, lists: set[str]) -> list[Frames]:
    one = Waypost()
    await one.open(server)
    found = []
    for at, turn in enumerate(talk):
        was = one.line.sent, one.line.received
        value = {name: _gone_by(answer) for name, answer in turn.given}
        ack = await one.submit(turn.step, value)
        there = ack.get("lists", {})
        more = [
            one
            for name in ("todo", "cautions", "theirs")
            for one in there.get(name, {}).get("new", [])
        ]
        after = talk[at + 1].given if at + 1 < len(talk) else ()
        listed = any(name in lists for name, _ in after)
        ordinary = bool(after) and not listed and len(more) <= MANY
        found.append(Frames(one.line.sent - was[0], one.line.received - was[1], ordinary))
    await one.line.close()
    return found


def _gone_by(answer: Answer) -> Answer:
    """A time some years earlier: what has happened cannot lie ahead of whoever says so."""
    if not (isinstance(answer, str) and _DAY.match(answer)):
        return answer
    return f"{int(answer[:4]) - YEARS}-{answer[5:]}".replace("-02-29", "-02-28")
