"""Is every row of the register accounted for: carried by something, or background with a reason?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.flow.load.references import clause_users
from assistant.flow.model import Clause, Pack
from assistant.flow.problems import Problem, did_you_mean

MUST_SHOW = ("action", "deadline", "decision", "contact", "attendee", "topic", "record")
"""The kinds of row that may be background only where `shows` says where they can be seen."""

ALLOWED = "stages, step ID, checklist ID, principle ID, term ID, contact ID, form ID"
"""What `shows` can say. `form` is the filled form of a score."""


def check_coverage(pack: Pack) -> list[Problem]:
    """A warning for each row that nothing carries and nothing explains, or is marked wrongly."""
    carriers: dict[str, str] = {}
    for what, _, rows in clause_users(pack):
        for row in rows:
            carriers.setdefault(row, what)
    return [
        Problem(clause.source, f'clause "{clause.id}": {message}', warning=True)
        for clause in pack.clauses.values()
        for message in _wrong(clause, carriers.get(clause.id), pack)
    ]


def _wrong(clause: Clause, carrier: str | None, pack: Pack) -> Iterator[str]:
    if clause.shows and not clause.background:
        yield '"shows" is only for a row that is background; take it out'
    if carrier and clause.background:
        yield f"it is marked as background, but {carrier} carries it: take the mark away"
    if carrier:
        return
    if not clause.background:
        yield 'nothing carries it: cite it where it belongs, or give the reason in "background"'
    elif clause.shows:
        known = places(pack)
        if clause.shows not in known:
            hint = did_you_mean(clause.shows, known)
            yield f'there is no place "{clause.shows}" to show it.{hint} Allowed: {ALLOWED}'
    elif clause.kind in MUST_SHOW:
        yield (
            f'a row of kind {clause.kind} is background only if "shows" says where in the product'
            f" it can be seen; allowed: {ALLOWED}"
        )


def places(pack: Pack) -> list[str]:
    """Everything that `shows` can say in this pack."""
    ids: dict[str, Iterable[str]] = {
        "step": (step.id for step in pack.steps),
        "checklist": (checklist.id for checklist in pack.checklists),
        "principle": (principle.id for principle in pack.principles),
        "term": (term.id for term in pack.terms),
        "contact": pack.contacts,
        "form": (score.id for score in pack.scores),
    }
    return ["stages", *(f"{place} {name}" for place, names in ids.items() for name in names)]
