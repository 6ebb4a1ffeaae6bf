"""`run.py check`: what is wrong with a pack, each thing once, with file and line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from assistant.cases.packs import Over, read_folder
from assistant.cli.cover import write_cover
from assistant.flow.load.pack import read_pack
from assistant.flow.model import Pack
from assistant.flow.problems import PackProblems, Problem, Unreadable
from assistant.proof.check import check_pack
from assistant.proof.unstated import unstated


def check(
    folder: Path,
    cover: Path | None = None,
    *,
    own_since: Path | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> int:
    """Print what is wrong with the pack in `folder`; to stdout and stderr where nothing is given.

    `own_since` is a service's own file of what has changed, to be looked at over the pack's. With
    `cover` also write covering cases to that folder, if the pack loads. What the layer says
    nothing of is noted, and is no problem.

    The exit code: 0 clean; 1 there are problems, each a line on `out`; 2 nothing could be read, or
    the covering cases not written, one line on `err`.
    """
    out, err = out or sys.stdout, err or sys.stderr
    try:
        pack, noted = read_pack(read_folder(folder))
        pack, noted = _with_own(pack, noted, own_since)
    except Unreadable as error:
        print(error, file=err)
        return 2
    loads = all(problem.warning for problem in noted)
    problems = check_pack(pack, noted)
    for problem in problems:
        print(problem, file=out)
    for line in unstated(pack) if loads else ():
        print(line, file=out)
    print(f"{folder.resolve().name}: {_summary(problems, loads)}", file=out)
    if cover and loads:
        try:
            written = write_cover(pack, cover)
        except Unreadable as error:
            print(error, file=err)
            return 2
        print(f"{_count(len(written), 'covering case')} in {cover}", file=out)
    return 1 if problems else 0


def _with_own(
    pack: Pack, noted: list[Problem], own_since: Path | None
) -> tuple[Pack, list[Problem]]:
    """The pack with a service's own file over its layer; it waits until the pack has no error."""
    if own_since is None or not all(problem.warning for problem in noted):
        return pack, noted
    try:
        return Over(since=own_since).laid(pack), noted
    except PackProblems as error:
        return pack, [*noted, *error.problems]


def _summary(problems: Sequence[Problem], loads: bool) -> str:
    if not problems:
        return "nothing is wrong"
    errors = sum(not problem.warning for problem in problems)
    both = ((errors, "error"), (len(problems) - errors, "warning"))
    counts = ", ".join(_count(number, what) for number, what in both if number)
    return counts if loads else f"{counts}; the rest of the check waits until no error is left"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
