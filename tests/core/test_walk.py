"""A whole conversation: what is asked and when, and how soon something is told."""

from collections.abc import Iterator
from random import Random

import pytest

from assistant.engine.machine import PLAN
from assistant.engine.plan import make_plan, true_rules
from assistant.engine.walk import Walk, walk
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN, All
from assistant.flow.reading import names_read
from tests import oracle
from tests.core.conversation import any_answers, engine, given
from tests.oracle.vocabulary import serving, vocabulary
from tests.oracle.words import cse_possible, frontline, missing_or_back, trafficking_possible

FIRST_ITEM, WHOLE_PLAN = 4, 15
SERAF = {
    "seraf_vulnerabilities",
    "seraf_moderate",
    "seraf_significant",
    "seraf_unknown",
    "disability",
}
TRAFFICKING_SIGNS = (
    "resident_indicators",
    "internal_trafficking_indicators",
    "port_of_entry_indicators",
    "sponsor_indicators",
)
CHUNKS, SIZE = 10, 60


def seeds(chunk: int, size: int = SIZE) -> range:
    """The seeds of one chunk."""
    return range(chunk * size, chunk * size + size)


def our_own() -> set[str]:
    """Facts that the pack has beside the protocol's vocabulary."""
    return set(engine().pack.facts) - set(vocabulary())


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_asked_when(chunk: int) -> None:
    step_of = {name: step.id for step in engine().pack.steps for name in step.facts}
    for seed in seeds(chunk):
        facts = given(seed)
        held = walk(engine(), facts)
        asked = [entry.fact for entry in held.asked]
        assert asked[0] == "immediate_danger"
        assert len(asked) == len(set(asked)), (seed, "asked twice")
        assert set(asked) <= oracle.asked(facts) | serving() | our_own(), seed
        turns = [entry.turn for entry in held.asked]
        assert turns == sorted(turns)
        assert set(turns) == set(range(1, len(held.states)))
        for entry in held.asked:
            # One turn is one screen: the state that it was asked in.
            assert held.states[entry.turn - 1] == step_of[entry.fact]
            assert entry.answer == facts.get(entry.fact, UNKNOWN)
        assert held.states[-1] == PLAN
        assert not any(held.view.steps), (seed, "a question is left")


def test_what_the_vocabulary_does_not_have_moves_only_items_that_are_ours() -> None:
    pack = engine().pack
    for rule in pack.rules:
        if rule.ours or rule.aside:
            continue
        plain = [line for line in rule.lines if not names_read(line.when) & our_own()]
        for line in rule.lines:
            # Such a line may choose other words for an item that stands without it, and no more.
            if line not in plain:
                assert line.due == plain[0].due
                assert set(line.clauses) <= set(plain[0].clauses)
                assert isinstance(line.when, All), rule.id
                assert plain[0].when in line.when.parts, rule.id
    asked = [fact.asked for fact in pack.facts.values() if fact.name not in our_own()]
    for condition in [*pack.conditions.values(), *asked]:
        assert not names_read(condition) & our_own()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_was_advised_is_never_withdrawn(chunk: int) -> None:
    for seed in seeds(chunk):
        held = walk(engine(), given(seed))
        advised = [entry.rule for entry in held.advised]
        assert len(advised) == len(set(advised))
        assert set(advised) == true_rules(engine().program, held.view.true), seed


def yours_first(held: Walk) -> int:
    """After which turn the first item of owner `you` was certain."""
    plan = make_plan(engine().program, held.facts, held.view)
    yours = {item.id for item in plan.items if item.yours}
    return min(entry.turn for entry in held.advised if entry.rule in yours)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_someone_in_a_hurry_is_told_something_to_do(chunk: int) -> None:
    for seed in seeds(chunk):
        facts = given(seed)
        if frontline(facts):
            assert yours_first(walk(engine(), facts)) <= FIRST_ITEM, seed


@pytest.mark.parametrize("task", ["worried", "missing_now", "returned"])
@pytest.mark.parametrize("danger", ["yes", "no", "unknown"])
def test_so_is_someone_who_knows_nothing_more(task: str, danger: str) -> None:
    held = walk(engine(), {"task": task, "immediate_danger": danger})
    assert yours_first(held) <= FIRST_ITEM


def lone_concern(random: Random) -> Facts:
    """A frontline case in which one concern stands alone."""
    facts = any_answers(random, random.choice((0.7, 0.9, 1)))
    task = random.choice(("worried", "worried", "missing_now", "returned"))
    one = random.choice(("missing", "cse", "trafficking")) if task == "worried" else "missing"
    facts |= {"task": task, "concerns": [one]}
    facts["suspected_after_discussion"] = [] if one == "missing" else [one]
    if task == "worried" and one != "missing":
        facts["missing_status"] = "not_missing"
    if one != "cse":
        facts |= {"cse_indicators": [], "something_received_for_sexual_activity": "no"}
        facts["particular_risks"] = random.choice(([], ["violence"]))
    if one != "trafficking":
        facts |= {name: [] for name in TRAFFICKING_SIGNS}
        facts |= {"moved": "no", "unaccompanied_asylum_seeking": "no"}
    return facts


def lone_concerns(chunk: int) -> Iterator[Facts]:
    """Cases with one concern in `concerns` and the other two not possible."""
    random = Random(chunk)
    for _ in range(80):
        facts = lone_concern(random)
        counted = oracle.effective(facts)
        possible = missing_or_back(counted), cse_possible(counted), trafficking_possible(counted)
        if sum(possible) == 1:
            yield facts


@pytest.mark.parametrize("chunk", range(6))
def test_the_plan_is_whole_soon_where_one_concern_stands_alone(chunk: int) -> None:
    ruled = {r.id for r in engine().pack.rules if not (r.ours or r.aside or r.fallback)}
    number = 0
    for facts in lone_concerns(chunk):
        number += 1
        held = walk(engine(), facts)
        last = max((entry.turn for entry in held.advised if entry.rule in ruled), default=0)
        # The turns that go through the SERAF's items are not counted.
        form = {entry.turn for entry in held.asked if entry.fact in SERAF and entry.turn <= last}
        assert last - len(form) <= WHOLE_PLAN, facts
    assert number >= 40


@pytest.mark.parametrize("chunk", range(4))
def test_a_fact_that_nobody_asks_for_changes_nothing(chunk: int) -> None:
    for seed in seeds(chunk, 40):
        random, facts = Random(seed), given(seed)
        held = walk(engine(), facts)
        asked = {entry.fact for entry in held.asked}
        # What is heard is told, whether or not anybody asks.
        heard = {fact.name for fact in engine().pack.facts.values() if fact.heard}
        other = {n: a for n, a in any_answers(random, 1).items() if n not in heard}
        changed = walk(
            engine(), {n: (facts if n in asked else other).get(n, UNKNOWN) for n in other}
        )
        assert changed.asked == held.asked, seed
        assert changed.advised == held.advised, seed
        assert make_plan(engine().program, changed.facts, changed.view) == make_plan(
            engine().program, held.facts, held.view
        )
