"""`run.py calendar`: what is due in a worked case, as a calendar file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assistant.cases.packs import AS_SHIPPED, Over, open_engine, read_text
from assistant.cases.worked import read_worked_case
from assistant.cli.files import write
from assistant.engine.due import LONDON
from assistant.present.calendar import calendar
from assistant.present.report import consult


def write_calendar(folder: Path, case: Path, out: Path, over: Over = AS_SHIPPED) -> int:
    """Write the calendar of one case to the file `out`. The exit code.

    Raises Unreadable or PackProblems.
    """
    engine = open_engine(folder, over)
    read = read_worked_case(read_text(case, str(case)), str(case), engine.pack)
    held = consult(engine, read.facts)
    made = calendar(held.plan.items, read.now or datetime.now(LONDON), str(case.absolute()))
    return write(made, out)
