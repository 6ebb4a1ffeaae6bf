"""A copy of the small base pack with something changed in it, and what `check` says to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from assistant.cli.check import check

HERE = Path(__file__).parent
BASE = HERE / "base_pack"


class Said(NamedTuple):
    """What a run of `check` came to."""

    code: int
    out: list[str]
    err: list[str]


def broken(folder: Path, changes: Iterable[Mapping[str, str]]) -> Path:
    """The base pack, copied to `folder` with some changes.

    A change names a `file` and either `from` (it stands there once) and `to`, or `text` for the
    whole file; a `file` alone is removed.
    """
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    for change in changes:
        path = folder / change["file"]
        if "from" in change:
            before = path.read_text(encoding="utf-8")
            assert before.count(change["from"]) == 1, f"{change} must fit once"
            path.write_text(before.replace(change["from"], change["to"]), encoding="utf-8")
        elif "text" in change:
            path.parent.mkdir(exist_ok=True)
            path.write_text(change["text"], encoding="utf-8")
        else:
            path.unlink()
    return folder


def said(folder: Path) -> Said:
    """Run the command on a folder."""
    out, err = StringIO(), StringIO()
    code = check(folder, out=out, err=err)
    return Said(code, out.getvalue().splitlines(), err.getvalue().splitlines())
