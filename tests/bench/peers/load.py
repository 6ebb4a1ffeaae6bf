"""Fifty conversations at once, spoken at the level of the protocol; a program of its own.

`python -m tests.bench.peers.load NAME PORT PID [unlike]` prints one JSON object: the turns, the
server's CPU seconds in them, and the bytes on the wire each way. Three ways of answering go round;
with `unlike` each conversation has answers of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from random import randrange

from tests.bench.peers.script import BUTTONS, QUESTIONS
from tests.bench.peers.servers import Served, cores, cpu_of
from tests.bench.peers.speakers import Speaker, speaker

AT_ONCE = 50
TIMES = 3


async def talk(one: Speaker, first: int, *, unlike: bool) -> None:
    """A whole conversation, with another button at each question, or with any."""
    for number in range(1, len(QUESTIONS) + 1):
        at = randrange(len(BUTTONS)) if unlike else (first + number) % len(BUTTONS)
        await one.answer(number, BUTTONS[at])


async def measure(server: Served, *, unlike: bool) -> dict[str, float]:
    """Conversations begin together and each goes on as soon as it is answered."""
    warm = speaker(server.name)
    await warm.open(server)
    await talk(warm, 0, unlike=unlike)
    cpu = sent = received = 0.0
    for _ in range(TIMES):
        them = [speaker(server.name) for _ in range(AT_ONCE)]
        for one in them:
            await one.open(server)
        await asyncio.sleep(0.3)
        was = sum(one.line.sent for one in them), sum(one.line.received for one in them)
        began = cpu_of(server.pid)
        await asyncio.gather(*(talk(one, at, unlike=unlike) for at, one in enumerate(them)))
        cpu += cpu_of(server.pid) - began
        sent += sum(one.line.sent for one in them) - was[0]
        received += sum(one.line.received for one in them) - was[1]
        for one in them:
            await one.line.close()
    turns = TIMES * AT_ONCE * len(QUESTIONS)
    return {"turns": turns, "cpu": cpu, "sent": sent, "received": received}


if __name__ == "__main__":
    os.sched_setaffinity(0, cores()[1])
    asked = Served(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(asyncio.run(measure(asked, unlike="unlike" in sys.argv[4:]))))
