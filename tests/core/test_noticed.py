"""What was noticed in one's own words: added to an answer, or kept until its question is asked."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from msgspec.structs import replace

from assistant.engine.entries import Entry, Refusal, joined, readings
from assistant.engine.kept import plan_of
from assistant.engine.known import known
from assistant.engine.replay import Engine
from assistant.flow.answers import Answer, Facts, ticked
from assistant.flow.load import load_pack
from assistant.flow.model import LISTS, PERIODS, FactType
from tests.core.conversation import any_answer, engine, given, log_of, steady

PACK = engine().pack
NAMES = [fact.name for fact in PACK.facts.values() if fact.type in LISTS]
SIGNS = PACK.facts["cse_indicators"].values
SCORED = next(fact for fact in PACK.facts.values() if fact.type is FactType.PERIODS)
seeds = st.integers(0, 10_000)


def some_part(random: Random, name: str) -> Answer:
    """A part of an answer to a list: at least one item."""
    fact = PACK.facts[name]
    items = random.sample(fact.values, min(2, len(fact.values)))
    if fact.type is FactType.PERIODS:
        return {item: [random.choice(PERIODS)] for item in items}
    return items


def saw(value: Facts, seq: int = 0) -> Entry:
    return Entry(seq, "noticed", "", value)


def taken(log: list[Entry], entry: Entry) -> list[Entry]:
    """The log with the entry as it is kept."""
    checked = engine().checked(log, replace(entry, seq=len(log) + 1))
    assert isinstance(checked, Entry), checked
    return [*log, checked]


BEGUN = log_of({"immediate_danger": "no", "task": "worried"}, most=2)
# A conversation that has asked for signs, and gone on.
ASKED = log_of({"immediate_danger": "no", "task": "worried", "age": 14, "cse_indicators": []})


def test_where_an_answer_stands_it_is_added_and_the_plan_changes() -> None:
    before = engine().replay(ASKED)
    assert before.answers["cse_indicators"] == []
    position = engine().replay(taken(ASKED, saw({"cse_indicators": [SIGNS[4], SIGNS[1]]})))
    assert position.facts["cse_indicators"] == [SIGNS[1], SIGNS[4]]
    assert position.own == {"cse_indicators": (SIGNS[1], SIGNS[4])}
    assert not position.noticed
    changed = [*ASKED, Entry(0, "change", "", {"cse_indicators": [SIGNS[1], SIGNS[4]]})]
    other = engine().replay(changed)
    assert position.facts == other.facts
    assert plan_of(engine(), position) == plan_of(engine(), other)
    was = {item.id for item in plan_of(engine(), before).items}
    assert {item.id for item in plan_of(engine(), position).items} - was


def test_unknown_becomes_just_these() -> None:
    log = log_of({"immediate_danger": "no", "task": "worried", "age": 14})
    assert engine().replay(log).answers["cse_indicators"] == "unknown"
    found = engine().replay(taken(log, saw({"cse_indicators": [SIGNS[0]]})))
    assert found.answers["cse_indicators"] == [SIGNS[0]]


def test_where_there_is_no_answer_nothing_is_answered() -> None:
    before = engine().replay(BEGUN)
    position = engine().replay(taken(BEGUN, saw({"cse_indicators": [SIGNS[2]]})))
    assert (position.answers, position.facts) == (before.answers, before.facts)
    assert (position.step, position.view) == (before.step, before.view)
    assert position.noticed == {"cse_indicators": [SIGNS[2]]}
    assert not position.own
    assert position.can_undo


def test_the_answer_to_the_question_then_rules() -> None:
    log = taken(BEGUN, saw({"cse_indicators": [SIGNS[0], SIGNS[2]]}))
    log = log_of({"cse_indicators": [SIGNS[2], SIGNS[3]]}, log=log)
    position = engine().replay(log)
    assert position.answers["cse_indicators"] == [SIGNS[2], SIGNS[3]]
    assert position.own == {"cse_indicators": (SIGNS[2],)}
    assert not position.noticed


def test_an_item_keeps_its_mark_as_long_as_it_stands() -> None:
    log = taken(ASKED, saw({"cse_indicators": [SIGNS[0], SIGNS[2]]}))
    log = taken(log, Entry(0, "change", "", {"cse_indicators": [SIGNS[2], SIGNS[5]]}))
    assert engine().replay(log).own == {"cse_indicators": (SIGNS[2],)}
    log = taken(log, Entry(0, "change", "", {"cse_indicators": [SIGNS[0]]}))
    assert not engine().replay(log).own
    back = taken(taken(log, Entry(0, "undo", "", {})), Entry(0, "undo", "", {}))
    assert engine().replay(back).own == {"cse_indicators": (SIGNS[0], SIGNS[2])}


def test_how_it_is_known_is_kept_apart() -> None:
    log = taken(ASKED, saw({"cse_indicators": [SIGNS[3]]}))
    key = f"cse_indicators.{SIGNS[3]}"
    assert known(log) == {}
    told = [*log, Entry(len(log) + 1, "known", "", {key: "seen"})]
    assert known(told) == {key: "seen"}
    assert known(taken(told, saw({"cse_indicators": [SIGNS[1]]}))) == {key: "seen"}
    assert known([*told, Entry(0, "undo", "", {})]) == {}


def test_what_is_not_asked_is_kept_and_not_counted() -> None:
    facts: Facts = {"immediate_danger": "no", "task": "worried", "age": 14, "concerns": ["cse"]}
    log = taken(BEGUN, saw({"cse_indicators": [SIGNS[1]]}))
    position = engine().replay(log_of(facts, log=log))
    assert position.done
    assert position.noticed == {"cse_indicators": [SIGNS[1]]}
    assert "cse_indicators" not in position.facts


def test_a_reading_is_put_right_and_keeps_its_time() -> None:
    first = Entry(1, "answer", "x", {"cse_indicators": []}, by="police")
    second = saw({"cse_indicators": [SIGNS[0]]}, 2)
    early = saw({"push_factors": ["x"]}, 3)
    found = readings([early, first, second])
    assert [one.answer for one in found["cse_indicators"]] == [[SIGNS[0]]]
    assert "push_factors" not in found


def test_what_happened_since_asks_anew_and_takes_nothing_of_the_earlier_time() -> None:
    value: Any = {"at": "unknown", "facts": {}, "open": ["cse_indicators"], "anew": [], "keeps": []}
    log = taken(ASKED, saw({"cse_indicators": [SIGNS[0]]}))
    log = [*log, Entry(len(log) + 1, "event", "x", value)]
    position = engine().replay(log)
    assert "cse_indicators" not in position.answers
    assert not position.own
    assert not position.noticed
    again = engine().replay(taken(log, saw({"cse_indicators": [SIGNS[1]]})))
    assert again.noticed == {"cse_indicators": [SIGNS[1]]}
    assert [one.answer for one in again.readings["cse_indicators"]] == [[SIGNS[0]]]


@for_all(seeds, st.sampled_from(NAMES))
@steady
def test_joining_is_idempotent_and_goes_by_no_order(seed: int, name: str) -> None:
    random = Random(seed)
    log = [Entry(1, "answer", "", {name: any_answer(random, PACK.facts[name])})]
    one, two = some_part(random, name), some_part(random, name)
    there = engine().replay([*log, saw({name: one}, 2), saw({name: two}, 3)])
    back = engine().replay([*log, saw({name: two}, 2), saw({name: one}, 3)])
    twice = engine().replay([*log, *(saw({name: part}) for part in (one, two, one, two))])
    assert there.answers == back.answers == twice.answers
    assert list(there.answers[name]) == list(back.answers[name])  # type: ignore[arg-type]
    assert there.view == back.view == twice.view
    assert there.own == back.own == twice.own
    together = engine().replay([*log, saw({name: joined(one, two)}, 2)])
    assert together.answers == there.answers
    assert set(ticked(PACK.facts[name], there.answers[name])) >= {*one, *two}  # type: ignore[misc]


@for_all(seeds)
@steady
def test_noticed_and_then_answered_is_answered(seed: int) -> None:
    random, facts = Random(seed), given(seed)
    plain = log_of(facts)
    log = log_of(facts, random.randrange(len(plain)))
    for _ in range(2):
        name = random.choice(NAMES)
        if name not in engine().replay(log).answers:
            log = taken(log, saw({name: some_part(random, name)}))
    there, without = engine().replay(log_of(facts, log=log)), engine().replay(plain)
    assert there.facts == without.facts
    assert (there.step, there.view) == (without.step, without.view)
    for name, items in there.own.items():
        assert set(items) <= set(ticked(PACK.facts[name], there.answers[name]))


@for_all(seeds)
@steady
def test_undo_restores_and_redo_brings_back(seed: int) -> None:
    random, facts = Random(seed), given(seed)
    log = log_of(facts, random.randrange(12))
    name = random.choice(NAMES)
    before = engine().replay(log)
    more = taken(log, saw({name: some_part(random, name)}))
    undone = taken(more, Entry(0, "undo", "", {}))
    assert replace(engine().replay(undone), can_redo=False) == replace(before, can_redo=False)
    redone = taken(undone, Entry(0, "redo", "", {}))
    assert engine().replay(redone) == engine().replay(more)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"cse_indicators": []},
        {"cse_indicators": "unknown"},
        {"cse_indicators": SIGNS[0]},
        {"cse_indicators": ["she has a new phone"]},
        {"cse_indicators": [SIGNS[0], SIGNS[0]]},
        {"cse_indicators": {SIGNS[0]: ["current"]}},
        {"immediate_danger": "yes"},
        {"age": 14},
        {"nothing": ["x"]},
        {SCORED.name: {}},
        {SCORED.name: [SCORED.values[0]]},
        {SCORED.name: {SCORED.values[0]: []}},
        {SCORED.name: {SCORED.values[0]: ["current"], SCORED.values[1]: []}},
        {SCORED.name: {SCORED.values[0]: ["often"]}},
        {"cse_indicators": [SIGNS[0]], "age": 14},
    ],
)
def test_what_is_no_part_of_a_list_is_refused(value: dict[str, Any]) -> None:
    found = engine().checked(BEGUN, saw(value))
    assert isinstance(found, Refusal)
    assert found.message


def test_it_is_kept_in_the_packs_order_without_a_step() -> None:
    entry = replace(saw({"cse_indicators": [SIGNS[4], SIGNS[1]]}), step="worries")
    checked = engine().checked(BEGUN, entry)
    assert isinstance(checked, Entry)
    assert (checked.step, checked.value) == ("", {"cse_indicators": [SIGNS[1], SIGNS[4]]})


def newer(gone: str) -> Engine:
    """A later version of the guide, which knows one sign less."""
    texts = {
        name: text
        for name, text in PACK.texts.items()
        if name != "scripts.yaml" and not name.startswith("noticed/")  # they name the sign
    }
    text, count = re.subn(rf"(?m)^      {gone}:.*\n", "", texts["facts/worries.yaml"])
    assert count == 1
    texts["facts/worries.yaml"] = text
    return Engine(load_pack(texts))


def test_another_version_drops_the_item_that_it_does_not_know_and_no_other() -> None:
    gone, stays = "unexplained_gifts", SIGNS[4]
    later = newer(gone)
    version = Entry(90, "version", "", {"version": later.pack.version})
    kept = taken(BEGUN, saw({"cse_indicators": [gone, stays]}))
    assert later.replay([*kept, version]).noticed == {"cse_indicators": [stays]}
    added = taken(ASKED, saw({"cse_indicators": [gone, stays]}))
    position = later.replay([*added, version])
    assert position.answers["cse_indicators"] == [stays]
    assert position.own == {"cse_indicators": (stays,)}
    # Its own answer is not known any more: what was noticed beside it waits for the question.
    other = log_of({"immediate_danger": "no", "task": "worried", "cse_indicators": [gone]})
    position = later.replay([*taken(other, saw({"cse_indicators": [stays]})), version])
    assert "cse_indicators" not in position.answers
    assert position.noticed == {"cse_indicators": [stays]}
