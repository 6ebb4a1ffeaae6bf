"""The state machine: transitions builds it, the fast event walks it the same way."""

import subprocess
import sys
from random import Random

import pytest

from assistant.engine.machine import PLAN, NoWay, Way
from assistant.engine.program import Program
from tests.core.conversation import engine, given, turns

WITHOUT_TRANSITIONS = """
import sys
sys.modules["transitions"] = None
from assistant.cases.packs import open_engine
open_engine()
"""


def random_steps(random: Random) -> tuple[bool, ...]:
    """Which steps have a question to ask: from nearly none to nearly all."""
    chance = random.choice((0, 0.03, 0.2, 0.7))
    return tuple(random.random() < chance for _ in engine().program.steps)


def test_stages_and_steps_are_the_states_and_plan_is_the_last() -> None:
    machine = engine().way.machine
    assert list(machine.states) == [step.id for step in engine().pack.steps] + [PLAN]
    assert set(machine.events) == {"answer", "change"}


def test_it_begins_with_the_danger_question() -> None:
    way = engine().way
    assert way.initial == "danger"
    assert engine().steps[way.initial].facts == ("immediate_danger",)
    assert engine().replay([]).asking == ("immediate_danger",)


def test_the_fast_event_goes_where_the_stock_event_goes_from_every_state() -> None:
    way, random = engine().way, Random(1)
    for state in way.states:
        for _ in range(25):
            steps = random_steps(random)
            assert way.answer(state, steps) == way.stock("answer", state, steps)
    for _ in range(200):
        steps = random_steps(random)
        assert way.change(steps) == way.stock("change", way.initial, steps)


@pytest.mark.parametrize("chunk", range(4))
def test_the_two_go_the_same_way_through_whole_conversations(chunk: int) -> None:
    way = engine().way
    for seed in range(chunk * 25, chunk * 25 + 25):
        state = way.initial
        for _, view in list(turns(given(seed)))[1:]:
            moved = way.answer(state, view.steps)
            assert moved == way.stock("answer", state, view.steps)
            # Whatever opens first is asked next, also where it stands before this step.
            assert moved == way.change(view.steps), (seed, state)
            state = moved
        assert state == PLAN


@pytest.mark.parametrize("state", ["nowhere", "", "to_plan", "Danger", "immediate_danger"])
def test_an_unknown_state_is_refused(state: str) -> None:
    steps = engine().replay([]).view.steps
    with pytest.raises(NoWay, match="there is no step"):
        engine().way.answer(state, steps)


def test_nothing_leads_on_from_the_plan() -> None:
    steps = engine().replay([]).view.steps
    with pytest.raises(NoWay):
        engine().way.answer(PLAN, steps)
    with pytest.raises(NoWay):
        engine().way.stock("answer", PLAN, steps)


def test_where_no_guard_passes_there_is_no_way_and_it_is_said() -> None:
    way = Way(Program(engine().pack))
    nothing = (False,) * len(way.states)
    assert way.answer("task", nothing) == PLAN
    way.machine.remove_transition("answer", "task", PLAN)
    way.machine.events["answer"].freeze()
    with pytest.raises(NoWay, match="no way from 'task'"):
        way.answer("task", nothing)
    with pytest.raises(NoWay, match="no way from 'task'"):
        way.stock("answer", "task", nothing)


def test_there_is_no_trigger_that_walks_past_the_guards() -> None:
    machine = engine().way.machine
    assert not [name for name in machine.events if name.startswith("to_")]
    assert machine.models == []


def test_without_transitions_there_is_no_engine() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_TRANSITIONS], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "ModuleNotFoundError" in run.stderr or "ImportError" in run.stderr
    assert "transitions" in run.stderr.splitlines()[-1]
