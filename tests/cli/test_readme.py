"""The tables of commands in the README are what the command line takes."""

from __future__ import annotations

import re

import pytest

from assistant.cli.main import main
from tests.web.server import ROOT

ROWS = [
    row for row in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if row[:3] == "| `"
]
COMMANDS = [row.split(" | ")[0] for row in ROWS if "`python run.py" in row]


def taken(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    return capsys.readouterr().out


def options(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]*", text))


def names(capsys: pytest.CaptureFixture[str]) -> set[str]:
    return set(re.findall(r"^    ([a-z]+) +\S", taken(capsys), re.MULTILINE))


def test_every_command_has_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    shown = {row.split("run.py ")[1].split()[0].rstrip("`") for row in COMMANDS}
    assert shown == names(capsys)


@pytest.mark.parametrize("row", COMMANDS)
def test_every_option_of_a_row_is_taken(row: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = row.split("run.py ")[1].rstrip("`").split()
    command = words[:2] if words[0] in ("case", "library") else words[:1]
    assert options(row) <= options(taken(capsys, *command))


def test_what_is_laid_over_is_taken_by_the_commands_that_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = next(row for row in ROWS if row.startswith("| `--contacts FILE`"))
    named = set(row.split("(")[1].split(")")[0].split(", "))
    takers = {name for name in names(capsys) if "--contacts" in options(taken(capsys, name))}
    assert named == takers
    assert takers == {name for name in takers if "--no-since" in options(taken(capsys, name))}
