"""What covering cases are to reach: each goal for the solver, and as the engine sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from assistant.engine.reasons import Reader
from assistant.engine.replay import Engine
from assistant.engine.view import View
from assistant.engine.walk import Walk, walk
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN, All, AnyOf, Condition
from assistant.flow.model import Pack
from assistant.proof.all_cases import AllCases
from assistant.proof.formula import Literal


class Held:
    """A conversation held by the engine. `view` is that of its plan, `reader` reads conditions,
    what was not asked being unknown.
    """

    def __init__(self, engine: Engine, given: Facts) -> None:
        self.walk: Walk = walk(engine, given)
        self.asked = {entry.fact for entry in self.walk.asked}
        self.view: View = self.walk.view
        everything: Facts = {**dict.fromkeys(engine.pack.facts, UNKNOWN), **self.walk.facts}
        self.reader = Reader(engine.program, engine.view(everything))


class Goal(Struct, frozen=True):
    """Something to be met. `literal` is for the solver, `met` asks the engine."""

    words: str
    literal: Literal
    met: Callable[[Held], bool]


def goals(cases: AllCases) -> list[Goal]:
    """Every goal that some case meets: each line, item, condition and principle true and false,
    each part of an `or` true where it stands, each step asked and passed over, each category.
    """
    found = [*_lines(cases), *_conditions(cases), *_steps(cases)]
    possible = cases.possible(goal.literal for goal in found)
    return [goal for goal in found if goal.literal in possible]


def _lines(cases: AllCases) -> Iterator[Goal]:
    for at, (ref, literal) in enumerate(zip(cases.plan.refs, cases.plan.lines, strict=True)):
        source = ref.rule or ref.checklist
        words = f"{source.id if source else ''}, line {at}"
        yield Goal(f"{words}, true", literal, partial(_line, at, True))
        yield Goal(f"{words}, false", -literal, partial(_line, at, False))


def _conditions(cases: AllCases) -> Iterator[Goal]:
    for words, condition in _named(cases.pack):
        for part in _parts(condition):
            literal = cases.case.literal(part)
            yield Goal(words, literal, partial(_condition, part, True))
        never = -cases.case.literal(condition)
        yield Goal(f"not {words}", never, partial(_condition, condition, False))


def _named(pack: Pack) -> Iterator[tuple[str, Condition]]:
    yield from pack.conditions.items()
    yield from ((f"asking {fact.name}", fact.asked) for fact in pack.facts.values())
    for rule in pack.rules:
        yield from ((f"a line of {rule.id}", line.when) for line in rule.lines)
    for principle in pack.principles:
        yield principle.id, principle.when
    for score in pack.scores:
        yield from ((f"{score.id}, {extra.id}", extra.when) for extra in score.extras)
        yield from ((f"{score.id}, {note.id}", note.when) for note in score.notes)


def _parts(condition: Condition) -> Iterator[Condition]:
    """The condition, and each part of an `or` in it together with what stands beside the `or`."""
    yield condition
    yield from _branches(condition, ())


def _branches(condition: Condition, beside: tuple[Condition, ...]) -> Iterator[Condition]:
    match condition:
        case All(parts):
            for at, part in enumerate(parts):
                yield from _branches(part, (*beside, *parts[:at], *parts[at + 1 :]))
        case AnyOf(parts):
            for part in parts:
                yield All((part, *beside))
                yield from _branches(part, beside)


def _steps(cases: AllCases) -> Iterator[Goal]:
    asked = cases.case.asked
    for step in cases.pack.steps:
        facts = frozenset(step.facts)
        literal = cases.formula.any_of(asked[name] for name in step.facts)
        yield Goal(f"step {step.id}", literal, partial(_asked, facts, True))
        yield Goal(f"past step {step.id}", -literal, partial(_asked, facts, False))
    for score in cases.pack.scores:
        for category, literal in cases.case.categories[score.category].items():
            met = partial(_category, score.category, category)
            yield Goal(f"{score.category} {category}", literal, met)


def _line(at: int, wanted: bool, held: Held) -> bool:
    return (held.view.true if wanted else held.view.false)[at]


def _condition(condition: Condition, wanted: bool, held: Held) -> bool:
    return held.reader.truth(condition) is wanted


def _asked(facts: frozenset[str], wanted: bool, held: Held) -> bool:
    return facts.isdisjoint(held.asked) is not wanted


def _category(name: str, category: int, held: Held) -> bool:
    return held.reader.values[name] == category
