"""The file: who may read it, which SQLite may write it, and what survives."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from assistant.cases.database import FILE, open_database
from assistant.cases.log import Case, StoreFailed
from assistant.cases.sqlite import SqliteStore
from assistant.cases.sqlitefile import check_sqlite
from assistant.engine.due import LONDON
from assistant.engine.replay import Entry

AT = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)
ROOT = Path(__file__).parent.parent.parent


def opened(folder: Path) -> SqliteStore:
    """A store with one case."""
    store = SqliteStore(folder)
    store.keep_pack("v1", {})
    store.open_case(Case("case-one", "a-pack", "v1", AT, "a-code"), "a-holder")
    return store


def entry(seq: int, text: str = "") -> Entry:
    """An answer."""
    return Entry(seq, "answer", "a-step", {"fact": text}, "", AT)


def mode(path: Path) -> int:
    """The rights of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    "version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2), (3, 6, 9)]
)
def test_a_faulty_sqlite_is_refused(version: tuple[int, int, int]) -> None:
    with pytest.raises(StoreFailed) as refused:
        check_sqlite(version)
    message = str(refused.value)
    assert ".".join(map(str, version)) in message
    assert "3.51.3" in message
    assert "pysqlite3" in message


@pytest.mark.parametrize(
    "version", [(3, 51, 3), (3, 52, 0), (4, 0, 0), (3, 50, 7), (3, 50, 9), (3, 44, 6)]
)
def test_a_mended_sqlite_is_taken(version: tuple[int, int, int]) -> None:
    check_sqlite(version)


def test_a_faulty_sqlite_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cases.sqlitefile.sqlite3.sqlite_version_info", (3, 40, 1))
    with pytest.raises(StoreFailed, match=r"SQLite 3\.40\.1"):
        SqliteStore(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_the_settings_are_those_that_keep_what_was_acknowledged(tmp_path: Path) -> None:
    db = open_database(tmp_path / "data")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    found = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    db.close()
    assert found == wanted


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_folder_and_files_are_for_their_owner_alone(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "a" / "data"
    before = os.umask(umask)
    try:
        store = opened(folder)
    finally:
        os.umask(before)
    store.append("case-one", entry(1), "token-1")
    assert mode(folder) == 0o700
    assert {p.name: mode(p) for p in folder.iterdir()} == {
        FILE: 0o600,
        f"{FILE}-wal": 0o600,
        f"{FILE}-shm": 0o600,
    }
    store.close()


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opened(folder).close()
    (folder / FILE).chmod(0o644)
    SqliteStore(folder).close()
    assert mode(folder / FILE) == 0o600


def test_a_folder_that_others_can_write_to_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o770)
    with pytest.raises(StoreFailed, match="chmod 700"):
        SqliteStore(folder)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(StoreFailed, match=r"data folder .* cannot be made") as refused:
            SqliteStore(folder)
        assert str(folder) in str(refused.value)


READ_ONLY = """
import os, sys
from pathlib import Path
from assistant.cases.log import StoreFailed
from assistant.cases.sqlite import SqliteStore
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    os.umask(0)
try:
    SqliteStore(Path(sys.argv[1]))
except StoreFailed as error:
    print(error)
"""


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that another user can come to, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("kept", [False, True], ids=["empty", "with cases"])
def test_a_folder_that_cannot_be_written_to_is_said(reachable: Path, kept: bool) -> None:
    folder = reachable / "data"
    folder.mkdir()
    if kept:
        opened(folder).close()
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    assert done.stderr == ""
    assert str(folder) in done.stdout
    assert "cannot be" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_what_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / FILE).write_bytes(b"something else entirely" * 100)
    with pytest.raises(StoreFailed, match="not a database"):
        SqliteStore(folder)
    assert (folder / FILE).read_bytes() == b"something else entirely" * 100


def test_data_of_a_later_waypost_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opened(folder).close()
    db = Database(folder / FILE)
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(StoreFailed, match="later Waypost"):
        SqliteStore(folder)


def test_a_full_disk_keeps_nothing_and_is_got_over(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.append("case-one", entry(1, "before"), "token-1")
    conn = store._db.conn
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    conn.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFailed, match="full"):
        store.append("case-one", entry(2, "x" * 100_000), "token-2")
    assert store.log("case-one") == (entry(1, "before"),)
    conn.execute("PRAGMA max_page_count=1000000")
    store.append("case-one", entry(2, "after"), "token-2")
    assert [e.value["fact"] for e in store.log("case-one")] == ["before", "after"]
    store.close()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.close()
    with pytest.raises(StoreFailed):
        store.log("case-one")
    with pytest.raises(StoreFailed):
        store.append("case-one", entry(1), "token-1")


def test_all_is_there_after_the_file_is_opened_again(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    store.append("case-one", entry(1, "kept"), "token-1")
    store.close()
    store = SqliteStore(tmp_path / "data")
    assert store.case("case-one") == Case("case-one", "a-pack", "v1", AT, "a-code")
    assert store.log("case-one") == (entry(1, "kept"),)
    assert store.append("case-one", entry(2, "again"), "token-1") == entry(1, "kept")
    store.close()


def test_what_is_deleted_is_in_no_file_any_more(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    for seq in range(1, 40):
        store.append("case-one", entry(seq, f"canary-{seq} " * 20), f"token-{seq}")
    store.add_holder("case-one", "canary-holder")
    in_files = [p for p in (tmp_path / "data").iterdir() if b"canary" in p.read_bytes()]
    assert in_files
    store.delete_case("case-one")
    in_files = [p for p in (tmp_path / "data").iterdir() if b"canary" in p.read_bytes()]
    assert in_files == []
    store.close()
