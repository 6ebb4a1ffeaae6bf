"""What somebody types into the one box of the protocol's own conversation, by socket."""

from __future__ import annotations

import asyncio

from tests.bench.peers.servers import Served, cpu_of
from tests.bench.peers.speakers import Waypost, compact
from tests.words.found import SAMPLE, phrases

TIMES = 5


def typed(server: Served) -> tuple[float, float]:
    """CPU microseconds of the server for one text, and the bytes that come back, both in the mean:
    things that people notice, each typed some times.
    """
    return asyncio.run(_typed(server, [phrase["says"] for phrase in phrases(SAMPLE)] * TIMES))


async def _typed(server: Served, texts: list[str]) -> tuple[float, float]:
    one = Waypost()
    await one.open(server)
    await _say(one, texts[0])
    began, was = cpu_of(server.pid), one.line.received
    for text in texts:
        await _say(one, text)
    cpu, received = cpu_of(server.pid) - began, one.line.received - was
    await one.line.close()
    return cpu / len(texts) * 1e6, received / len(texts)


async def _say(one: Waypost, text: str) -> None:
    await one.line.say(f"421{compact(['typed', {'text': text, 'facts': [], 'done': []}])}")
    said = await one.line.hear()
    assert '"box"' in said, said[:200]
