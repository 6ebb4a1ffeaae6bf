"""`run.py paper`: the whole pack as a booklet to print."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assistant.cases.packs import AS_SHIPPED, Over, open_engine
from assistant.cli.files import write
from assistant.engine.due import LONDON
from assistant.flow.problems import Unreadable
from assistant.present.documents.formats import made
from assistant.present.documents.paper import booklet


def write_paper(folder: Path, form: str, out: Path | None, over: Over = AS_SHIPPED) -> int:
    """Write the booklet; its name is the pack's where `out` is None. Returns the exit code.

    Raises Unreadable or PackProblems.
    """
    engine = open_engine(folder, over)
    if not engine.pack.documents.words:
        raise Unreadable("this pack has no documents.yaml, which has the words of the booklet")
    found = made(booklet(engine, datetime.now(LONDON)), form)
    name = out or Path(f"{engine.pack.id}.{found.ending}")
    return write(found.content, name, of_a_case=False)
