"""The fused program agrees with the condition language read slowly, and certain means certain."""

from functools import cache
from random import Random

import pytest
from msgspec.structs import replace

from assistant.engine.program import Program
from assistant.engine.reasons import Reader
from assistant.flow.answers import Facts
from assistant.flow.conditions import ALWAYS, UNKNOWN, Condition, Name
from assistant.flow.model import Checklist
from assistant.flow.problems import Source
from tests.core.conversation import any_answers, engine, given, turns
from tests.core.reference import Reference, Truth, both

BEGUN = 120
COMPLETIONS = 4


def rail(*, true: bool, false: bool) -> Truth:
    """The two rails as one truth."""
    assert not (true and false)
    return True if true else False if false else None


@cache
def program() -> Program:
    """The pack's program, with every named condition as one line more, to read its rails by."""
    pack = engine().pack
    here = Source("test", 1)
    named = tuple(
        Checklist(f"named-{name}", "", "", Name(name), (), here, aside=True)
        for name in pack.conditions
    )
    return Program(replace(pack, checklists=pack.checklists + named))


def some_answers(seed: int) -> Facts:
    """A part of a case: answers as a conversation gives them, or any answers to anything."""
    random = Random(seed)
    if seed % 2:
        return any_answers(random, random.choice((0.1, 0.4, 0.8, 1)))
    share = random.random()
    return {name: answer for name, answer in given(seed).items() if random.random() < share}


@pytest.mark.parametrize("chunk", range(10))
def test_every_line_condition_and_question_is_as_the_language_has_it(chunk: int) -> None:
    for seed in range(chunk * 30, chunk * 30 + 30):
        answers = some_answers(seed)
        view = program().settle(program().codec.vector(answers))
        assert program().true(program().codec.vector(answers)) == view.true, seed
        reference = Reference(program().pack, answers)
        reader = Reader(program(), view)
        for fact, asked, barred in zip(program().codec.facts, view.asked, view.barred, strict=True):
            truth = reference.truth(fact.asked)
            assert rail(true=asked, false=barred) is truth, (seed, fact.name)
            assert reader.truth(fact.asked) is truth, (seed, fact.name)
            value = view.values[program().codec.at[fact.name]]
            assert (value is None) is (reference.value(fact.name) is None), (seed, fact.name)
        rules: dict[str, list[Truth]] = {}
        for ref, true, false in zip(program().lines, view.true, view.false, strict=True):
            found = rail(true=true, false=false)
            if ref.rule and ref.rule.fallback:
                assert found is reference.rule(ref.rule), (seed, ref.rule.id)
                continue
            parts: list[Condition] = [ref.when]
            if ref.item and ref.checklist:
                parts.append(ref.checklist.when)
            assert found is both(map(reference.truth, parts)), (seed, ref)
            assert found is both(map(reader.truth, parts)), (seed, ref)
            if ref.rule:
                rules.setdefault(ref.rule.id, []).append(found)
        assert set(rules) < {rule.id for rule in program().pack.rules}


def test_the_cases_hold_all_three_truths_of_every_named_condition() -> None:
    seen: dict[str, set[Truth]] = {name: set() for name in program().pack.conditions}
    for seed in range(300):
        reference = Reference(program().pack, some_answers(seed))
        for name in seen:
            seen[name].add(reference.truth(Name(name)))
    assert all(truths == {True, False, None} for truths in seen.values()), seen


def certain(facts: Facts) -> dict[str, bool]:
    """What is certain of each line and each fact's question."""
    view = engine().view(facts)
    found = {}
    for at, (true, false) in enumerate(zip(view.true, view.false, strict=True)):
        if true or false:
            found[f"line {at}"] = true
    for fact, asked, barred in zip(
        engine().program.codec.facts, view.asked, view.barred, strict=True
    ):
        if asked or barred:
            found[fact.name] = asked
    return found


@pytest.mark.parametrize("chunk", range(6))
def test_what_is_certain_stays_whatever_is_answered_next(chunk: int) -> None:
    share = BEGUN // 6
    for seed in range(chunk * share, chunk * share + share):
        random = Random(seed)
        held = [answers for answers, _ in turns(given(seed))]
        begun = random.choice(held)
        sure = certain(begun)
        for other in range(COMPLETIONS):
            rest = given(1000 * seed + other) if other % 2 else any_answers(random, 1)
            for answers, _ in turns(rest, begun):
                later = certain(answers)
                assert sure.items() <= later.items(), (seed, other)


@pytest.mark.parametrize("chunk", range(4))
def test_at_the_end_every_line_is_decided_and_what_was_not_asked_is_as_unknown(chunk: int) -> None:
    pack = engine().pack
    conditions = [principle.when for principle in pack.principles]
    conditions += [note.when for score in pack.scores for note in score.notes]
    conditions += [party.yours for party in [*pack.owners.values(), *pack.services.values()]]
    for seed in range(chunk * 100, chunk * 100 + 100):
        *_, (answers, view) = turns(given(seed))
        for ref, true, false in zip(engine().program.lines, view.true, view.false, strict=True):
            assert true or false, (seed, ref)
        closed = engine().view({**dict.fromkeys(pack.facts, UNKNOWN), **answers})
        assert (closed.true, closed.false) == (view.true, view.false)
        reader, later = Reader(engine().program, view), Reader(engine().program, closed)
        for condition in conditions:
            # A question that can change nothing in the plan may be left out: then it is not true.
            assert bool(reader.truth(condition)) is later.truth(condition), (seed, condition)


def test_always_is_always() -> None:
    assert Reference(engine().pack, {}).truth(ALWAYS) is True
