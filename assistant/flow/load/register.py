"""clauses.yaml, glossary.yaml, owners and services."""

from __future__ import annotations

from assistant.flow.conditions import Const
from assistant.flow.load.fields import Fields
from assistant.flow.model import Clause, Party, Term
from assistant.flow.problems import did_you_mean

KINDS = (
    "action",
    "attendee",
    "contact",
    "deadline",
    "decision",
    "definition",
    "fact",
    "factor",
    "indicator",
    "principle",
    "record",
    "role",
    "scoring",
    "topic",
)


def read_clauses(file: Fields) -> dict[str, Clause]:
    """The register, by id."""
    found: dict[str, Clause] = {}
    for fields in file.list("clauses", "clause"):
        name = fields.text("id")
        fields.what = f'clause "{name}"'
        if name in found:
            fields.error("id", "this clause is already in the register")
        kind = fields.text("kind")
        if kind and kind not in KINDS:
            hint = did_you_mean(kind, KINDS)
            fields.error("kind", f'"{kind}" is no kind of clause: {", ".join(KINDS)}.{hint}')
        fields.get("group")
        found[name] = Clause(
            id=name,
            section=fields.text("section"),
            kind=kind,
            who=fields.text("who"),
            text=fields.text("text"),
            source=fields.source,
            background=fields.text("background", required=False),
            shows=fields.text("shows", required=False),
        )
        fields.done()
    file.done()
    return found


def read_parties(top: Fields, key: str, kind: str) -> dict[str, Party]:
    """Owners or services: each with the condition under which it is the person's own."""
    found: dict[str, Party] = {}
    for name, fields in top.named(key, kind):
        found[name] = Party(
            id=name,
            name=fields.text("name"),
            yours=fields.condition("yours", default=Const(False)),
            source=fields.source,
        )
        fields.done()
    return found


def read_terms(file: Fields) -> list[Term]:
    """The glossary, in the file's order."""
    found = []
    for fields in file.list("glossary", "term"):
        name = fields.id()
        fields.what = f'term "{name}"'
        found.append(
            Term(
                name,
                fields.text("term"),
                fields.text("text"),
                fields.ids("clauses", required=True),
                fields.source,
            )
        )
        fields.done()
    file.done()
    return found
