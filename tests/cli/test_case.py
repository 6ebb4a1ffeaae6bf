"""A case goes out, comes in and is deleted from the command line, its server running or not."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cases.codes import shown
from assistant.cases.packs import open_engine
from assistant.cases.sqlite import SqliteStore
from assistant.engine.replay import Engine
from tests.store.exports import exported, full_case, later

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


@pytest.fixture
def begun(tmp_path: Path, engine: Engine) -> tuple[str, str]:
    """The code of a case in the folder `data`, and its holder's token."""
    store = SqliteStore(tmp_path / "data")
    holder = full_case(store, engine, later(engine))
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
        tmp_path, "import", "x.json", "--data", "data", "--pack", str(ROOT / "flows/met-2013")
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
