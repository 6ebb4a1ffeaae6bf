"""`run.py document`: a paper of a case file, written to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assistant.cases.packs import AS_SHIPPED, Over, open_engine
from assistant.cases.worked import read_worked_case
from assistant.cli.files import read, write
from assistant.engine.due import LONDON
from assistant.flow.problems import Unreadable, did_you_mean
from assistant.present.documents.basis import basis_of_facts
from assistant.present.documents.build import build
from assistant.present.documents.formats import made


def write_document(
    folder: Path, name: str, kind: str, form: str, out: Path, over: Over = AS_SHIPPED
) -> int:
    """Write the paper of that kind to the file `out`. Returns the exit code.

    Raises Unreadable or PackProblems. A case file that gives no time is read as of now.
    """
    engine = open_engine(folder, over)
    kinds = [one.id for one in engine.pack.documents.kinds]
    if kind not in kinds:
        allowed = f" Allowed: {', '.join(kinds)}" if kinds else " This pack has none"
        raise Unreadable(f'there is no paper "{kind}".{did_you_mean(kind, kinds)}{allowed}')
    case = read_worked_case(read(name), name, engine.pack)
    basis = basis_of_facts(engine, case.facts, case.now or datetime.now(LONDON))
    document = build(basis, engine.pack.documents.kind(kind))
    return write(made(document, form).content, out, of_a_case=True)
