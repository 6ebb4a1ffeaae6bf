"""A file that is not as it should be: one line says what is wrong, and nothing is written."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.cases.database import FILE
from assistant.cases.export import SCHEMA
from assistant.cases.exported import MAX_BYTES, read_bytes
from assistant.cases.faults import VARIABLE
from assistant.cases.import_ import import_case
from assistant.cases.memory import MemoryStore
from assistant.cases.sqlite import SqliteStore
from assistant.engine.replay import Engine
from assistant.flow.problems import Unreadable
from tests.store.exports import AT, Export, changed, exported, full_case, later, raw

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def today(engine: Engine) -> Engine:
    """Today's version of the guide."""
    return later(engine)


@pytest.fixture(scope="module")
def good(engine: Engine, today: Engine) -> Export:
    """An export that can be imported."""
    store = MemoryStore()
    return exported(store, full_case(store, engine, today))


def refusal(data: bytes, today: Engine) -> str:
    """The one line that says why it is refused. Nothing was written."""
    store = MemoryStore()
    with pytest.raises(Unreadable) as refused:
        import_case(store, data, "case.json", today.pack, AT)
    assert [store._cases, store._packs, store._holders, store._logs] == [{}, {}, {}, {}]
    message = str(refused.value)
    assert message.startswith("case.json: ")
    assert len(message.splitlines()) == 1
    return message


def at(path: str, value: object) -> Callable[[Export], None]:
    """Put a value at a place: keys and numbers with dots between."""

    def change(found: Any) -> None:
        *way, last = [int(key) if key.isdecimal() else key for key in path.split(".")]
        for key in way:
            found = found[key]
        found[last] = value

    return change


def drop(path: str) -> Callable[[Export], None]:
    """Take out what is at a place."""

    def change(found: Any) -> None:
        *way, last = [int(key) if key.isdecimal() else key for key in path.split(".")]
        for key in way:
            found = found[key]
        del found[last]

    return change


TEXTS: list[tuple[bytes, str]] = [
    (b"", "ends in the middle"),
    (b"\xff\xfe{}", "not UTF-8"),
    (b"[]", "not an export of a case"),
    (b"null", "not an export of a case"),
    (b'{"title": "a worked case"}', "not an export of a case"),
    (b"now: 2026", "not JSON, at line 1"),
    (b'{"waypost_case": 1, "waypost_case": 2}', '"waypost_case" stands twice'),
    (b'{"waypost_case": NaN}', "NaN is no number"),
    (b'{"waypost_case": 1e999}', "number of a format"),
    (b'{"waypost_case": ' + b"9" * 5000 + b"}", "too large"),
    (b'{"waypost_case": true}', "number of a format"),
    (b'{"waypost_case": 0}', "number of a format"),
    (b'{"waypost_case": 2, "new": []}', "by a later Waypost, in format 2; this one reads format 1"),
    (b"[" * 200_000, "too deep"),
    (b'{"a":' * 200_000, "too deep"),
]


@pytest.mark.parametrize(("data", "said"), TEXTS, ids=[said for _, said in TEXTS])
def test_what_is_no_export(data: bytes, said: str, today: Engine) -> None:
    assert said in refusal(data, today)


@pytest.mark.parametrize("part", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_file(good: Export, today: Engine, part: float) -> None:
    data = raw(good)
    assert "ends in the middle" in refusal(data[: int(len(data) * part)], today)


def test_a_file_of_100_mb_is_not_even_read_to_its_end(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.given += len(buffer)
            return len(buffer)

    endless = Endless()
    with pytest.raises(Unreadable, match="larger than 8 MB"):
        read_bytes(io.BufferedReader(endless), "case.json")
    assert endless.given < 2 * MAX_BYTES


@pytest.mark.parametrize(
    "change",
    [
        at("log.0.value.immediate_danger", "unknown"),
        at("exported_at", "2026-01-01T00:00:00+00:00"),
        drop("log.1"),
        at("digest", "sha256:" + "0" * 64),
        at("digest", None),
    ],
)
def test_what_was_changed_by_hand_is_told_by_its_digest(
    good: Export, today: Engine, change: Callable[[Export], None]
) -> None:
    other = json.loads(json.dumps(good))
    change(other)
    assert "changed or damaged after it was exported" in refusal(raw(other), today)


# Each is wrong in its shape: the schema refuses it too.
SHAPES: list[tuple[str, Callable[[Export], None], str]] = [
    ("another key", at("title", "x"), 'there is no key "title"'),
    ("a missing key", drop("packs"), 'the key "packs" is missing'),
    ("no time", at("exported_at", "today"), '"exported_at" must be a time'),
    ("a case that is a list", at("case", []), '"case" must be an object'),
    ("a guide without a name", at("case.pack", ""), '"pack" must be a text'),
    ("a version that is a path", at("case.version", "../../x"), '"version" must be a text'),
    ("a naive time", at("case.opened_at", "2026-11-23T21:05:00"), '"opened_at" must be a time'),
    ("a log that is an object", at("log", {}), '"log" must be a list'),
    ("a huge log", at("log", [{}] * 2001), "at most 2000 entries, it has 2001"),
    ("an entry that is a text", at("log.2", "x"), "entry 3 must be an object"),
    ("a key too many", at("log.2.name", "x"), 'entry 3: there is no key "name" here'),
    ("a key that is near", at("log.2.Kind", "x"), 'Did you mean "kind"?'),
    ("a key too few", drop("log.2.holder"), 'entry 3: the key "holder" is missing'),
    ("a number that is a text", at("log.2.seq", "3"), 'entry 3: "seq" must be 3'),
    ("a number that is true", at("log.0.seq", True), 'entry 1: "seq" must be 1'),
    ("nobody", at("log.2.holder", 0), 'entry 3: "holder" must be'),
    ("a holder too many", at("log.2.holder", 10**9), 'entry 3: "holder" must be'),
    ("a kind that is a list", at("log.2.kind", []), 'entry 3: "kind" must be a text'),
    ("a step in capitals", at("log.2.step", "DANGER"), 'entry 3: "step" must be a text'),
    ("a value that is a list", at("log.2.value", []), 'entry 3: "value" must be an object'),
    ("a name in by", at("log.2.by", "Jo Smith"), 'entry 3: "by" must be a text'),
    ("a time of another age", at("log.2.at", "0001-01-01T00:00:00+00:00"), 'entry 3: "at" must'),
    ("packs that are a list", at("packs", []), '"packs" must be an object'),
    ("a pack that is empty", at("packs.v1", {}), "from 1 to 100 files"),
    ("a file that is a number", at("packs.v1", {"a.yaml": 1}), '"a.yaml" must be a text'),
]


@pytest.mark.parametrize(
    ("change", "said"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES]
)
def test_a_wrong_shape_is_named_and_the_schema_refuses_it_too(
    good: Export, today: Engine, change: Callable[[Export], None], said: str
) -> None:
    data = changed(good, change)
    assert said in refusal(data, today)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(data), schema)


def test_half_a_sign_in_a_text_is_refused(good: Export, today: Engine) -> None:
    said = refusal(changed(good, at("packs.v1", {"a.yaml": "\ud800"})), today)
    assert '"a.yaml" must be a text' in said


def swap(found: Export) -> None:
    """Two entries in the wrong order, numbered anew."""
    log = found["log"]
    log[0], log[1] = {**log[1], "seq": 1}, {**log[0], "seq": 2}


def place(kind: str) -> int:
    """Where the entry of that kind stands in the log of a good export."""
    kinds = ["answer"] * 4 + ["undo", "redo", "change", "tick", "handover", "decide", "version"]
    kinds += ["answer", "known", "noticed", "note", "note", "note", "tick", "tick", "event"]
    return kinds.index(kind)


# Each has the right shape, and replaying refuses it.
LOGS: list[tuple[str, Callable[[Export], None], str]] = [
    ("the wrong order", swap, "entry 1 (answer): That question is no longer the one being asked."),
    (
        "no such kind",
        at("log.2.kind", "anwser"),
        "entry 3 (anwser): there is no such kind of entry",
    ),
    ("a kind of later", at("log.2.kind", "dream"), "bring this one up to date"),
    ("no such answer", at("log.1.value", {"task": "x"}), 'entry 2 (answer): "task": '),
    ("no such question", at("log.1.value", {"x": "y"}), "entry 2 (answer): "),
    ("an answer that is null", at("log.1.value", {"task": None}), 'entry 2 (answer): "task": '),
    ("an answer deep down", at("log.1.value", {"task": {"a": {"b": 1}}}), "entry 2 (answer): "),
    ("a text too long", at("log.1.value", {"task": "x" * 5000}), "entry 2 (answer): "),
    ("undo with a value", at(f"log.{place('undo')}.value", {"a": "b"}), "(undo): "),
    (
        "redo of nothing",
        at(f"log.{place('undo')}.kind", "redo"),
        "(redo): There is nothing to redo",
    ),
    (
        "an item that is not there",
        at(f"log.{place('tick')}.value.item", "x"),
        "(tick): That is not",
    ),
    ("a tick of another shape", at(f"log.{place('tick')}.value.done", True), "(tick): "),
    ("a reason too long", at(f"log.{place('decide')}.value.because", "x" * 501), "(decide): "),
    (
        "a reason with a stray sign",
        at(f"log.{place('decide')}.value.because", "\x00"),
        "(decide): ",
    ),
    ("who may not decide", at(f"log.{place('decide')}.holder", 1), "(decide): To decide otherwise"),
    ("a role that is not", at(f"log.{place('handover')}.value.role", "king"), "(handover): "),
    ("a version of no sort", at(f"log.{place('version')}.value", {"version": 1}), "(version): "),
    ("no version", at(f"log.{place('version')}.value", {}), "(version): "),
    (
        "a version unheard of",
        at(f"log.{place('version')}.value.version", "v9"),
        "(version): the case",
    ),
    ("known in no such way", at(f"log.{place('known')}.value.task", "guessed"), "(known): "),
    ("known without an answer", at(f"log.{place('known')}.value", {"x": "told"}), "(known): "),
    (
        "noticed in no list",
        at(f"log.{place('noticed')}.value", {"age": [1]}),
        '(noticed): "age": This answer must be',
    ),
    (
        "noticed of what is no list",
        at(f"log.{place('noticed')}.value", {"age": ["x"]}),
        '(noticed): "age" is no list',
    ),
    (
        "words in the place of what was noticed",
        at(f"log.{place('noticed')}.value", {"cse_indicators": ["a new phone"]}),
        "(noticed): cse_indicators: ",
    ),
    ("nothing noticed", at(f"log.{place('noticed')}.value", {}), "(noticed): Nothing was named"),
    ("a note of no shape", at(f"log.{place('note')}.value", {"note": "x"}), '(note): "value" of'),
    ("an empty note", at(f"log.{place('note')}.value.text", " "), "(note): There is nothing"),
    ("a note too long", at(f"log.{place('note')}.value.text", "x" * 2001), "(note): A note may"),
    (
        "a note with spaces at its end",
        at(f"log.{place('note')}.value.text", "x "),
        "(note): this is not how",
    ),
    (
        "a note taken back that there is not",
        at(f"log.{place('note') + 2}.value.takes_back", 1),
        "(note): There is no such note",
    ),
    ("an event of no sort", at(f"log.{place('event')}.step", "x"), "(event): With what is known"),
    ("an event of another shape", at(f"log.{place('event')}.value.facts", 1), '(event): "value"'),
    ("an event without a time", at(f"log.{place('event')}.value", {}), '(event): "value" of an'),
    ("an event at no time", at(f"log.{place('event')}.value.at", [1]), '(event): "at": '),
    (
        "an event that keeps what it does not",
        at(f"log.{place('event')}.value.keeps", ["ring-999"]),
        "(event): this is not how",
    ),
    (
        "an event that teaches what it does not",
        at(f"log.{place('event')}.value.facts.age", 12),
        "(event): this is not how",
    ),
    ("not as it is written", at(f"log.{place('undo')}.step", "danger"), "(undo): this is not how"),
    ("a version unheard of to begin with", at("case.version", "v9"), "goes by version v9"),
    ("another guide", at("case.pack", "other"), 'is of the guide "met-2013"'),
]


@pytest.mark.parametrize(
    ("change", "said"), [row[1:] for row in LOGS], ids=[row[0] for row in LOGS]
)
def test_what_replaying_refuses_names_the_entry(
    good: Export, today: Engine, change: Callable[[Export], None], said: str
) -> None:
    assert said in refusal(changed(good, change), today)


def test_a_guide_that_is_not_what_it_is_called_is_refused(good: Export, today: Engine) -> None:
    version = good["case"]["version"]

    def change(found: Export) -> None:
        found["packs"][version]["plan/now.yaml"] += "# another\n"

    assert f"as version {version} of the guide are not that" in refusal(
        changed(good, change), today
    )


def test_a_refused_file_changes_no_byte_of_the_data(
    good: Export, today: Engine, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "data")
    before = [(p.name, p.read_bytes()) for p in sorted((tmp_path / "data").iterdir())]
    for _, change, _ in (*SHAPES[::5], *LOGS[::5]):
        with pytest.raises(Unreadable):
            import_case(store, changed(good, change), "case.json", today.pack, AT)
    assert [(p.name, p.read_bytes()) for p in sorted((tmp_path / "data").iterdir())] == before
    store.close()


_IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.cases.import_ import import_case
from assistant.cases.packs import open_pack
from assistant.cases.sqlite import SqliteStore
raw = Path(sys.argv[2]).read_bytes()
print(import_case(SqliteStore(Path(sys.argv[1])), raw, "x", open_pack(), datetime.now(UTC)).token)
"""


@pytest.mark.parametrize("fault", ["before-commit", ""])
def test_killed_in_the_middle_there_is_all_of_it_or_nothing(
    good: Export, tmp_path: Path, fault: str
) -> None:
    (tmp_path / "x.json").write_bytes(raw(good))
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT, str(tmp_path / "data"), str(tmp_path / "x.json")],
        cwd=ROOT,
        env={**os.environ, VARIABLE: fault},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if fault else 0), done.stderr
    assert (tmp_path / "data" / FILE).exists()
    store = SqliteStore(tmp_path / "data")
    tables = ("cases", "entries", "holders", "packs")
    counts = [store._conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]
    assert counts == ([0, 0, 0, 0] if fault else [1, len(good["log"]), 1, 2])
    store.close()
