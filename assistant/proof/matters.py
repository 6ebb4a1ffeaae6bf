"""Does every question matter? Two cases that differ in its answer alone, and in what they come to.

Such a pair is first looked for with the engine, by changing single answers of the cases that other
proofs have met; where none is found the solver looks at all pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.program import Program
from assistant.engine.view import LineRef
from assistant.engine.whatif import limits, other_answers
from assistant.flow.conditions import ALWAYS, UNKNOWN
from assistant.flow.model import Fact
from assistant.flow.problems import Problem
from assistant.proof.all_cases import AllCases
from assistant.proof.example import answers_of
from assistant.proof.formula import Literal
from assistant.proof.outcome import Outcome, is_now
from assistant.proof.reads import Reads


def check_matters(cases: AllCases) -> list[Problem]:
    """A warning for each question whose answer changes neither plan, score nor contact in any case.

    What nothing reads at all is found without a proof (proof.unused), and so left out here, as is
    what serves something by name, and what is never asked.
    """
    read = Reads(cases.pack).facts
    asked = cases.possible(cases.case.asked.values())
    sought = [
        fact
        for fact in cases.pack.facts.values()
        if fact.name in read and not fact.serves and cases.case.asked[fact.name] in asked
    ]
    settled = _seen_to_matter(cases, sought)
    return [
        Problem(
            fact.source,
            f'fact "{fact.name}": the answer changes neither plan, score nor contact in any case',
            warning=True,
        )
        for fact in sought
        if fact.name not in settled and not matters(cases, fact)
    ]


def _seen_to_matter(cases: AllCases, sought: list[Fact]) -> set[str]:
    """The facts of which the engine has a case in which another answer gives another plan."""
    program = Program(cases.pack)
    codec = program.codec
    numbers = limits(cases.pack)
    counting = [at for at, ref in enumerate(program.lines) if not _around(ref)]
    left = {fact.name: fact for fact in sought}
    for model in cases.models:
        facts = answers_of(cases.case, model)
        vector = codec.vector({**dict.fromkeys(cases.pack.facts, UNKNOWN), **facts})
        before = program.true(vector)
        for name in [name for name in facts if name in left]:
            for answer in other_answers(left[name], facts[name], numbers.get(name, ())):
                changed = list(vector)
                codec.put(changed, name, answer)
                after = program.true(changed)
                if any(before[at] != after[at] for at in counting):
                    del left[name]
                    break
    return {fact.name for fact in sought} - left.keys()


def matters(cases: AllCases, fact: Fact) -> bool:
    """Is there a case in which another answer to this one question makes a difference?"""
    one, other = cases.plan, cases.beside(fact.name)
    difference = cases.formula.any_of(
        cases.formula.differ(mine, theirs)
        for mine, theirs in zip(_shown(one, fact), _shown(other, fact), strict=True)
    )
    return cases.solver.solve([cases.case.asked[fact.name], difference])


def _shown(plan: Outcome, fact: Fact) -> Iterator[Literal]:
    """What a person is shown of a plan that an answer to the fact could change.

    What we add around the protocol, and what stands aside, is no reason to ask a question; only a
    question that is asked in any case may serve nothing else.
    """
    all_of, case = plan.formula.all_of, plan.case
    for ref, literal in zip(plan.refs, plan.lines, strict=True):
        if fact.asked == ALWAYS or not _around(ref):
            yield literal
            if ref.line and ref.line.due and not is_now(ref.line):
                yield all_of((literal, -case.facts[ref.line.due.fact].unknown))
    for sums in case.sums.values():
        yield from (all_of((sums.recorded, reached)) for reached in sums.reached)
        yield from (all_of((sums.answered, reached)) for reached in sums.reached)
    for party in (*plan.pack.owners.values(), *plan.pack.services.values()):
        yield case.literal(party.yours)


def _around(ref: LineRef) -> bool:
    source = ref.rule or ref.checklist
    return source is not None and (source.ours or source.aside)
