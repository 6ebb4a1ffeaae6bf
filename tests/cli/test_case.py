"""A case goes out, comes in and is deleted from the command line, its server running or not."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from assistant.cases.codes import shown
from assistant.cases.export import digest
from assistant.cases.kinds import KINDS
from assistant.cases.log import Case
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.flow.load.version import version_of
from tests.core import conversation
from tests.store.exports import exported, full_case, later

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return conversation.engine()


@pytest.fixture(scope="module")
def today(engine: Engine) -> Engine:
    """Today's version of the guide."""
    return later(engine)


@pytest.fixture
def begun(tmp_path: Path, engine: Engine, today: Engine) -> tuple[str, str]:
    """The code of a case in the folder `data`, and its holder's token."""
    store = SqliteStore(tmp_path / "data")
    holder = full_case(store, engine, today)
    code = store.held(holder)[0].code
    store.close()
    return code, holder


def run(
    folder: Path, *words: str, into: int | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """`run.py case` within a folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "case", *words],
        cwd=folder,
        input=given,
        stdout=into or subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_there_and_back(tmp_path: Path, begun: tuple[str, str]) -> None:
    code, holder = begun
    there = run(tmp_path, "export", code.lower(), "--data", "data", "--out", "x.json")
    assert (there.returncode, there.stderr) == (0, "")
    assert mode(tmp_path / "x.json") == 0o600
    back = run(tmp_path, "import", "x.json", "--data", "other")
    assert (back.returncode, back.stderr) == (0, "")
    assert mode(tmp_path / "other") == 0o700
    new = back.stdout.split("Its code: ")[1][:11].replace("-", "")
    store, other = SqliteStore(tmp_path / "data"), SqliteStore(tmp_path / "other")
    assert other.log(other.find(new).id) == store.log(store.held(holder)[0].id)
    store.close()
    other.close()


def test_out_in_and_out_again_it_is_the_same_but_for_the_hour(
    tmp_path: Path, begun: tuple[str, str]
) -> None:
    """With answers, changes, ticks, what was not done and why, a decision, an event, a handover."""
    code, _ = begun
    assert run(tmp_path, "export", code, "--data", "data", "--out", "1.json").returncode == 0
    back = run(tmp_path, "import", "1.json", "--data", "other")
    new = back.stdout.split("Its code: ")[1][:11]
    assert run(tmp_path, "export", new, "--data", "other", "--out", "2.json").returncode == 0
    first, second = (
        json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("1.json", "2.json")
    )

    assert {entry["kind"] for entry in first["log"]} == set(KINDS)
    for found in (first, second):
        del found["exported_at"], found["digest"]
    assert first == second


def test_an_older_guide_is_read_with_the_papers_of_the_one_that_is_served(
    tmp_path: Path, engine: Engine
) -> None:
    store = SqliteStore(tmp_path / "data")
    older = {**later(engine).pack.texts, "documents.yaml": "documents: []\n"}
    version = version_of(older)
    store.keep_pack(version, older)
    case = Case("secret", engine.pack.id, version, datetime.now(LONDON), "KKKKKKKKKK")
    store.open_case(case, "a-token")
    store.close()

    done = run(tmp_path, "export", "KKKKKKKKKK", "--data", "data", "--format", "md")
    assert (done.returncode, done.stderr) == (0, "")
    assert version in done.stdout
    done = run(tmp_path, "export", "KKKKKKKKKK", "--data", "data", "--out", "x.json")
    assert done.returncode == 0
    done = run(tmp_path, "import", "x.json", "--data", "other")
    assert (done.returncode, done.stderr) == (0, "")


def cut(text: str) -> str:
    return text[: len(text) // 2]


def of_a_later_format(text: str) -> str:
    return text.replace('"waypost_case": 1', '"waypost_case": 2', 1)


def tampered(text: str) -> str:
    assert '"because": "We met' in text
    return text.replace('"because": "We met', '"because": "We never met', 1)


def of_an_unknown_guide(text: str) -> str:
    found = json.loads(text)
    found["packs"] = {}
    found["case"]["version"] = "0123456789ab"
    del found["digest"]
    return json.dumps({**found, "digest": digest(found)})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cut, "x.json: the file ends in the middle"),
        (of_a_later_format, "by a later Waypost, in format 2; this one reads format 1"),
        (tampered, "changed or damaged after it was exported"),
        (of_an_unknown_guide, "goes by version 0123456789ab of the guide"),
    ],
)
def test_a_file_that_is_not_as_it_was_exported_changes_nothing(
    tmp_path: Path, begun: tuple[str, str], change: Callable[[str], str], said: str
) -> None:
    run(tmp_path, "export", begun[0], "--data", "data", "--out", "x.json")
    file = tmp_path / "x.json"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    refused(tmp_path, "x.json", said)


def test_a_file_of_100_mb_changes_nothing(tmp_path: Path, begun: tuple[str, str]) -> None:
    with (tmp_path / "x.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    refused(tmp_path, "x.json", "x.json: larger than 8 MB")


def held(folder: Path) -> list[list[object]]:
    """All that an installation keeps."""
    store = SqliteStore(folder)
    tables = ("cases", "entries", "holders", "packs")
    found = [sorted(map(str, store._conn.execute(f"SELECT * FROM {name}"))) for name in tables]
    store.close()
    return list(map(list, found))


def refused(folder: Path, name: str, said: str) -> None:
    """The file is refused in one line, by an installation with cases and by one without."""
    before = held(folder / "data")
    assert before[0]
    for data in ("data", "fresh"):
        done = run(folder, "import", name, "--data", data)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert held(folder / "data") == before
    assert held(folder / "fresh") == [[], [], [], []]


def test_printed_to_a_file_it_is_for_nobody_else(tmp_path: Path, begun: tuple[str, str]) -> None:
    before = os.umask(0o022)
    with (tmp_path / "x.json").open("w") as out:
        done = run(tmp_path, "export", begun[0], "--data", "data", into=out.fileno())
    os.umask(before)
    assert done.returncode == 0
    assert mode(tmp_path / "x.json") == 0o600
    assert (tmp_path / "x.json").read_text().startswith("{")


def test_the_code_can_be_piped_in_and_the_case_read_as_text(
    tmp_path: Path, begun: tuple[str, str]
) -> None:
    done = run(tmp_path, "export", "-", "--data", "data", "--format", "md", given=shown(begun[0]))
    assert done.returncode == 0
    assert done.stdout.startswith("# A case\n")
    assert "Second line" in done.stdout


def test_a_running_server_does_not_stand_in_the_way(tmp_path: Path, begun: tuple[str, str]) -> None:
    code, holder = begun
    store = SqliteStore(tmp_path / "data")
    whole = exported(store, holder)
    done = run(tmp_path, "export", code, "--data", "data", "--no-pack", "--out", "x.json")
    assert done.returncode == 0
    assert len((tmp_path / "x.json").read_text()) < 20_000
    done = run(
        tmp_path,
        "import",
        "x.json",
        "--again",
        "--data",
        "data",
        "--pack",
        str(ROOT / "flows/met-2013"),
    )
    assert done.returncode == 0, done.stderr
    second = done.stdout.split("Its code: ")[1][:11]
    assert run(tmp_path, "delete", code, "--yes", "--data", "data").returncode == 0
    brought = store.find(second.replace("-", ""))
    assert len(store.log(brought.id)) == len(whole["log"])
    held = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert holder.encode() not in held
    store.close()


WRONG = [
    (("export", "KKKKKKKKKK", "--data", "data"), "no case here has this code"),
    (("export", "no code", "--data", "data"), "no case here has this code"),
    (("export", "KKKKKKKKKK", "--data", "nowhere"), "there are no cases in this folder"),
    (("delete", "KKKKKKKKKK", "--data", "nowhere"), "there are no cases in this folder"),
    (("import", "nowhere.json", "--data", "data"), "No such file"),
    (("import", "data", "--data", "data"), "directory"),
    (("import", "-", "--data", "data"), "-: the file ends in the middle"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(w[:2]) + s for w, s in WRONG])
def test_what_is_wrong_is_one_line(
    tmp_path: Path, begun: tuple[str, str], words: tuple[str, ...], said: str
) -> None:
    done = run(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "nowhere").exists()


def test_no_folder_is_made_for_what_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"log": [', encoding="utf-8")
    done = run(tmp_path, "import", "cut.json", "--data", "fresh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the file ends in the middle" in done.stderr
    assert not (tmp_path / "fresh").exists()


def test_an_import_takes_no_contacts(tmp_path: Path) -> None:
    """They would not be kept with the case, so none are asked for."""
    done = run(tmp_path, "import", "cut.json", "--contacts", "own.yaml")
    assert done.returncode == 2
    assert "unrecognized arguments: --contacts" in done.stderr


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, begun: tuple[str, str]) -> None:
    (tmp_path / "x.json").write_text("mine")
    done = run(tmp_path, "export", begun[0], "--data", "data", "--out", "x.json")
    assert done.returncode == 2
    assert "already" in done.stderr
    assert (tmp_path / "x.json").read_text() == "mine"


def test_nothing_is_deleted_where_nobody_can_be_asked(
    tmp_path: Path, begun: tuple[str, str]
) -> None:
    done = run(tmp_path, "delete", begun[0], "--data", "data", given=begun[0])
    assert done.returncode == 2
    assert "--yes" in done.stderr
    store = SqliteStore(tmp_path / "data")
    assert store.find(begun[0]).code == begun[0]
    store.close()


def test_a_file_that_was_taken_in_before_is_told_and_makes_a_second_case_on_purpose_alone(
    tmp_path: Path, begun: tuple[str, str]
) -> None:
    run(tmp_path, "export", begun[0], "--data", "data", "--out", "x.json")
    here = run(tmp_path, "import", "x.json", "--data", "data")
    assert (here.returncode, here.stdout) == (2, "")
    assert "x.json: the case in this file is here already." in here.stderr
    first = run(tmp_path, "import", "x.json", "--data", "other")
    code = first.stdout.split("Its code: ")[1][:11]
    before = held(tmp_path / "other")

    twice = run(tmp_path, "import", "x.json", "--data", "other")
    assert (twice.returncode, twice.stdout) == (2, "")
    assert len(twice.stderr.splitlines()) == 1
    today = datetime.now(LONDON)
    assert f"was taken in before, on {today:%A} {today.day} {today:%B %Y}, " in twice.stderr
    assert "--again" in twice.stderr
    assert code not in twice.stderr
    assert code.replace("-", "") not in twice.stderr
    assert held(tmp_path / "other") == before

    more = run(tmp_path, "import", "x.json", "--again", "--data", "other")
    assert (more.returncode, more.stderr) == (0, "")
    second = more.stdout.split("Its code: ")[1][:11]
    assert second != code
    thrice = run(tmp_path, "import", "x.json", "--data", "other")
    assert "was taken in 2 times, the last on " in thrice.stderr

    # A later file of the same case is the same case.
    run(tmp_path, "export", code, "--data", "other", "--out", "y.json")
    assert run(tmp_path, "import", "y.json", "--data", "other").returncode == 2

    for gone in (code, second):
        assert run(tmp_path, "delete", gone, "--yes", "--data", "other").returncode == 0
    anew = run(tmp_path, "import", "x.json", "--data", "other")
    assert (anew.returncode, anew.stderr) == (0, "")
