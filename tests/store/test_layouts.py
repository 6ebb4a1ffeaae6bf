"""A database of an earlier Waypost is brought up to today's tables, and nothing in it is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.cases.codes import read_code
from assistant.cases.database import FILE, open_database
from assistant.cases.layouts import LAYOUT
from assistant.cases.log import StoreFailed
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.engine.replay import Engine
from tests.store.talking import go_on

# As Waypost made them before there were holders and codes.
LAYOUT_1 = """
CREATE TABLE "packs" ("version" TEXT PRIMARY KEY, "texts" TEXT NOT NULL);
CREATE TABLE "cases" (
   "id" TEXT PRIMARY KEY,
   "pack_id" TEXT NOT NULL,
   "pack_version" TEXT NOT NULL REFERENCES "packs"("version"),
   "opened_at" TEXT NOT NULL
);
CREATE TABLE "entries" (
   "case_id" TEXT REFERENCES "cases"("id"),
   "seq" INTEGER,
   "token" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "step" TEXT NOT NULL,
   "value" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "at" TEXT,
   PRIMARY KEY ("case_id", "seq")
);
CREATE UNIQUE INDEX "idx_entries_case_id_token" ON "entries" ("case_id", "token");
PRAGMA user_version = 1;
"""
OLD = "an-id-that-was-in-a-cookie"
SAID: list[tuple[int, str, dict[str, str]]] = [
    (1, "danger", {"immediate_danger": "no"}),
    (2, "task", {"task": "worried"}),
]


@pytest.fixture
def folder(engine: Engine, tmp_path: Path) -> Path:
    """A folder with two cases of an earlier Waypost, the first with two answers."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.executescript(LAYOUT_1)
        pack, at = engine.pack, "2026-11-23T21:05:00+00:00"
        db.execute("INSERT INTO packs VALUES (?, ?)", (pack.version, json.dumps(dict(pack.texts))))
        for case in (OLD, "another-id"):
            db.execute("INSERT INTO cases VALUES (?, ?, ?, ?)", (case, pack.id, pack.version, at))
        for seq, step, value in SAID:
            row = (OLD, seq, f"token-{seq:04}", "answer", step, json.dumps(value), "", at)
            db.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.commit()
    return folder


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    """That folder, opened by today's Waypost."""
    store = SqliteStore(folder)
    yield store
    store.close()


def schema(folder: Path) -> dict[str, object]:
    """The tables with their columns and indexes, whatever the text they were made with."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master ORDER BY name")]
        found: dict[str, object] = {
            name: [db.execute(f"PRAGMA {what}({name})").fetchall() for what in PRAGMAS]
            for name in names
        }
        found["layout"] = db.execute("PRAGMA user_version").fetchone()
    return found


PRAGMAS = ("table_info", "foreign_key_list", "index_list", "index_info")


def test_an_old_file_and_a_new_one_end_up_the_same(
    folder: Path, store: SqliteStore, tmp_path: Path
) -> None:
    open_database(tmp_path / "new").close()
    assert schema(folder) == schema(tmp_path / "new")
    assert schema(folder)["layout"] == (LAYOUT,)


def test_who_had_a_case_goes_on_with_it_and_nothing_is_lost(
    store: SqliteStore, engine: Engine
) -> None:
    service = Service(store, Shelf(engine, store))
    turn = service.turn(OLD)
    assert [(e.seq, e.step, e.value) for e in turn.log] == SAID
    assert {e.holder for e in turn.log} == {turn.holder.number} == {1}
    assert turn.case.id == OLD
    assert go_on(service, OLD).turn.seq == 3
    sent = store.sent(OLD, "token-0001")
    assert sent
    assert sent.value == SAID[0][2]


def test_an_old_case_has_a_code_of_its_own_that_another_can_join_with(
    store: SqliteStore, engine: Engine
) -> None:
    codes = [store.case(name).code for name in (OLD, "another-id")]
    assert len(set(codes)) == 2
    assert [read_code(code) for code in codes] == codes
    service = Service(store, Shelf(engine, store))
    second = service.join(codes[0], "manager", "192.0.2.1")
    assert service.turn(second).holder.number == 2
    assert service.turn(second).case.id == OLD


def test_it_is_brought_up_once(folder: Path, store: SqliteStore) -> None:
    code = store.case(OLD).code
    store.close()
    again = SqliteStore(folder)
    assert again.case(OLD).code == code
    assert again.held(OLD) == (again.case(OLD), 1)
    again.close()


def test_a_file_that_cannot_be_brought_up_is_left_as_it_was(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.execute("ALTER TABLE entries ADD COLUMN holder INTEGER")  # made by something else
        db.commit()
    before = schema(folder)
    with pytest.raises(StoreFailed, match="cannot be opened"):
        SqliteStore(folder)
    assert schema(folder) == before
    assert before["layout"] == (1,)
    assert "holders" not in before
