"""Inside a condition: a part of an `or` that can never be true where it stands, and a fact that
is read where it cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.flow.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    Has,
    Is,
    Not,
)
from assistant.flow.model import Pack
from assistant.flow.problems import Problem, Source
from assistant.flow.reading import words
from assistant.proof.all_cases import AllCases
from assistant.proof.fires import Claim
from assistant.proof.formula import Literal
from assistant.proof.where import asked_source, condition_source


def check_branches(cases: AllCases) -> list[Problem]:
    """A warning for each; a condition that is never true as a whole is left to proof.fires."""
    conditions = list(_conditions(cases.pack))
    sometimes = cases.possible(cases.case.literal(condition) for _, condition, _ in conditions)
    claims = [
        claim
        for what, condition, source in conditions
        if cases.case.literal(condition) in sometimes
        for claim in _claims(cases, condition, [], what, source)
    ]
    possible = cases.possible(claim.literal for claim in claims)
    found: dict[tuple[Source, str], Claim] = {}
    for claim in claims:
        if claim.literal not in possible:
            found.setdefault((claim.source, claim.message), claim)
    return [Problem(claim.source, claim.message, warning=True) for claim in found.values()]


def _claims(
    cases: AllCases, condition: Condition, beside: list[Literal], what: str, source: Source
) -> Iterator[Claim]:
    """`beside` holds wherever the value of this part matters."""
    case, all_of = cases.case, cases.formula.all_of
    match condition:
        case Is(name, _) | Has(name, _) | Compare(name, _, _):
            fact = cases.pack.facts.get(name)
            if fact and fact.asked != ALWAYS:
                message = f'{what} reads "{name}" where it is never asked, so never known'
                yield Claim(all_of([*beside, case.asked[name]]), message, source)
        case Not(inner):
            yield from _claims(cases, inner, beside, what, source)
        case All(parts):
            for at, part in enumerate(parts):
                others = [case.literal(p) for n, p in enumerate(parts) if n != at]
                yield from _claims(cases, part, beside + others, what, source)
        case AnyOf(parts):
            for part in parts:
                message = f'{what}: the part "{words(part)}" is never true where it stands'
                yield Claim(all_of([*beside, case.literal(part)]), message, source)
                yield from _claims(cases, part, beside, what, source)


def _conditions(pack: Pack) -> Iterator[tuple[str, Condition, Source]]:
    for name, condition in pack.conditions.items():
        yield f'condition "{name}"', condition, condition_source(pack, name)
    for fact in pack.facts.values():
        yield f'fact "{fact.name}", asked', fact.asked, asked_source(pack, fact)
    for rule in pack.rules:
        for line in rule.lines:
            yield f'rule "{rule.id}"', line.when, line.source
    for checklist in pack.checklists:
        yield f'checklist "{checklist.id}"', checklist.when, checklist.source
    for principle in pack.principles:
        yield f'principle "{principle.id}"', principle.when, principle.source
