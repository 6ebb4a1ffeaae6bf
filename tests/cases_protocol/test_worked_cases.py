"""The worked cases of the protocol, through the command that people run."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from tests.oracle.vocabulary import DATA

WORKED = sorted((DATA / "cases").glob("*.yaml"))


def test_all_worked_cases_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(WORKED) == 18
    assert main(["consult", *map(str, WORKED), "--check"]) == 0
    assert capsys.readouterr().out.endswith("18 of 18 worked cases hold\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rows: [5.2-8, 5.2-11]", "rows: [5.2-8]", "rows that should not be there: 5.2-11"),
        (
            "rows: [5.2-8, 5.2-11]",
            "rows: [5.2-8, 5.2-11, 5.2-3]",
            "rows that should be there and are not: 5.2-3",
        ),
        ("first: 5.2-8", "first: 5.2-11", "the first item should carry 5.2-11, it carries 5.2-8"),
        ("due: {}", "due: {5.2-8: 2026-11-24}", "5.2-8 should be due 2026-11-24"),
        ("seraf: null", "seraf: {score: 3, category: 1}", "the SERAF should be"),
    ],
)
def test_a_case_that_does_not_hold_is_told(
    old: str, new: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WORKED[0].read_text(encoding="utf-8")
    assert old in text
    case = tmp_path / "case.yaml"
    case.write_text(text.replace(old, new), encoding="utf-8")
    assert main(["consult", str(case), str(WORKED[1]), "--check"]) == 1
    out = capsys.readouterr().out
    assert f"{case}: {said}" in out
    assert out.endswith("1 of 2 worked cases hold\n")


def test_checking_and_json_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(WORKED[0].read_text(encoding="utf-8").replace("first: 5.2-8", "first: 5.2-11"))

    assert main(["consult", str(case), str(WORKED[1]), "--json", "--check"]) == 1

    out, err = capsys.readouterr()
    assert [json.loads(line)["protocol"] for line in out.splitlines()] == ["met-2013", "met-2013"]
    assert err.splitlines() == [
        f"{case}: the first item should carry 5.2-11, it carries 5.2-8",
        "1 of 2 worked cases hold",
    ]
