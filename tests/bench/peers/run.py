"""Waypost beside its peers: everything is measured in rounds, one server after the other."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from assistant.cases.packs import DEFAULT_PACK
from tests.bench.peers import visits
from tests.bench.peers.box import typed
from tests.bench.peers.goals import Row, table
from tests.bench.peers.servers import (
    BARE,
    CHAINLIT,
    NICEGUI,
    OURS,
    ROOT,
    Served,
    all_served,
    cores,
    served,
)
from tests.bench.peers.wire import frames

ROUNDS, SLOW_ROUNDS = 5, 3
TURN = 2048  # bytes each way
Found = dict[str, list[float]]


def main() -> int:
    """Measure, print the table. The exit code: 1 where a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with served(OURS, folder, DEFAULT_PACK) as own, all_served(folder) as servers:
            # The turns first: then what a browser sees is seen of servers that have been in use,
            # whose log on the disk has its size.
            with served(BARE, folder) as bare:
                turn, *turns = _turns({**servers, BARE: bare})
            loads = _loads(servers, own)
            rows = [*loads, turn, _unlike(servers[OURS], turn), *turns, *_own_turns(own)]
    print(_how(servers))
    print(table(rows))
    return 1 if any(row.missed for row in rows) else 0


def _loads(servers: Mapping[str, Served], own: Served) -> list[Row]:
    """What Chromium sees, in rounds."""
    requests, sizes, taps, slow = (_nothing(servers) for _ in range(4))
    back: list[visits.Traffic] = []
    whole: list[visits.Traffic] = []
    with visits.chromium() as browser:
        for at in range(ROUNDS):
            for name, server in servers.items():
                load = visits.first_load(browser, server)
                requests[name].append(load.requests)
                sizes[name].append(load.bytes)
                taps[name] += visits.taps(browser, server)
                if at < SLOW_ROUNDS:
                    slow[name].append(visits.slow_phone(browser, server))
            back.append(visits.came_back(browser, servers[OURS]))
            whole.append(visits.first_load(browser, own, "right now"))
    return [
        Row("first load, requests", "", _middle(requests), most=6),
        Row("first load, bytes", "B", _middle(sizes), 40_000, {NICEGUI: 1 / 10, CHAINLIT: 1 / 30}),
        *_ours("  the protocol's own", whole),
        *_ours("  the chat on another device", back),
        Row("tap to next question", "ms", _middle(taps), None, {NICEGUI: 1 / 2, CHAINLIT: 1 / 5}),
        Row("first question on a slow phone", "s", _middle(slow)),
    ]


def _ours(what: str, loads: list[visits.Traffic]) -> list[Row]:
    found = [float(load.requests) for load in loads], [float(load.bytes) for load in loads]
    return [
        Row(f"{what}, requests", "", {OURS: median(found[0])}, 6),
        Row(f"{what}, bytes", "B", {OURS: median(found[1])}, 40_000),
    ]


def _turns(servers: Mapping[str, Served]) -> list[Row]:
    """The CPU and the bytes of a turn, at fifty conversations, in rounds."""
    cpu, sent, received = (_nothing(servers) for _ in range(3))
    for _ in range(ROUNDS):
        for name, server in servers.items():
            found = _load(server)
            cpu[name].append(found["cpu"] / found["turns"] * 1e6)
            sent[name].append(found["sent"] / found["turns"])
            received[name].append(found["received"] / found["turns"])
    used = _middle(cpu)
    least = {**used, OURS: used[BARE]}
    return [
        Row("a turn, CPU", "us", used, None, {NICEGUI: 1 / 10, CHAINLIT: 1 / 10}),
        Row("  ours without its engine", "us", least, None, {}),
        Row("a turn, bytes sent", "B", _middle(sent), TURN),
        Row("a turn, bytes received", "B", _middle(received), TURN),
    ]


def _unlike(server: Served, turn: Row) -> Row:
    """The CPU of a turn where no two conversations have the same answers, beside `turn`.

    Measured last: what it leaves with the server would be measured with all that comes behind it,
    and its peers have nothing of the kind.
    """
    found = [_load(server, "unlike") for _ in range(ROUNDS)]
    used = median(each["cpu"] / each["turns"] * 1e6 for each in found)
    what = "  ours where each has its own answers"
    return Row(what, "us", {**turn.found, OURS: used}, None, {})


def _load(server: Served, *how: str) -> dict[str, float]:
    words = [server.name, str(server.port), str(server.pid), *how]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.peers.load", *words],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _own_turns(own: Served) -> list[Row]:
    """The bytes of a turn in the protocol's own conversations, and what is typed there."""
    found = frames(own)
    cpu, back = typed(own)
    ordinary = [frame for frame in found if frame.ordinary]
    received = [float(frame.received) for frame in ordinary]
    most = max(float(frame.received) for frame in found)
    return [
        Row("  the protocol's own, most sent", "B", {OURS: max(f.sent for f in found)}, TURN),
        Row("  ordinary question received, middle", "B", {OURS: median(received)}, TURN),
        Row("  19 of 20", "B", {OURS: quantiles(received, n=20)[-1]}, TURN),
        Row("  most", "B", {OURS: max(received)}, TURN),
        Row("  a list or the plan, most", "B", {OURS: most}),
        Row("  typed into the box, CPU", "us", {OURS: cpu}),
        Row("  typed into the box, received", "B", {OURS: back}),
    ]


def _nothing(servers: Mapping[str, Served]) -> Found:
    return {name: [] for name in servers}


def _middle(found: Mapping[str, list[float]]) -> dict[str, float]:
    return {name: median(figures) for name, figures in found.items()}


def _how(servers: Mapping[str, Served]) -> str:
    one, others = cores()
    alone = "" if len(servers) > 1 else " NiceGUI and Chainlit are not installed: ours alone."
    pinned = "server and load on different processors" if one != others else "one processor only"
    return (
        f"Ten questions of three buttons, each answer kept for good (ours FULL, theirs NORMAL);"
        f" medians of {ROUNDS} interleaved rounds, slow phone {SLOW_ROUNDS}; {pinned}.{alone}"
    )
