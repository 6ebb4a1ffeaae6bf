"""`run.py document` and `run.py paper`: papers as files, or one line that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli.main import main
from tests.documents.cases import FOLDER, KINDS
from tests.flows.packs import BASE

CASE = str(next(FOLDER.glob("08-*.yaml")))
STARTS = {"pdf": b"%PDF", "docx": b"PK", "html": b"<!doctype html>", "text": b""}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", STARTS)
def test_a_paper_of_each_kind_in_each_form(
    tmp_path: Path, kind: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "paper"

    assert main(["document", CASE, "--kind", kind, "--format", form, "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert out.read_bytes().startswith(STARTS[form])
    assert out.stat().st_size > 500


def test_the_booklet(tmp_path: Path) -> None:
    for form in ("pdf", "html"):
        out = tmp_path / form
        assert main(["paper", "--format", form, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(STARTS[form])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["document", CASE, "--kind", "seref", "--out", "x"],
            f'there is no paper "seref". Did you mean "seraf"? Allowed: {", ".join(KINDS)}',
        ),
        (
            ["document", "no-such.yaml", "--kind", "plan", "--out", "x"],
            "no-such.yaml: No such file or directory",
        ),
        (
            ["document", CASE, "--kind", "plan", "--out", "/no/such/folder/x"],
            "/no/such/folder/x: No such file or directory",
        ),
        (
            ["document", CASE, "--pack", str(BASE), "--kind", "plan", "--out", "x"],
            'there is no paper "plan". This pack has none',
        ),
        (
            ["paper", "--pack", str(BASE), "--out", "x"],
            "this pack has no documents.yaml, which has the words of the booklet",
        ),
    ],
)
def test_what_is_wrong_is_one_line(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.err == f"{says}\n"
    assert captured.out == ""
