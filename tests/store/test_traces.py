"""What is deleted is in no file any more: not in the database, its slack, or its log."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlite_utils import Database

from assistant.cases.codes import new_code
from assistant.cases.database import FILE
from assistant.cases.faults import VARIABLE
from assistant.cases.log import BroughtIn, Case, TracesLeft
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Entry

AT = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)
ROOT = Path(__file__).parent.parent.parent


def opened(folder: Path) -> SqliteStore:
    """A store with a pack."""
    store = SqliteStore(folder)
    store.keep_pack("v1", {})
    return store


def case(name: str) -> Case:
    """A case of that id."""
    return Case(name, "a-pack", "v1", AT, new_code())


def say(store: SqliteStore, case_id: str, seq: int, text: str) -> None:
    """One entry of a case."""
    store.append(case_id, Entry(seq, "answer", "s", {"fact": text}, "", AT), f"token-{text}")


def held_in(folder: Path, marks: list[str]) -> list[str]:
    """Those of the marks that any file of the folder holds."""
    held = b"\0".join(path.read_bytes() for path in folder.iterdir())
    return [mark for mark in marks if mark.encode() in held]


@pytest.mark.parametrize("seed", range(3))
def test_lines_that_were_moved_about_in_the_file_leave_no_copy(tmp_path: Path, seed: int) -> None:
    """SQLite moves lines from page to page as others come and go, and leaves them where they were
    in parts of a page that it counts as free."""
    chance = random.Random(seed)
    store = opened(tmp_path / "data")
    live: dict[str, list[str]] = {}
    for number in range(60):
        live[f"canary-{number}-case"] = []
        store.open_case(case(f"canary-{number}-case"), f"canary-{number}-holder")

    def go_on(times: int) -> None:
        for _ in range(times):
            name = chance.choice(list(live))
            text = f"canary-{chance.randrange(10**12):012}"
            live[name].append(text)
            say(store, name, len(live[name]), text + "y" * chance.randrange(1, 900))

    go_on(700)
    for _ in range(55):
        name = chance.choice(list(live))
        gone = [name, name.replace("case", "holder"), *live.pop(name)]
        assert held_in(tmp_path / "data", gone) == gone
        store.delete_case(name)
        assert held_in(tmp_path / "data", gone) == []
        go_on(chance.randrange(0, 12))
    assert {name: len(store.log(name)) for name in live} == {n: len(t) for n, t in live.items()}
    store.close()


def test_another_who_reads_meanwhile_leaves_traces_which_is_said_and_made_good(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path / "data")
    store._conn.execute("PRAGMA busy_timeout=50")
    store.open_case(case("canary-one"), "a-holder")
    say(store, "canary-one", 1, "canary-text")
    reader = Database(tmp_path / "data" / FILE)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entries").fetchone()
    with pytest.raises(TracesLeft, match="deleted"):
        store.delete_case("canary-one")
    assert store._conn.execute("SELECT count(*) FROM entries").fetchone() == (0,)
    reader.close()
    store.close()
    opened(tmp_path / "data").close()
    assert held_in(tmp_path / "data", ["canary"]) == []


_DELETE = """
import sys
from pathlib import Path
from assistant.cases.sqlite import SqliteStore
SqliteStore(Path(sys.argv[1])).delete_case("canary-one")
"""


def test_a_kill_after_the_deletion_leaves_nothing_once_waypost_is_started_again(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path / "data")
    store.open_case(case("canary-one"), "a-holder")
    say(store, "canary-one", 1, "canary-text")
    store.close()
    killed = subprocess.run(
        [sys.executable, "-c", _DELETE, str(tmp_path / "data")],
        cwd=ROOT,
        env={**os.environ, VARIABLE: "after-delete"},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert held_in(tmp_path / "data", ["canary-text"])
    again = opened(tmp_path / "data")
    assert held_in(tmp_path / "data", ["canary"]) == []
    again.close()


def test_when_a_case_came_goes_with_it(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    came = datetime(2026, 11, 24, 9, 5, 6, 123456, tzinfo=LONDON)
    brought = replace(case("canary-case"), came_at=came)
    store.bring_in(BroughtIn(brought, "canary-holder", 1, (), {}))
    marks = ["canary-case", "09:05:06.123456", AT.date().isoformat()]
    assert held_in(tmp_path / "data", marks) == marks
    store.delete_case("canary-case")
    assert held_in(tmp_path / "data", marks) == []
    store.close()
