"""Which promises of a pack does some case break? Each with the plainest such case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from assistant.engine.machine import Way
from assistant.engine.plan import YOU
from assistant.engine.program import Program
from assistant.flow.conditions import Is
from assistant.flow.model import Pack, Rule
from assistant.flow.model.promises import AlwaysAsked, Apart, First, NotKnowing, OneOf
from assistant.flow.problems import Problem, Source
from assistant.proof.all_cases import AllCases
from assistant.proof.formula import FALSE, Literal
from assistant.proof.outcome import Outcome, carried
from assistant.proof.passing import plan_without


def broken_promises(cases: AllCases) -> list[Problem]:
    """Every promise of promises.yaml that does not hold in all cases, and what every pack owes:
    the emergency first, its question always asked, and no plan empty.
    """
    pack = cases.pack
    promises = pack.promises
    found = list(_empty(cases))
    for first in _firsts(pack):
        found += _first(cases, first)
    for asked in _asked(pack):
        found += _always_asked(cases, asked)
    for apart in promises.apart:
        found += _apart(cases, apart)
    for one_of in promises.one_of:
        found += _one_of(cases, one_of)
    for unknown in promises.not_knowing:
        found += _not_knowing(cases, unknown)
    return found


def _firsts(pack: Pack) -> Iterable[First]:
    emergency = pack.emergency
    when = Is(emergency.fact, (emergency.answer,))
    yield First(emergency.rule, when, "the emergency comes first", pack.emergency.source)
    yield from pack.promises.first


def _asked(pack: Pack) -> Iterable[AlwaysAsked]:
    asked = pack.promises.asked
    if all(promise.fact != pack.emergency.fact for promise in asked):
        words = "the emergency is asked about in every case"
        yield AlwaysAsked(pack.emergency.fact, words, pack.emergency.source)
    yield from asked


def _broken(
    cases: AllCases, source: Source, words: str, what: str, literals: Iterable[Literal]
) -> Iterator[Problem]:
    """A problem where there is a case in which all of these hold."""
    example = cases.example(*literals)
    if example is not None:
        yield Problem(source, f'broken promise "{words}": {what}. A case: {example}')


def _empty(cases: AllCases) -> Iterator[Problem]:
    plan = cases.plan
    said = [
        literal for rule in cases.pack.rules if _says(rule) for literal in plan.of_rule[rule.id]
    ]
    words, what = "no plan is empty", "no rule and no fallback is in the plan"
    nothing = -cases.formula.any_of(said)
    yield from _broken(cases, Source("pack.yaml", 1), words, what, [nothing])


def _says(rule: Rule) -> bool:
    """Does the rule tell the person what to do about the child?"""
    return rule.fallback or not (rule.ours or rule.aside)


def _first(cases: AllCases, first: First) -> Iterator[Problem]:
    pack, plan = cases.pack, cases.plan
    when = cases.case.literal(first.when)
    at, rule = next((at, r) for at, r in enumerate(pack.rules) if r.id == first.rule)
    what = f'rule "{rule.id}" is not in the plan'
    problems = list(_broken(cases, first.source, first.words, what, [when, -plan.rule(rule.id)]))
    now = cases.formula.all_of((plan.due_now(rule), plan.yours(rule)))
    what = f'rule "{rule.id}" is not both due now and the person\'s own'
    problems += _broken(cases, first.source, first.words, what, [when, plan.rule(rule.id), -now])
    for other_at, other in enumerate(pack.rules):
        if problems:
            break
        if other is not rule and plan.due_now(other) != FALSE:
            literals = [when, plan.due_now(other), plan.yours(other)]
            before = _before(plan, other, rule, level=other_at < at)
            what = f'rule "{other.id}" stands before rule "{rule.id}"'
            problems += _broken(cases, first.source, first.words, what, [*literals, before])
    yield from problems


def _before(plan: Outcome, other: Rule, rule: Rule, *, level: bool) -> Literal:
    """Of two rules that are the person's own and due now, the other is told first.

    The order is that of the plan files, and within one file that of the pack (`level`: there the
    other stands before). See `order` in engine.plan.
    """
    formula = plan.formula
    return formula.any_of(
        formula.all_of((plan.placed(other, at), -plan.placed(rule, at - 1 if level else at)))
        for at in range(len(plan.pack.plan_files))
    )


def _always_asked(cases: AllCases, asked: AlwaysAsked) -> Iterator[Problem]:
    what = f'"{asked.fact}" is not asked'
    found = list(_broken(cases, asked.source, asked.words, what, [-cases.case.asked[asked.fact]]))
    step = next(step.id for step in cases.pack.steps if asked.fact in step.facts)
    if not found and (way := plan_without(Way(Program(cases.pack)), step)):
        what = f'a conversation can go {" -> ".join(way)} and never pass step "{step}"'
        found.append(Problem(asked.source, f'broken promise "{asked.words}": {what}'))
    yield from found


def _apart(cases: AllCases, apart: Apart) -> Iterator[Problem]:
    for one, other in combinations(apart.rules, 2):
        both = [cases.plan.rule(one), cases.plan.rule(other)]
        what = f'rules "{one}" and "{other}" are in one plan'
        yield from _broken(cases, apart.source, apart.words, what, both)


def _one_of(cases: AllCases, one_of: OneOf) -> Iterator[Problem]:
    pack = cases.pack
    for name in one_of.rules:
        if pack.rule(name).owner != YOU:
            message = f'broken promise "{one_of.words}": rule "{name}" is not the person\'s own'
            yield Problem(one_of.source, message)
    none = -cases.formula.any_of(cases.plan.rule(name) for name in one_of.rules)
    literals = [cases.case.literal(one_of.when), -cases.case.literal(one_of.unless), none]
    what = "the plan has none of these rules"
    yield from _broken(cases, one_of.source, one_of.words, what, literals)


def _not_knowing(cases: AllCases, promise: NotKnowing) -> Iterator[Problem]:
    case, formula = cases.case, cases.formula
    beside = cases.beside(promise.fact)
    known, unknown = cases.plan.rows(), beside.rows()
    lost: dict[str, Literal] = {}
    for row, literal in known.items():
        kept = unknown[promise.in_place.get(row, row)]
        left_out = [case.literal(b.when) for b in promise.but_for if row in b.rows]
        if kept != literal or left_out or row in promise.in_place:
            lost[row] = formula.all_of((literal, -kept, -formula.any_of(left_out)))
    literals = [
        case.literal(promise.known),
        case.asked[promise.fact],
        beside.case.facts[promise.fact].unknown,
        formula.any_of(lost.values()),
    ]
    facts = cases.plainest(*literals)
    if facts is None:
        return
    row, rule = _one_lost(cases, literals, lost)
    words = f'not knowing "{cases.pack.facts[promise.fact].short}" withholds nothing'
    what = f"{row} ({rule}) is lost where it is unknown"
    yield from _broken(cases, promise.source, words, what, [*literals, lost[row]])


def _one_lost(
    cases: AllCases, literals: list[Literal], lost: dict[str, Literal]
) -> tuple[str, str]:
    """The first row that a case loses, and the rule or checklist that carries it."""
    row = next(row for row, literal in lost.items() if cases.solver.solve([*literals, literal]))
    ref = next(ref for ref in cases.plan.refs if row in carried(ref))
    if ref.rule:
        return row, f'rule "{ref.rule.id}"'
    return row, f'checklist "{ref.checklist.id}"' if ref.checklist else ""
