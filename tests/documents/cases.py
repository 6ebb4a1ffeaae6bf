"""Worked cases as the basis of papers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.cases.packs import read_text
from assistant.cases.worked import read_worked_case
from assistant.engine.due import LONDON
from assistant.flow.answers import Facts
from assistant.present.documents.basis import Basis, basis_of_facts
from assistant.present.documents.blocks import Block, Document, Field, Table
from assistant.present.documents.build import build
from tests.core.conversation import engine

FOLDER = Path(__file__).parent.parent / "data" / "protocol" / "cases"
ALL = sorted(path.name for path in FOLDER.glob("*.yaml"))
KINDS = ("record", "plan", "referral", "seraf", "return-interview", "strategy", "chronology")


@cache
def basis(name: str) -> Basis:
    """The worked case whose file begins so."""
    path = next(path for path in FOLDER.glob("*.yaml") if path.name.startswith(name))
    case = read_worked_case(read_text(path, path.name), path.name, engine().pack)
    assert case.now is not None
    return basis_of_facts(engine(), case.facts, case.now)


def with_facts(**facts: object) -> Basis:
    """A case with these answers; every other one is not known."""
    from datetime import datetime

    given: Facts = {"task": "worried", **facts}  # type: ignore[dict-item]
    return basis_of_facts(engine(), given, datetime(2026, 11, 25, 12, tzinfo=LONDON))


def paper(of: Basis, kind: str, **typed: str) -> Document:
    """A paper of that kind, with what was typed into its fields."""
    return build(of, of.documents.kind(kind), typed)


def field(document: Document, label: str) -> str:
    """What stands in the field of that label."""
    return next(b.value for b in document.blocks if isinstance(b, Field) and b.label == label)


def tables(document: Document, head: str) -> list[Table]:
    """The tables whose first head says this."""
    return [b for b in document.blocks if isinstance(b, Table) and b.heads[0] == head]


def after(document: Document, text: str) -> tuple[Block, ...]:
    """The blocks after the one that says this."""
    at = next(i for i, b in enumerate(document.blocks) if getattr(b, "text", "") == text)
    return document.blocks[at + 1 :]
