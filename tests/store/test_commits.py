"""Group commit: those who wait for one another share a trip to the disk, and nobody is lost."""

from __future__ import annotations

import math
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from assistant.cases.log import Case, Clash, StoreFailed
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Entry

ROOT = Path(__file__).parent.parent.parent
AT = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store with one case."""
    store = SqliteStore(tmp_path / "data")
    store.keep_pack("v1", {})
    store.open_case(Case("case-one", "a-pack", "v1", AT, "a-code"), "a-holder")
    yield store
    store.close()


def entry(seq: int, text: str = "") -> Entry:
    """An answer."""
    return Entry(seq, "answer", "a-step", {"fact": text}, "", AT)


def statements(store: SqliteStore) -> list[str]:
    """What the connection is told from now on."""
    told: list[str] = []
    store._db.conn.set_trace_callback(told.append)
    return told


def test_alone_is_committed_at_once(store: SqliteStore) -> None:
    told = statements(store)
    for seq in (1, 2, 3):
        store.append("case-one", entry(seq), f"token-{seq}")
    assert told.count("COMMIT") == 3


def test_threads_that_wait_share_a_commit(store: SqliteStore) -> None:
    told = statements(store)
    kept: list[Entry] = []

    def send(number: int) -> None:
        kept.append(store.append(f"case-{number}", entry(1, str(number)), "token-1"))

    for number in range(20):
        store.open_case(
            Case(f"case-{number}", "a-pack", "v1", AT, f"code-{number}"), f"holder-{number}"
        )
    told.clear()
    threads = [threading.Thread(target=send, args=(number,)) for number in range(20)]
    with store._lock:  # as if a commit took its time
        for thread in threads:
            thread.start()
        while len(store._commits._waiting) < 20:
            pass
    for thread in threads:
        thread.join()
    assert len(kept) == 20
    assert told.count("COMMIT") == 1
    assert all(store.log(f"case-{number}") == (entry(1, str(number)),) for number in range(20))


def test_of_threads_with_the_same_number_one_wins(store: SqliteStore) -> None:
    outcomes: list[str] = []
    start = threading.Barrier(8)

    def send(number: int) -> None:
        start.wait()
        try:
            store.append("case-one", entry(1, str(number)), f"token-{number}")
            outcomes.append(str(number))
        except Clash as clash:
            outcomes.append(f"clash {clash.seq}")

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [outcome for outcome in outcomes if not outcome.startswith("clash")]
    assert len(won) == 1
    assert outcomes.count("clash 1") == 7
    assert [e.value["fact"] for e in store.log("case-one")] == won


def test_what_one_raises_keeps_nobody_else_from_committing(store: SqliteStore) -> None:
    raised: list[Exception] = []

    def clash() -> None:
        try:
            store.append("case-one", entry(7), "token-7")
        except Clash as error:
            raised.append(error)

    def keep() -> None:
        store.append("case-one", entry(1, "kept"), "token-1")

    threads = [threading.Thread(target=target) for target in (clash, keep)]
    told = statements(store)
    with store._lock:
        for thread in threads:
            thread.start()
        while len(store._commits._waiting) < 2:
            pass
    for thread in threads:
        thread.join()
    assert len(raised) == 1
    assert store.log("case-one") == (entry(1, "kept"),)
    assert told.count("COMMIT") == 1


def test_when_the_disk_refuses_all_who_shared_the_commit_are_told(store: SqliteStore) -> None:
    raised: list[str] = []
    conn = store._db.conn
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    conn.execute(f"PRAGMA max_page_count={pages}")

    def send(number: int) -> None:
        try:
            store.append("case-one", entry(1, "x" * 50_000), f"token-{number}")
        except StoreFailed as error:
            raised.append(str(error))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(3)]
    with store._lock:
        for thread in threads:
            thread.start()
        while len(store._commits._waiting) < 3:
            pass
    for thread in threads:
        thread.join()
    assert len(raised) == 3
    assert all("full" in message for message in raised)
    assert store.log("case-one") == ()


def test_one_who_is_interrupted_is_not_committed_later(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assistant.cases.commits.BUSY", math.inf)
        patched.setattr("assistant.cases.commits.time.sleep", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.append("case-one", entry(1, "left"), "token-1")
    store.append("case-one", entry(1, "stayed"), "token-2")
    assert [e.value["fact"] for e in store.log("case-one")] == ["stayed"]


GREENLETS = """
from gevent import monkey
monkey.patch_all()
import sys
from datetime import datetime
from pathlib import Path
import gevent
from assistant.cases import commits
from assistant.cases.log import Case, Clash
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Entry
commits.BUSY = float("inf")  # a machine that pauses is no pause of those who write
at = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)
store = SqliteStore(Path(sys.argv[1]))
store.keep_pack("v1", {})
for n in range(50):
    store.open_case(Case(f"case-{n}", "a-pack", "v1", at, f"code-{n}"), f"holder-{n}")
told = []
store._db.conn.set_trace_callback(told.append)
def hold(n):
    for seq in range(1, 5):
        entry = Entry(seq, "answer", "s", {"fact": str(seq)}, "", at)
        store.append(f"case-{n}", entry, f"token-{seq}")
gevent.joinall([gevent.spawn(hold, n) for n in range(50)], raise_error=True)
whole = all([e.seq for e in store.log(f"case-{n}")] == [1, 2, 3, 4] for n in range(50))
print(whole, told.count("COMMIT"))
told.clear()
store.append("case-0", Entry(5, "answer", "s", {}, "", at), "token-5")
print(told.count("COMMIT"))
"""


def test_greenlets_that_are_ready_together_share_a_commit(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GREENLETS, str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["True", "4", "1"]  # rounds of fifty, then one alone
