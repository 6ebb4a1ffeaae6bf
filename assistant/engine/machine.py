"""The state machine: stages and steps as states of a `transitions.Machine`.

An answer is the trigger `answer`; its guards ask whether a step has a question that is to be
asked. From a step an answer leads to itself (a second question of the same screen has opened), to
any later step, to an earlier one that this answer can open, or to the plan. A changed answer is
the trigger `change`: from the first step to whichever is the first to ask something now. This is
the only file that imports transitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from transitions import Event, Machine, MachineError

from assistant.engine.program import Program
from assistant.flow.model import Pack, Step
from assistant.flow.reading import names_read

PLAN = "plan"
Steps = tuple[bool, ...]
Guard = Callable[[Steps], bool]


class Conversation:
    """The model that the machine moves: where one conversation stands. Never registered."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


Move = Callable[[Conversation, Steps], str]


class NoWay(Exception):
    """No transition leads on from here; the pack's machine is broken."""


class _FastEvent(Event):
    """The stock event with its table frozen: the same states, order, conditions and destinations.

    transitions builds the table; this only walks it. It skips callbacks, queues and exceptions
    handlers, which Waypost's machine does not use; a test runs the stock event beside it.
    """

    table: dict[str, list[tuple[tuple[Guard, ...], str]]]

    def freeze(self) -> None:
        """Copy what transitions has built into a plain table."""
        self.table = {}
        for source, found in self.transitions.items():
            self.table[source] = [
                (tuple(cast(Guard, c.func) for c in t.conditions), str(t.dest)) for t in found
            ]

    def move(self, model: Conversation, steps: Steps) -> str:
        """Trigger the event for a model; the new state. Raises NoWay."""
        for conditions, dest in self.table.get(model.state, ()):
            for condition in conditions:
                if not condition(steps):
                    break
            else:
                model.state = dest
                return dest
        raise NoWay(f"no way from {model.state!r} on {self.name!r}")


class _FastMachine(Machine):
    event_cls = _FastEvent


class Way:
    """The machine of one pack."""

    def __init__(self, program: Program) -> None:
        self.states = [step.id for step in program.steps]
        self.machine = build(program)
        for event in self.machine.events.values():
            event.freeze()
        self._answer: Move = self.machine.events["answer"].move
        self._change: Move = self.machine.events["change"].move
        self.initial: str = self.machine.initial

    def answer(self, state: str, steps: Steps) -> str:
        """Where an answer given at `state` leads. `steps`: has step n a question to ask now?"""
        return self._answer(self._at(state), steps)

    def change(self, steps: Steps) -> str:
        """Where a changed answer leads. It may open any step, so the way begins anew."""
        return self._change(Conversation(self.initial), steps)

    def _at(self, state: str) -> Conversation:
        if state not in self.machine.states:
            raise NoWay(f"there is no step {state!r}")
        return Conversation(state)

    def stock(self, trigger: str, state: str, steps: Steps) -> str:
        """The same by transitions' own event, for comparison. Raises NoWay."""
        model = Conversation(state)
        try:
            moved = Event.trigger(self.machine.events[trigger], model, steps)
        except MachineError as error:
            raise NoWay(str(error)) from error
        if not moved:
            raise NoWay(f"no way from {state!r} on {trigger!r}")
        return model.state


def build(program: Program) -> Any:
    """The transitions.Machine of a pack."""
    pack = program.pack
    steps = program.steps
    machine = _FastMachine(
        model=None,
        states=[step.id for step in steps] + [PLAN],
        initial=steps[0].id,
        auto_transitions=False,
        send_event=False,
    )
    guards = {step.id: _asks(at, step.id) for at, step in enumerate(steps)}
    opened = opened_by(pack)
    for at, source in enumerate(steps):
        for to, target in enumerate(steps):
            if to >= at or target.id in opened[source.id]:
                machine.add_transition("answer", source.id, target.id, conditions=guards[target.id])
        machine.add_transition("answer", source.id, PLAN)
    first = steps[0].id
    for target in steps:
        machine.add_transition("change", first, target.id, conditions=guards[target.id])
    machine.add_transition("change", first, PLAN)
    return machine


def _asks(at: int, step: str) -> Guard:
    def asks(steps: Steps) -> bool:
        return steps[at]

    asks.__name__ = f"asks_{step.replace('-', '_')}"
    return asks


def opened_by(pack: Pack) -> dict[str, set[str]]:
    """For each step, the steps that an answer to it can open: their facts' conditions, or what
    makes those facts matter, rest on a fact of the step."""
    steps = pack.steps
    readers = _readers(pack)
    found: dict[str, set[str]] = {}
    for step in steps:
        touched = _closure(step.facts, readers)
        found[step.id] = {other.id for other in steps if touched & set(other.facts)}
    return found


def _readers(pack: Pack) -> dict[str, set[str]]:
    """Name -> facts and conditions that its answer can open or make matter."""
    reads: dict[str, set[str]] = {name: names_read(c) for name, c in pack.conditions.items()}
    reads.update({name: names_read(fact.asked) for name, fact in pack.facts.items()})
    for score in pack.scores:
        reads[score.category] = names_read(score.recorded).union(
            (part.fact for part in score.lists), *(names_read(e.when) for e in score.extras)
        )
    found: dict[str, set[str]] = {}
    for reader, names in reads.items():
        for name in names:
            found.setdefault(name, set()).add(reader)
    return found


def _closure(names: Iterable[str], readers: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_names = list(names)
    while open_names:
        for reader in readers.get(open_names.pop(), ()):
            if reader not in found:
                found.add(reader)
                open_names.append(reader)
    return found


def step_of(pack: Pack, step_id: str) -> Step:
    """The step of that id. Raises KeyError."""
    for step in pack.steps:
        if step.id == step_id:
            return step
    raise KeyError(step_id)
