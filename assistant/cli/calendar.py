"""`run.py calendar`: what is due in a worked case, as a calendar file."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from assistant.cases.packs import AS_SHIPPED, Over, open_engine, read_text
from assistant.cases.worked import read_worked_case
from assistant.cli.files import write
from assistant.engine.due import LONDON
from assistant.present.calendar import calendar, timed
from assistant.present.report import consult


def write_calendar(folder: Path, case: Path, out: Path, over: Over = AS_SHIPPED) -> int:
    """Write the calendar of one case to the file `out`. The exit code: 1 where nothing is due at a
    time, and then no file is written.

    Raises Unreadable or PackProblems.
    """
    engine = open_engine(folder, over)
    read = read_worked_case(read_text(case, str(case)), str(case), engine.pack)
    held = consult(engine, read.facts)
    if not timed(held.plan.items):
        print(
            f"{case}: nothing is due at a later time, so there is no calendar to write."
            " `run.py consult` shows what is to be done now.",
            file=sys.stderr,
        )
        return 1
    made = calendar(held.plan.items, read.now or datetime.now(LONDON), str(case.absolute()))
    return write(made, out, of_a_case=True)
