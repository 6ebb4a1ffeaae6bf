"""What `check` says of a pack's layer of what has changed, and of a service's own file over it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli.check import check
from tests.flows.packs import HERE, Said, broken, said

BASE_SINCE = {"file": "since.yaml", "text": (HERE / "base_since.yaml").read_text(encoding="utf-8")}
ROWS = yaml.load((HERE / "bad_since.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
OWN = """title: Our own notes
checked: 2026-12-01
entries:
  - id: our-rota
    about: {rules: [meet]}
    was: You met within 72 hours.
    now: Ask the rota who meets the child.
    source: Our rota
    checked: 2026-12-01
    sure: high
"""


def checked_over(folder: Path, own: str) -> Said:
    """What `check --since` says of the base pack with its layer and a service's own file."""
    pack = broken(folder / "pack", [BASE_SINCE])
    file = folder / "own.yaml"
    file.write_text(own, encoding="utf-8")
    out, err = StringIO(), StringIO()
    code = check(pack, own_since=file, out=out, err=err)
    return Said(code, out.getvalue().splitlines(), err.getvalue().splitlines())


def test_a_layer_that_is_right_and_speaks_of_every_row(tmp_path: Path) -> None:
    assert said(broken(tmp_path / "pack", [BASE_SINCE])) == (0, ["pack: nothing is wrong"], [])


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_wrong_layer_gives_its_message(row: dict[str, Any], tmp_path: Path) -> None:
    code, out, err = said(broken(tmp_path / "pack", [BASE_SINCE, *row["change"]]))

    assert (code, out[:-1], err) == (1, row["says"], [])


def test_rows_of_which_nothing_is_said_are_noted_and_no_fault(tmp_path: Path) -> None:
    fewer = {"file": "since.yaml", "from": "[1-1, 1-2, 1-3, 1-5,", "to": "[1-3, 1-5,"}
    assert said(broken(tmp_path / "pack", [BASE_SINCE, fewer])) == (
        0,
        [
            "since.yaml: note: 1: nothing says if these still stand: 1-1, 1-2",
            "since.yaml: note: of 8 clauses 2 have no statement",
            "pack: nothing is wrong",
        ],
        [],
    )


def test_an_own_file_that_is_right(tmp_path: Path) -> None:
    assert checked_over(tmp_path, OWN) == (0, ["pack: nothing is wrong"], [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("rules: [meet]", "rules: [met]", 'entry "our-rota": there is no rule "met". Did you'),
        (
            "checked: 2026-12-01\nentries",
            "checked: 2026-12-01\ndrop: [meet-later]\nentries",
            'there is no entry "meet-later" to drop. Did you mean "meet-sooner"?',
        ),
        ("sure: high", "sure: low", '"low" does not say how sure it is.'),
        ("title: Our own notes\n", "", '"title" is missing'),
    ],
)
def test_a_wrong_own_file_is_named_with_its_line(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    code, out, err = checked_over(tmp_path, OWN.replace(old, new))
    assert (code, err) == (1, [])
    assert len(out) == 2
    assert out[0].startswith(f"{tmp_path / 'own.yaml'}:")
    assert message in out[0]


def test_an_own_file_that_cannot_be_read(tmp_path: Path) -> None:
    code, out, err = checked_over(tmp_path, "title: [")
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"{tmp_path / 'own.yaml'}:2: not YAML: ")
