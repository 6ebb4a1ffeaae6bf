"""`run.py consult`: worked cases held as whole conversations; every file is read before any is
run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from assistant.cases.check import differences
from assistant.cases.packs import (
    AS_SHIPPED,
    Over,
    open_engine,
)
from assistant.cases.worked import WorkedCase, read_worked_case
from assistant.cli.files import read
from assistant.engine.due import LONDON, local_text
from assistant.engine.replay import Engine
from assistant.engine.whatif import unless
from assistant.flow.model import Pack
from assistant.flow.problems import Unreadable
from assistant.present.plan_text import plan_lines
from assistant.present.report import Consultation, consult, report, score_object
from assistant.present.transcript import transcript, wrap


def print_cases(
    folder: Path, names: Sequence[str], *, as_json: bool, over: Over = AS_SHIPPED
) -> int:
    """Print each case: its transcript and plan, or one JSON object a line."""
    engine = open_engine(folder, over)
    for case in _read(engine.pack, names):
        held = consult(engine, case.facts)
        if as_json:
            print(_json(engine, case, held))
            continue
        for line in wrap(case.title) + wrap(case.story):
            print(line)
        now = case.now or datetime.now(LONDON)
        print(f"The clock: {local_text(now)}")
        changes = unless(engine.program, held.plan.items, held.walk.facts, case.facts)
        for line in chain(transcript(engine, held), ("",), plan_lines(engine, held, changes, now)):
            print(line)
        print()
    return 0


def check_cases(
    folder: Path, names: Sequence[str], *, as_json: bool = False, over: Over = AS_SHIPPED
) -> int:
    """Compare each case with what it expects; 1 where any differs.

    With `as_json` also print one object a line for each case; what differs then goes to stderr.
    """
    engine = open_engine(folder, over)
    cases = _read(engine.pack, names)
    for case in cases:
        if case.expect is None:
            raise Unreadable(f'{case.name}: the key "expect" is missing, there is nothing to check')
    wrong = 0
    told = sys.stderr if as_json else sys.stdout
    for case in cases:
        held = consult(engine, case.facts)
        found = _differences(engine, case, held)
        wrong += bool(found)
        if as_json:
            print(_json(engine, case, held))
        for line in found:
            print(f"{case.name}: {line}", file=told)
    print(f"{len(cases) - wrong} of {len(cases)} worked cases hold", file=told)
    return 1 if wrong else 0


def _json(engine: Engine, case: WorkedCase, held: Consultation) -> str:
    now = case.now or datetime.now(LONDON)
    return json.dumps(report(engine, now, case.facts, held), ensure_ascii=False)


def _differences(engine: Engine, case: WorkedCase, held: Consultation) -> list[str]:
    assert case.expect is not None
    ruled = engine.pack.ruled
    first = held.plan.items[0].clauses if held.plan.items else ()
    return list(
        differences(
            case.expect,
            rows=held.plan.rows(),
            ruled=ruled,
            first=first,
            due=due_by_row(held, ruled),
            seraf=next((score_object(result) for result in held.scores), None),
        )
    )


def due_by_row(held: Consultation, ruled: frozenset[str]) -> dict[str, str]:
    """Each ruled row with a computed time."""
    return {
        row: local_text(item.due)
        for item in held.plan.items
        if item.due is not None and not isinstance(item.due, str)
        for row in item.clauses
        if row in ruled
    }


def _read(pack: Pack, names: Sequence[str]) -> list[WorkedCase]:
    return [read_worked_case(read(name), name, pack) for name in names]
