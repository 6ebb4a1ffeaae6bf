"""Papers: the dearest of each form, and what a server holds that has made a thousand of them."""

from __future__ import annotations

import gc
from datetime import datetime
from itertools import count
from pathlib import Path

from assistant.cases.packs import HOME, read_text
from assistant.cases.worked import read_worked_case
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.present.documents.basis import Basis, basis_of_facts
from assistant.present.documents.blocks import Document
from assistant.present.documents.build import build
from assistant.present.documents.docx import docx_file
from assistant.present.documents.pdf import pdf
from tests.bench.rounds import Measured, alone

CASES = HOME / "tests" / "data" / "protocol" / "cases"
PDF_SECONDS, DOCX_SECONDS = 0.2, 0.5
MADE = 1000
GROWTH = 1.10
_number = count()  # each paper differs from all before it, for Typst remembers what it has drawn


def papers(engine: Engine) -> list[Measured]:
    """The CPU of the dearest PDF and Word file over all worked cases and kinds, once warm."""
    basis, kind = max(
        ((of, kind.id) for of in _cases(engine) for kind in engine.pack.documents.kinds),
        key=lambda pair: len(build(pair[0], engine.pack.documents.kind(pair[1])).blocks),
    )
    return alone(
        [
            (f"the longest PDF ({kind})", lambda: pdf(_paper(basis, kind)), PDF_SECONDS),
            (
                f"the longest Word file ({kind})",
                lambda: docx_file(_paper(basis, kind)),
                DOCX_SECONDS,
            ),
        ]
    )


def growth(engine: Engine) -> tuple[str, bool]:
    """What was held after a first hundred papers and after a thousand more; is that too much?"""
    cases = _cases(engine)
    kinds = [kind.id for kind in engine.pack.documents.kinds]

    def make(times: int) -> float:
        for at in range(times):
            document = _paper(cases[at % len(cases)], kinds[at % len(kinds)])
            docx_file(document) if at % 2 else pdf(document)
        gc.collect()
        return _resident()

    before, after = make(100), make(MADE)
    words = f"memory after {MADE} papers: {before:.0f} MB, then {after:.0f} MB"
    return words, after > before * GROWTH


def _paper(basis: Basis, kind: str) -> Document:
    name = f"Sam {next(_number)}"
    return build(basis, basis.documents.kind(kind), {"child_name": name, "child_words": name})


def _cases(engine: Engine) -> list[Basis]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        case = read_worked_case(read_text(path, path.name), path.name, engine.pack)
        now = case.now or datetime(2026, 11, 25, tzinfo=LONDON)
        found.append(basis_of_facts(engine, case.facts, now))
    return found


def _resident() -> float:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * 4096 / 2**20
