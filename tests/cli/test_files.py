"""What a command writes is there as a whole, or what was there before is."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.files import write
from assistant.cli.main import main
from tests.documents.cases import FOLDER
from tests.web.server import ROOT

CASE = str(next(FOLDER.glob("08-*.yaml")))
COMMANDS = (
    ["document", CASE, "--kind", "plan"],
    ["paper"],
    ["calendar", CASE],
)


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize("before", [None, b"the old one"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_nothing_is_half_written(tmp_path: Path, command: list[str], before: bytes | None) -> None:
    out = tmp_path / "paper"
    if before:
        out.write_bytes(before)

    done = subprocess.run(
        [sys.executable, "-B", "run.py", *command, "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_little_room,
    )

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{out}: File too large\n")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before else [])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_a_case_that_cannot_be_read_leaves_what_is_there(
    tmp_path: Path, command: list[str]
) -> None:
    out = tmp_path / "paper"
    out.write_bytes(b"the old one")

    assert main([*command, "--out", str(out), "--since", str(tmp_path / "none.yaml")]) == 2
    assert out.read_bytes() == b"the old one"


def test_a_file_keeps_who_may_read_it_and_a_link_stays_one(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept", tmp_path / "link"
    kept.write_bytes(b"old")
    kept.chmod(0o600)
    link.symlink_to(kept)

    assert write(b"new", link, of_a_case=False) == 0
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("before", [None, 0o644, 0o640])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_what_holds_a_case_is_for_its_owner_alone(
    tmp_path: Path, command: list[str], before: int | None
) -> None:
    out = tmp_path / "made"
    if before:
        out.write_bytes(b"the old one")
        out.chmod(before)
    mask = os.umask(0o022)
    try:
        assert main([*command, "--out", str(out)]) == 0
    finally:
        os.umask(mask)

    booklet = command == ["paper"]  # it holds no case
    assert out.stat().st_mode & 0o777 == ((before or 0o644) if booklet else 0o600)


def test_a_device_is_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert write(b"all of it", Path("/dev/full"), of_a_case=True) == 2
    assert capsys.readouterr().err == "/dev/full: No space left on device\n"
