"""Replay: answers, changes, undo and redo in any order, held against a plain model of a log."""

from collections.abc import Mapping
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
from msgspec.structs import replace

from assistant.engine.machine import PLAN
from assistant.engine.plan import make_plan
from assistant.engine.replay import Entry, Position, Refusal
from assistant.flow.answers import Answer, Facts
from tests.core.conversation import any_answer, any_answers, engine, given, reply, steady
from tests.core.reference import Reference

seeds = st.integers(0, 10**6)


class Conversation(RuleBasedStateMachine):
    """One conversation. The model: all that was said in order, and which of it is undone.

    `undone` are the places of what can be redone, the last undone last; what stands in `gone` was
    undone and then overtaken.
    """

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Entry] = []
        self.position = engine().replay([])
        self.said: list[tuple[str, Facts]] = []
        self.undone: list[int] = []
        self.gone: set[int] = set()

    def add(
        self, kind: str, value: Mapping[str, Answer], step: str = "", holder: int = 1
    ) -> Position:
        entry = Entry(len(self.log) + 1, kind, step, dict(value), holder=holder)
        added = engine().add(self.log, entry)
        assert not isinstance(added, Refusal), added
        checked = engine().checked(self.log, entry)
        assert isinstance(checked, Entry)
        assert replace(checked, by="") == entry
        before = engine().replay(self.log)
        self.log.append(checked)
        by_then, by_itself = engine().replay(self.log, before), engine().replay(self.log)
        assert by_then == by_itself
        assert by_then.moment.said == by_itself.moment.said
        self.position = added
        return added

    def say(self, kind: str, value: Facts) -> None:
        self.add(kind, value, self.position.step if kind == "answer" else "")
        self.said.append((kind, value))
        self.gone.update(self.undone)
        self.undone.clear()

    def standing(self) -> list[int]:
        """The places of what was said and stands."""
        away = self.gone.union(self.undone)
        return [at for at in range(len(self.said)) if at not in away]

    def to_undo(self) -> list[int]:
        """The places of what could be undone, the next one last."""
        return [at for at in self.standing() if self.said[at][0] != "handover"]

    @rule(role=st.sampled_from(engine().pack.facts["role"].values), holder=st.integers(1, 3))
    def hand_over(self, role: str, holder: int) -> None:
        before = self.position
        after = self.add("handover", {"role": role}, holder=holder)
        self.said.append(("handover", {"role": role}))
        assert after.answers == {**before.answers, "role": role}
        assert after.roles[holder] == role
        assert self.log[-1].by == role

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

    @precondition(lambda self: self.to_undo())
    @rule()
    def undo(self) -> None:
        before = self.position
        last = self.to_undo()[-1]
        self.add("undo", {})
        self.undone.append(last)
        again = engine().add(self.log, Entry(0, "redo", "", {}))
        assert again == before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.add("redo", {})
        self.undone.pop()

    @rule(kind=st.sampled_from(["tick", "decide", "note", "known"]))
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
        for at in self.standing():
            latest.update(self.said[at][1])
        position = self.position
        assert position.answers == latest
        reference = Reference(engine().pack, latest)
        asked = {n: reference.truth(engine().pack.facts[n].asked) for n in latest}
        assert position.facts == {n: a for n, a in latest.items() if asked[n]}
        assert position.set_aside == {n: a for n, a in latest.items() if asked[n] is False}
        assert position.waiting == {n: a for n, a in latest.items() if asked[n] is None}
        assert position.can_undo is bool(self.to_undo())
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
        Entry(0, "handover", "", {}),
        Entry(0, "handover", "", {"role": "queen"}),
        Entry(0, "handover", "", {"role": "police", "age": 3}),
        Entry(0, "version", "", {"version": "1"}),
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
        Conversation, settings=settings(steady, max_examples=120, stateful_step_count=30)
    )
