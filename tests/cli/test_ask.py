"""`run.py ask` and `run.py library`: what they print, and the code that they end with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.cli.main import main
from tests.library.files import POLICY, locked, pdf


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def ask(data: Path, *words: str) -> int:
    return main(["ask", *words, "--data", str(data)])


def library(data: Path, *words: str) -> int:
    return main(["library", *words, "--data", str(data)])


def test_a_passage_is_shown_with_where_it_stands(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(data, "what is SERAF?") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "1. SERAF A form that looks at" in out
    assert "Rests on: section 5.1.2 (5.1.2-14), section 5.3.2 (5.3.2-1)" in out
    assert "Since then:" in out
    assert not data.exists()


def test_a_step_says_whose_it_is_and_when(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(data, "is there a time limit for the cse assessment") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert (
        "within 7 working days of referral Whose: children's social care When: A child has" in out
    )


def test_the_number_goes_by_the_area(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(data, "number for children's social care", "--area", "isle_of_wight") == 0
    assert "Isle of Wight children's services" in " ".join(capsys.readouterr().out.split())
    assert ask(data, "number for children's social care", "--area", "isle_of_wite") == 2
    assert 'Did you mean "isle_of_wight"?' in capsys.readouterr().err


def test_who_the_met_lead_is_is_looked_up_where_they_work(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "answering:\n  - {id: our-lead, contact: lead_practitioner, areas: [portsmouth],"
        " name: Our MET lead, channels: [{telephone: 023 9200 0000}], hours: always,"
        " checked: 2026-11-20, checked_by: the office}\n"
    )
    assert ask(data, "who is the MET lead", "--area", "portsmouth", "--contacts", str(own)) == 0
    assert "Our MET lead: 023 9200 0000" in " ".join(capsys.readouterr().out.split())
    assert ask(data, "who is the MET lead", "--area", "hampshire", "--contacts", str(own)) == 0
    assert "Our MET lead" not in " ".join(capsys.readouterr().out.split())


def test_as_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(data, "what is the golden hour", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["why"], found["says"]) == (None, None)
    first = found["passages"][0]
    assert (first["kind"], first["id"], first["clauses"]) == ("term", "golden-hour", ["5.2-22"])
    assert first["cites"] == "section 5.2 (5.2-22)"
    assert 0 < first["score"] <= 1


def test_nothing_found_is_said_plainly(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(data, "what is the weather") == 1
    assert capsys.readouterr().out.startswith("The guide has nothing on that.")
    assert ask(data, "what is the weather", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["passages"], found["why"]) == ([], "none")


@pytest.mark.parametrize("text", ["", "  ", "\x01\x02", "??", "x" * 100_000])
def test_what_is_no_question_is_said_in_a_line(
    data: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert ask(data, text) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_a_document_goes_in_is_listed_found_and_taken_out(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "phone_policy.pdf"
    file.write_bytes(pdf([("Lockers", "Pupils lock phones away in blue lockers.")]))

    assert library(data, "add", str(file)) == 0
    assert capsys.readouterr().out == '1: "phone policy" is added: 1 page, 1 section\n'
    assert library(data, "add", str(file), "--title", "Phones") == 0
    assert capsys.readouterr().out.startswith('1: "Phones" was there already')
    assert library(data, "list") == 0
    assert capsys.readouterr().out.startswith('1: "Phones" (phone_policy.pdf, 20')
    assert ask(data, "what colour are the lockers") == 0
    assert "From: Phones, 1. Lockers, page 1" in capsys.readouterr().out
    assert ask(data, "what colour are the lockers", "--json") == 0
    first = json.loads(capsys.readouterr().out)["passages"][0]
    assert (first["document"], first["page"]) == ("Phones", 1)
    assert library(data, "remove", "1") == 0
    assert library(data, "list") == 0
    assert "There are no documents" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["ask", "who is the MET lead?"], ["library", "list"], ["library", "remove", "1"]]
)
def test_a_data_folder_that_cannot_be_is_refused(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--data", "/proc/nope"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("--data: the folder /proc/nope cannot be made: ")
    assert told.err.count("\n") == 1


def test_a_folder_is_said_to_be_one(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for folder in (".", "..", str(tmp_path), f"{tmp_path}/"):
        assert library(data, "add", folder) == 2
        assert "this is a folder. Name a file: text, PDF or Word" in capsys.readouterr().err
    assert not data.exists()


def test_another_content_of_the_same_name_takes_its_place(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "policy.txt"
    file.write_text(POLICY)
    assert library(data, "add", str(file)) == 0
    file.write_text("On trips\n\nCount them twice.")
    assert library(data, "add", str(file)) == 0
    assert "takes the place of the one with the same file name" in capsys.readouterr().out


def test_what_cannot_be_read_changes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "secret.pdf"
    file.write_bytes(locked(pdf([("x", "y")]), user="secret"))
    assert library(data, "add", str(file)) == 2
    err = capsys.readouterr().err
    assert err.endswith(
        "secret.pdf: it is locked, with a password or against copying: save it without,"
        " then add it again\n"
    )
    assert len(err.splitlines()) == 1
    assert not data.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "/none/here.txt"), "/none/here.txt: No such file or directory"),
        (("add", "run.py", "--title", " "), "--title: the title is empty"),
        (("add", "run.py", "--title", "x" * 201), "more than 200 letters"),
        (("remove", "7"), "there is no document 7"),
    ],
)
def test_what_is_wrong_is_said(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert library(data, *words) == 2
    assert says in capsys.readouterr().err
