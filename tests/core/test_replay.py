"""Replay: answers, changes, undo and redo in any order, held against a plain model of a log."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assistant.engine.machine import PLAN
from assistant.engine.plan import make_plan
from assistant.engine.replay import Entry, Position, Refusal
from assistant.flow.answers import Answer, Facts
from tests.core.conversation import any_answer, any_answers, engine, given, reply, steady
from tests.core.reference import Reference

seeds = st.integers(0, 10**6)


class Conversation(RuleBasedStateMachine):
    """One conversation. The model: the values given so far, and those undone."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Entry] = []
        self.position = engine().replay([])
        self.said: list[Facts] = []
        self.undone: list[Facts] = []

    def add(self, kind: str, value: Mapping[str, Answer], step: str = "") -> Position:
        entry = Entry(len(self.log) + 1, kind, step, dict(value))
        added = engine().add(self.log, entry)
        assert not isinstance(added, Refusal), added
        checked = engine().checked(self.log, entry)
        assert isinstance(checked, Entry)
        assert replace(checked, by="") == entry
        self.log.append(checked)
        self.position = added
        return added

    def say(self, kind: str, value: Facts) -> None:
        self.add(kind, value, self.position.step if kind == "answer" else "")
        self.said.append(value)
        self.undone.clear()

    @precondition(lambda self: not self.position.done)
    @rule(seed=seeds, turns=st.integers(1, 12))
    def answer(self, seed: int, turns: int) -> None:
        facts = given(seed) if seed % 3 else any_answers(Random(seed), 0.7)
        facts.setdefault("task", "worried")
        for _ in range(turns):
            if not self.position.done:
                self.say("answer", reply(self.position, facts).value)

    @precondition(lambda self: self.position.facts)
    @rule(seed=seeds)
    def change(self, seed: int) -> None:
        random = Random(seed)
        name = random.choice(sorted(self.position.facts))
        before = self.position
        value = {name: any_answer(random, engine().pack.facts[name])}
        self.say("change", value)
        # What is asked as before stays as it was.
        for other, answer in before.facts.items():
            if other != name:
                assert self.position.answers[other] == answer
        taken_back = engine().add(self.log, Entry(0, "undo", "", {}))
        assert isinstance(taken_back, Position)
        assert taken_back.facts == before.facts
        assert taken_back.set_aside == before.set_aside
        assert taken_back.waiting == before.waiting
        assert taken_back.view == before.view

    @precondition(lambda self: self.said)
    @rule()
    def undo(self) -> None:
        before = self.position
        self.add("undo", {})
        self.undone.append(self.said.pop())
        again = engine().add(self.log, Entry(0, "redo", "", {}))
        assert again == before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.add("redo", {})
        self.said.append(self.undone.pop())

    @rule(kind=st.sampled_from(["tick", "note", "event"]))
    def something_else_is_kept_in_the_log(self, kind: str) -> None:
        self.log.append(Entry(len(self.log) + 1, kind, "", {}))

    @rule(seed=seeds)
    def refused(self, seed: int) -> None:
        for entry in refusable(self.position, Random(seed)):
            before = list(self.log)
            refusal = engine().add(self.log, entry)
            assert isinstance(refusal, Refusal), entry
            assert engine().checked(self.log, entry) == refusal
            assert "\n" not in refusal.message
            assert self.log == before

    @rule()
    def danger_can_be_said_at_any_moment(self) -> None:
        entry = Entry(0, "change", "", {"immediate_danger": "yes"})
        added = engine().add(self.log, entry)
        assert isinstance(added, Position)
        plan = make_plan(engine().program, added.facts, added.view)
        assert plan.items[0].id == "ring-999"
        assert plan.items[0].due == "now"

    @invariant()
    def it_is_where_its_whole_log_leads(self) -> None:
        assert engine().replay(self.log) == self.position

    @invariant()
    def the_latest_answer_of_each_fact_is_held_and_sorted(self) -> None:
        latest: Facts = {}
        for value in self.said:
            latest.update(value)
        position = self.position
        assert position.answers == latest
        reference = Reference(engine().pack, latest)
        asked = {n: reference.truth(engine().pack.facts[n].asked) for n in latest}
        assert position.facts == {n: a for n, a in latest.items() if asked[n]}
        assert position.set_aside == {n: a for n, a in latest.items() if asked[n] is False}
        assert position.waiting == {n: a for n, a in latest.items() if asked[n] is None}
        assert position.can_undo is bool(self.said)
        assert position.can_redo is bool(self.undone)

    @invariant()
    def it_asks_what_is_open_and_nothing_twice(self) -> None:
        position = self.position
        assert position.done is (position.step == PLAN) is not any(position.view.steps)
        assert bool(position.asking) is not position.done
        assert not set(position.asking) & set(position.answers)


def refusable(position: Position, random: Random) -> list[Entry]:
    """Entries that must be refused where the conversation stands."""
    facts = engine().pack.facts
    right = reply(position, {}).value
    later = sorted(set(facts) - set(position.answers) - {"immediate_danger"})
    never: list[Entry] = [
        Entry(0, "answer", "nowhere", right),
        Entry(0, "answer", position.step, {}),
        Entry(0, "answer", position.step, {**right, "no_such_fact": "yes"}),
        Entry(0, "change", "", {}),
        Entry(0, "change", "", {"no_such_fact": "yes"}),
        Entry(0, "change", "", {"immediate_danger": "perhaps"}),
        Entry(0, "tick", "", {}),
        Entry(0, "", "", {}),
    ]
    if later:
        never.append(Entry(0, "change", "", {random.choice(later): "unknown"}))
    for name in list(position.set_aside)[:2]:
        never.append(Entry(0, "change", "", {name: "unknown"}))
    for name in list(position.facts)[:2]:
        wrong: Any = random.choice((None, True, -3, 15.5, "perhaps", ["perhaps"], {"a": 1}))
        never.append(Entry(0, "change", "", {name: wrong}))
    if not position.can_undo:
        never.append(Entry(0, "undo", "", {}))
    if not position.can_redo:
        never.append(Entry(0, "redo", "", {}))
    return never


def test_a_conversation_holds_whatever_is_done_in_it() -> None:
    run_state_machine_as_test(
        Conversation, settings=settings(steady, max_examples=200, stateful_step_count=30)
    )
