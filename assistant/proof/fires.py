"""What never holds, and what always does: rules, checklists, conditions, questions and steps."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from assistant.flow.conditions import ALWAYS, Condition, Const
from assistant.flow.model import Pack, Rule
from assistant.flow.problems import Problem, Source
from assistant.proof.all_cases import AllCases
from assistant.proof.formula import Literal
from assistant.proof.where import asked_source, condition_source


class Claim(Struct, frozen=True):
    """`literal` holds in some case, or else `message` is true of `source`."""

    literal: Literal
    message: str
    source: Source


def check_fires(cases: AllCases) -> list[Problem]:
    """A warning for each thing that can never come, and for each that always does although its
    author wrote a condition.
    """
    claims = list(_claims(cases))
    possible = cases.possible(claim.literal for claim in claims)
    return [
        Problem(claim.source, claim.message, warning=True)
        for claim in claims
        if claim.literal not in possible
    ]


def _claims(cases: AllCases) -> Iterator[Claim]:
    yield from _rules(cases)
    yield from _checklists(cases)
    yield from _steps(cases)
    yield from _others(cases)


def _both(
    literal: Literal, condition: Condition, source: Source, never: str, always: str
) -> Iterator[Claim]:
    """It can be and it need not be; an author who writes `always` or `never` means it."""
    if not isinstance(condition, Const):
        yield Claim(literal, never, source)
        yield Claim(-literal, f"{always}; if that is meant, write `always`", source)


def _rules(cases: AllCases) -> Iterator[Claim]:
    for rule in cases.pack.rules:
        what = f'rule "{rule.id}"'
        literals = cases.plan.of_rule[rule.id]
        if len(rule.lines) == 1:
            line = rule.lines[0]
            never = f"{what} is in no plan: its condition is true in no case"
            if rule.fallback:
                never = f"{what} is in no plan: there is always another item"
            yield from _both(literals[0], line.when, line.source, never, f"{what} is in every plan")
            continue
        for line, literal in zip(rule.lines, literals, strict=True):
            name = f"a line of {what}"
            yield from _both(
                literal,
                line.when,
                line.source,
                f"{name} is true in no case",
                f"{name} is true in every case",
            )
        yield from _together(cases, rule)


def _together(cases: AllCases, rule: Rule) -> Iterator[Claim]:
    """Lines that together leave out no case, though each alone does."""
    if all(line.when != ALWAYS for line in rule.lines):
        literals = cases.plan.of_rule[rule.id]
        if cases.possible(-literal for literal in literals) == {-literal for literal in literals}:
            message = f'rule "{rule.id}" is in every plan: one of its lines is always true'
            yield Claim(-cases.plan.rule(rule.id), message, rule.source)


def _checklists(cases: AllCases) -> Iterator[Claim]:
    for checklist in cases.pack.checklists:
        what = f'checklist "{checklist.id}"'
        whole = cases.case.literal(checklist.when)
        yield from _both(
            whole,
            checklist.when,
            checklist.source,
            f"{what} is never shown: its condition is true in no case",
            f"{what} is always shown",
        )
        conditional = [item for item in checklist.items if not isinstance(item.when, Const)]
        if not conditional or not cases.possible([whole]):
            continue
        for item in conditional:
            literal = cases.case.literal(item.when)
            shown = cases.formula.all_of((whole, literal))
            left_out = cases.formula.all_of((whole, -literal))
            name = f"an item of {what}"
            yield Claim(shown, f"{name} is never shown", item.source)
            message = f"{name} is shown whenever the checklist is: it needs no condition"
            yield Claim(left_out, message, item.source)


def _steps(cases: AllCases) -> Iterator[Claim]:
    reached = cases.possible(cases.case.asked.values())
    for step in cases.pack.steps:
        asked = [cases.case.asked[name] for name in step.facts]
        if reached.isdisjoint(asked):
            message = f'step "{step.id}" is never reached: none of its questions is asked'
            yield Claim(cases.formula.any_of(asked), message, step.source)
            continue
        for name in step.facts:
            fact = cases.pack.facts[name]
            yield from _both(
                cases.case.asked[name],
                fact.asked,
                asked_source(cases.pack, fact),
                f'fact "{name}" is never asked: the condition is true in no case',
                f'fact "{name}" is asked in every case',
            )


def _others(cases: AllCases) -> Iterator[Claim]:
    for what, condition, source in _conditions(cases.pack):
        literal = cases.case.literal(condition)
        yield from _both(
            literal,
            condition,
            source,
            f"{what} is true in no case",
            f"{what} is true in every case",
        )
    for score in cases.pack.scores:
        for category, literal in cases.case.categories[score.category].items():
            message = f'score "{score.id}": no case comes to category {category}'
            yield Claim(literal, message, score.source)


def _conditions(pack: Pack) -> Iterator[tuple[str, Condition, Source]]:
    for name, condition in pack.conditions.items():
        yield f'condition "{name}"', condition, condition_source(pack, name)
    for principle in pack.principles:
        yield f'the condition of principle "{principle.id}"', principle.when, principle.source
    for score in pack.scores:
        what = f'score "{score.id}"'
        yield f'the condition "recorded" of {what}', score.recorded, score.source
        for extra in score.extras:
            yield f'the condition of "{extra.id}" in {what}', extra.when, score.source
        for note in score.notes:
            yield f'the condition of note "{note.id}" in {what}', note.when, note.source
    for event in pack.events:
        yield f'the condition of event "{event.id}"', event.when, event.source
    for kind, parties in (("owner", pack.owners), ("service", pack.services)):
        for party in parties.values():
            yield f'the condition of {kind} "{party.id}"', party.yours, party.source
    if not isinstance(pack.may_decide.when, Const):
        yield "the condition may_decide", pack.may_decide.when, pack.may_decide.source
