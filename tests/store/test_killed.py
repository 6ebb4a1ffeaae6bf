"""A process is killed between the commit and the acknowledgement, and just before the commit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cases.faults import VARIABLE
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.engine.replay import Engine

ROOT = Path(__file__).parent.parent.parent
TOKEN = "token-of-the-killed"


def send(folder: Path, token: str, fault: str) -> subprocess.CompletedProcess[str]:
    """Send the same thing from a process of its own, with a fault set or none."""
    environment = {name: text for name, text in os.environ.items() if name != VARIABLE}
    if fault:
        environment[VARIABLE] = fault
    return subprocess.run(
        [sys.executable, "-m", "tests.store.sender", str(folder), token, TOKEN],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def token(engine: Engine, tmp_path: Path) -> str:
    """The token of a case in the folder, with nobody holding the file open."""
    store = SqliteStore(tmp_path / "data")
    opened = Service(store, Shelf(engine, store)).open()
    store.close()
    return opened


def kept(folder: Path, token: str) -> list[object]:
    """What the log holds after a restart, of a file that is whole."""
    store = SqliteStore(folder)
    (whole,) = store._db.execute("PRAGMA integrity_check").fetchone()
    assert whole == "ok"
    values: list[object] = [(e.seq, e.value) for e in store.log(store.held(token)[0].id)]
    store.close()
    return values


@pytest.mark.parametrize(
    ("fault", "after_the_kill", "sent_again"),
    [
        ("after-append", [(1, {"immediate_danger": "no"})], "1 True"),
        ("before-commit", [], "1 False"),
    ],
)
def test_killed_once_and_sent_again_it_is_there_once(
    tmp_path: Path, token: str, fault: str, after_the_kill: list[object], sent_again: str
) -> None:
    folder = tmp_path / "data"
    killed = send(folder, token, fault)
    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout == ""
    assert kept(folder, token) == after_the_kill
    assert send(folder, token, "").stdout.strip() == sent_again
    assert kept(folder, token) == [(1, {"immediate_danger": "no"})]


@pytest.mark.parametrize("fault", ["", "after-append:2", "before-commit:9", "elsewhere"])
def test_a_fault_that_is_not_reached_does_nothing(tmp_path: Path, token: str, fault: str) -> None:
    done = send(tmp_path / "data", token, fault)
    assert done.returncode == 0
    assert done.stdout.strip() == "1 False"
