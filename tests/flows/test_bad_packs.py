"""Each broken pack under bad_packs gives its message, once, and the right exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.flows.packs import BASE, HERE, broken, said


def table() -> list[Any]:
    found = []
    for path in sorted((HERE / "bad_packs").glob("*.yaml")):
        for row in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader):
            found.append(pytest.param(row, id=f"{path.stem}: {row['name']}"))
    return found


def test_the_base_pack_is_clean() -> None:
    assert said(BASE) == (0, ["base_pack: nothing is wrong"], [])


@pytest.mark.parametrize("row", table())
def test_a_broken_pack_gives_its_message(row: dict[str, Any], tmp_path: Path) -> None:
    code, out, err = said(broken(tmp_path / "pack", row["change"]))

    if row.get("unreadable"):
        assert (code, out, err) == (2, [], [row["unreadable"]])
    else:
        assert (code, err) == (1, [])
        assert out[:-1] == row["says"]
        assert len(set(out)) == len(out)
