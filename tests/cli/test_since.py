"""The layer of what has changed on the command line: on, off, and a service's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from tests.oracle.vocabulary import DATA
from tests.web.server import ROOT

CASE = str(DATA / "cases" / "12-reasonable-grounds.yaml")
OWN = """title: Our own notes
checked: 2026-12-01
drop: [recovery-30-days]
"""


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints, in one line."""
    assert main(list(arguments)) == 0
    return " ".join(capsys.readouterr().out.split())


def changes(printed: str) -> list[str]:
    return [entry["id"] for item in json.loads(printed)["plan"] for entry in item["since"]]


def test_a_consultation_says_what_has_changed_apart(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "consult", CASE)
    assert "* Since then: In 2023 the time to recover was 30 days at the least" in said
    assert "In 2013: The time to recover was 45 days." in said
    assert "Checked on 23 November 2026." in said
    assert "This plan follows the 4LSCB Missing" in said
    assert "Waypost's notes on what has changed, 23 November 2026" in said


def test_it_can_be_switched_off(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "consult", CASE, "--no-since")
    assert "Since then:" not in said
    assert "are switched off here" in said
    assert changes(out(capsys, "consult", CASE, "--no-since", "--json")) == []


def test_json_has_it_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(out(capsys, "consult", CASE, "--json"))
    assert found["since"] == {
        "layers": [{"title": "Waypost's notes on what has changed", "checked": "2026-11-23"}],
        "off": False,
    }
    item = next(item for item in found["plan"] if item["id"] == "nrm-recovery-period")
    entry = next(entry for entry in item["since"] if entry["id"] == "recovery-30-days")
    assert entry["sure"] == "high"
    assert entry["from"] is None
    assert "Home Office" in entry["source"]
    assert set(entry) == {"id", "was", "now", "from", "source", "checked", "sure"}


def test_a_service_lays_its_own_over_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    before = changes(out(capsys, "consult", CASE, "--json"))
    after = changes(out(capsys, "consult", CASE, "--json", "--since", str(own)))
    assert set(before) - set(after) == {"recovery-30-days"}


@pytest.mark.parametrize("command", [["consult", CASE], ["chat"]])
def test_a_wrong_file_is_one_message_and_nothing_begins(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN.replace("recovery-30", "recovry-30"), encoding="utf-8")
    assert main([*command, "--since", str(own)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert (
        f'{own}:3: error: {own}: there is no entry "recovry-30-days" to drop.'
        ' Did you mean "recovery-30-days"?'
    ) in printed.err
    assert len(printed.err.splitlines()) == 1
    assert main([*command, "--since", str(tmp_path / "none.yaml")]) == 2
    none = tmp_path / "none.yaml"
    assert capsys.readouterr().err == f"{none}: No such file or directory\n"


def test_a_server_does_not_start_on_a_wrong_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN + "entries: soon\n", encoding="utf-8")
    data = tmp_path / "data"
    ended = subprocess.run(
        [sys.executable, "run.py", "serve", "--data", str(data), "--since", str(own)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f'{own}:4: error: {own}: "entries" must be a list' in ended.stderr
    assert not data.exists()


def test_check_notes_what_nobody_has_said_and_stays_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "since.yaml: note: 5.4: nothing says if these still stand: 5.4-1, 5.4-2" in lines
    assert not any("A3-8" in line for line in lines)
    assert lines[-1] == "met-2013: nothing is wrong"
