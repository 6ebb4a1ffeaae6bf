"""A case out of the solver: its answers, and the answers in the words of the pack."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from assistant.flow.answers import Answer, Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import PERIODS, Fact, FactType, Pack
from assistant.proof.formula import Literal, Solver
from assistant.proof.model_of_case import CaseModel, FactLiterals

# A time for every date that a case knows; which one it is changes no condition.
MOMENT = "2026-11-23T09:00"


def answers_of(
    case: CaseModel, model: Collection[Literal], *, highest: bool = False, moment: str = MOMENT
) -> Facts:
    """The answer to every question that is asked in the case of this model.

    A number is the lowest that the model allows, or the highest.
    """
    found: Facts = {}
    for name, literals in case.facts.items():
        if case.asked[name] in model:
            fact = case.pack.facts[name]
            found[name] = _answer(fact, literals, model, highest, moment)
    return found


def _answer(
    fact: Fact, literals: FactLiterals, model: Collection[Literal], highest: bool, moment: str
) -> Answer:
    if literals.unknown in model:
        return UNKNOWN
    match fact.type:
        case FactType.CHOICE | FactType.YES_NO:
            return next(value for value, one in literals.values.items() if one in model)
        case FactType.CHOICES:
            return [value for value, tick in literals.values.items() if tick in model]
        case FactType.PERIODS:
            return {
                value: [p for p, tick in zip(PERIODS, pair, strict=True) if tick in model]
                for value, pair in literals.periods.items()
                if literals.values[value] in model
            }
        case FactType.DATETIME:
            return moment
        case FactType.WHOLE:
            reached = [limit for limit, one in literals.at_least.items() if one in model]
            above = [limit for limit, one in literals.at_least.items() if one not in model]
            if highest:
                return min(above) - 1 if above else fact.maximum
            return max(reached) if reached else fact.minimum


def assume(case: CaseModel, facts: Mapping[str, Answer]) -> list[Literal]:
    """The literals that fix a case: the answers that count; every other fact is unknown."""
    return [
        literal
        for name, literals in case.facts.items()
        for literal in _fixed(literals, facts.get(name, UNKNOWN))
    ]


def _fixed(literals: FactLiterals, answer: Answer) -> Iterable[Literal]:
    yield literals.unknown if answer == UNKNOWN else -literals.unknown
    for value, (current, recent) in literals.periods.items():
        ticked = answer.get(value, ()) if isinstance(answer, dict) else ()
        yield current if "current" in ticked else -current
        yield recent if "recent" in ticked else -recent
    if not literals.periods:
        for value, literal in literals.values.items():
            held = value in answer if isinstance(answer, list) else value == answer
            yield literal if held else -literal
    for limit, reached in literals.at_least.items():
        yield reached if isinstance(answer, int) and answer >= limit else -reached


def plainest(solver: Solver, case: CaseModel, literals: Iterable[Literal]) -> Facts:
    """A case in which all of these hold and as little as possible is known.

    They must be able to hold together. The answers are those that are known.
    """
    kept = list(literals)
    solver.solve(kept)
    model = solver.model()
    for fact in reversed(list(case.facts.values())):
        if fact.unknown in model or solver.solve([*kept, fact.unknown]):
            kept.append(fact.unknown)
            if fact.unknown not in model:
                model = solver.model()
    return {n: a for n, a in answers_of(case, model).items() if a != UNKNOWN}


def in_words(pack: Pack, facts: Mapping[str, Answer]) -> str:
    """The answers of a case as a person gave them, in the order of the pack's steps."""
    order = [name for step in pack.steps for name in step.facts if name in facts]
    said = [f"{pack.facts[name].short}: {_said(pack, name, facts[name])}" for name in order]
    return "; ".join([*said, "nothing else is known"])


def _said(pack: Pack, name: str, answer: Answer) -> str:
    fact, words = pack.facts[name], pack.words
    if answer == UNKNOWN:
        return words.answers[UNKNOWN]
    if isinstance(answer, dict):
        ticked = [
            f"{fact.option(value).label} ({' and '.join(words.periods.get(p, p) for p in periods)})"
            for value, periods in answer.items()
        ]
        return ", ".join(ticked) or words.answers["none"]
    if isinstance(answer, list):
        labels = [fact.option(value).label for value in answer]
        return ", ".join(labels) or words.answers["none"]
    if fact.type in (FactType.CHOICE, FactType.YES_NO):
        return fact.option(str(answer)).label
    return str(answer)
