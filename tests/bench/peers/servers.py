"""Each server in a process of its own, on a free port, with a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import requests
from msgspec import Struct

ROOT = Path(__file__).parent.parent.parent.parent
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
TEN = ROOT / "tests" / "bench" / "ten"
OURS, NICEGUI, CHAINLIT = "Waypost", "NiceGUI", "Chainlit"
BARE = "Bare"  # ours without its engine
START_SECONDS = 90
_TICK = os.sysconf("SC_CLK_TCK")


class Served(Struct, frozen=True):
    """A server that answers. `pid` is the first process of its tree."""

    name: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        """Where its first page is."""
        return f"http://127.0.0.1:{self.port}/"


def cores() -> tuple[set[int], set[int]]:
    """The processor for the servers, and those for whoever speaks to them."""
    all_of_them = os.sched_getaffinity(0)
    first = {min(all_of_them)}
    return first, all_of_them - first or first


@contextmanager
def all_served(folder: Path) -> Iterator[dict[str, Served]]:
    """Waypost, and where they are installed its peers, until the end of the block."""
    names = [OURS, *([NICEGUI, CHAINLIT] if PEERS_PYTHON.exists() else [])]
    with ExitStack() as stack:
        yield {name: stack.enter_context(served(name, folder)) for name in names}


@contextmanager
def served(name: str, folder: Path, pack: Path = TEN) -> Iterator[Served]:
    """One of them, on one processor. Raises RuntimeError where it does not start."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    place = folder / f"{name}-{pack.name}"
    place.mkdir()
    pinned = cores()[0]
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(
            _command(name, port, place, pack),
            cwd=place,
            env=_environment(port, place),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: os.sched_setaffinity(0, pinned),
        )
    try:
        _wait(process, port, name, place / "log")
        yield Served(name, port, process.pid)
    finally:
        _end(process)


def cpu_of(pid: int) -> float:
    """CPU seconds, user and system, of a process and of all that it has started."""
    children: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for place in Path("/proc").iterdir():
        if not place.name.isdigit():
            continue
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(place.name))
        used[int(place.name)] = (int(fields[11]) + int(fields[12])) / _TICK
    found, todo = 0.0, [pid]
    while todo:
        at = todo.pop()
        found += used.get(at, 0.0)
        todo += children.get(at, [])
    return found


def _command(name: str, port: int, place: Path, pack: Path) -> list[str]:
    apps = ROOT / "tests" / "bench" / "peers"
    if name == NICEGUI:
        return [str(PEERS_PYTHON), str(apps / "nicegui_app.py")]
    if name == CHAINLIT:
        app = str(apps / "chainlit_app.py")
        return [str(PEERS_PYTHON), "-m", "chainlit", "run", "-h", "--port", str(port), app]
    serve = ["serve", "--port", str(port), "--data", str(place / "data"), "--pack", str(pack)]
    ours = ["-m", "tests.bench.peers.bare_app"] if name == BARE else [str(ROOT / "run.py")]
    return [sys.executable, *ours, *serve]


def _environment(port: int, place: Path) -> Mapping[str, str]:
    own = {
        "PYTHONPATH": str(ROOT),
        "BENCH_PORT": str(port),
        "BENCH_DB": str(place / "answers.db"),
        "CHAINLIT_APP_ROOT": str(place),
        "HOME": str(place),
        "OTEL_SDK_DISABLED": "true",
    }
    return {**os.environ, **own}


def _wait(process: subprocess.Popen[bytes], port: int, name: str, log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            requests.get(f"http://127.0.0.1:{port}/", timeout=10)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{name} did not start: {log.read_text(errors='replace')[-600:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Its own group of processes, and no other."""
    for number, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 10)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    process.wait(10)
