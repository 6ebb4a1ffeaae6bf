"""A case file that cannot be read gives one line: the file, the key and what is allowed."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cases.worked import read_worked_case
from assistant.cli.main import main
from assistant.flow.model import Pack
from assistant.flow.problems import Unreadable
from assistant.flow.yamltext import MAX_BYTES
from tests.flows.packs import HERE

TABLE = yaml.load((HERE / "bad_cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
GOOD = "facts: {task: worried}\n"


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_a_bad_case_gives_its_line(row: dict[str, Any], pack: Pack) -> None:
    with pytest.raises(Unreadable) as error:
        read_worked_case(row["text"], "case.yaml", pack)

    assert str(error.value) == row["says"]


def test_without_a_clock_of_its_own_a_case_goes_by_the_present(pack: Pack) -> None:
    text = "facts: {{task: returned, returned_at: {}}}".format
    with pytest.raises(Unreadable) as error:
        read_worked_case(text("2999-01-01T09:00"), "case.yaml", pack)
    assert "case.yaml:1: facts: returned_at: " in str(error.value)
    assert read_worked_case(text("2001-01-01T09:00"), "case.yaml", pack).now is None


def test_what_may_lie_ahead_may_lie_ahead(pack: Pack) -> None:
    text = "now: 2026-11-23T09:00\nfacts: {task: plan_intervention, review_date: 2027-02-01}"
    assert read_worked_case(text, "case.yaml", pack).facts["review_date"] == "2027-02-01T00:00"


def test_an_unknown_fact_names_every_fact_there_is(pack: Pack) -> None:
    with pytest.raises(Unreadable) as error:
        read_worked_case("facts: {task: worried, aeg: 15}", "case.yaml", pack)

    first, allowed = str(error.value).split(" Allowed: ")
    assert first == 'case.yaml:1: facts: there is no fact "aeg". Did you mean "age"?'
    assert allowed.split(", ") == sorted(pack.facts)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"facts: {task: worried, age: -3}", "a whole number from 0 to 120, or unknown"),
        (b"facts: {task: worried, age: 15.5}", "a whole number from 0 to 120, or unknown"),
        (b"facts: [", "not YAML"),
        (b"facts: {task: \xff}", "the file is not UTF-8 text"),
        (b"# x\n" * (MAX_BYTES // 4 + 1), "the file is larger than 256 KB"),
        (None, "No such file or directory"),
    ],
    ids=["an age below nothing", "half a year", "not YAML", "not UTF-8", "too large", "no file"],
)
@pytest.mark.parametrize(
    "form",
    [[], ["--json"], ["--check"], ["--json", "--check"]],
    ids=["plain", "json", "check", "both"],
)
def test_the_command_says_it_in_one_line_and_does_nothing(
    content: bytes | None,
    says: str,
    form: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    if content is not None:
        (tmp_path / "bad.yaml").write_bytes(content)
    files = [str(tmp_path / "good.yaml"), str(tmp_path / "bad.yaml")]

    code = main(["consult", *form, *files])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(files[1])
    assert says in line


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"facts: {task: \xff}", "-: the file is not UTF-8 text"),
        (b"# x\n" * (MAX_BYTES // 4 + 1), "-: the file is larger than 256 KB"),
        (b"", "-: the file is empty"),
    ],
    ids=["not UTF-8", "too large", "empty"],
)
def test_so_it_does_of_what_is_piped_in(
    content: bytes, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(content)))

    assert main(["consult", "-"]) == 2
    assert capsys.readouterr() == ("", says + "\n")


def test_a_file_without_an_end_is_read_no_further_than_the_limit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["consult", "/dev/zero"]) == 2
    assert capsys.readouterr() == ("", "/dev/zero: the file is larger than 256 KB\n")
