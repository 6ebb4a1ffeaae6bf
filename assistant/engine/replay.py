"""A pack and a log -> where the conversation stands; and whether a new entry may be added to it.

Only answers, changes, undo and redo move a conversation. Every other kind of entry (a tick, a
note) is kept by the log and passed over here. Replaying takes the latest answer of each fact: a
change keeps every later answer that is still asked, and sets the others aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.engine.machine import PLAN, Way
from assistant.engine.program import Program, View
from assistant.flow.answers import Answer, AnswerError, Facts, read_answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack, Step

MOVES = ("answer", "change", "undo", "redo")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log. `value` maps facts to answers; `by` carries the role; `at` is aware."""

    seq: int
    kind: str
    step: str
    value: Facts
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an entry was not taken: a plain sentence, and the fact that it is about."""

    message: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a conversation stands.

    `step` is a step's id or "plan". `asking` are the facts to ask now, in the step's order.
    `facts` are the answers that count; `set_aside` those whose question is no longer asked;
    `waiting` those whose question hangs on one that is still open. `turns` counts the answers
    given so far.
    """

    step: str
    stage: str
    asking: tuple[str, ...]
    answers: Facts
    facts: Facts
    set_aside: Facts
    waiting: Facts
    view: View
    turns: tuple[Entry, ...]
    can_undo: bool = False
    can_redo: bool = False

    @property
    def done(self) -> bool:
        """Nothing more is to be asked."""
        return self.step == PLAN


@dataclass
class Folded:
    """A log taken together: what has been applied, and what was undone and can be redone."""

    applied: list[Entry] = field(default_factory=list)
    undone: list[Entry] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Add one entry."""
        if entry.kind in ("answer", "change"):
            self.applied.append(entry)
            self.undone.clear()
        elif entry.kind == "undo" and self.applied:
            self.undone.append(self.applied.pop())
        elif entry.kind == "redo" and self.undone:
            self.applied.append(self.undone.pop())

    def answers(self) -> Facts:
        """The latest answer of each fact."""
        found: Facts = {}
        for entry in self.applied:
            found.update(entry.value)
        return found


class Engine:
    """A pack ready to hold conversations: its program and its machine. Shared, never changed."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.program = Program(pack)
        self.way = Way(self.program)
        self.steps: dict[str, Step] = {step.id: step for step in pack.steps}

    def replay(self, log: Iterable[Entry]) -> Position:
        """Where the conversation of this log stands."""
        folded = Folded()
        for entry in log:
            folded.take(entry)
        return self._position(folded)

    def add(self, log: Sequence[Entry], candidate: Entry) -> Position | Refusal:
        """Where it stands with the candidate added, or why the candidate is refused."""
        folded = Folded()
        for entry in log:
            folded.take(entry)
        refusal, checked = self._check(folded, candidate)
        if refusal:
            return refusal
        folded.take(checked)
        return self._position(folded)

    def checked(self, log: Sequence[Entry], candidate: Entry) -> Entry | Refusal:
        """The candidate with its answers in canonical form, or why it is refused."""
        folded = Folded()
        for entry in log:
            folded.take(entry)
        refusal, checked = self._check(folded, candidate)
        return refusal or checked

    def view(self, answers: Facts) -> View:
        """What a set of answers comes to."""
        return self.program.settle(self.program.codec.vector(answers))

    def counted(self, answers: Facts, view: View) -> Facts:
        """The answers that count: those whose question is surely asked."""
        at = self.program.codec.at
        return {n: a for n, a in answers.items() if n in at and view.asked[at[n]]}

    def asking(self, step_id: str, view: View) -> tuple[str, ...]:
        """The facts of a step that are to be asked now."""
        if step_id == PLAN:
            return ()
        at = self.program.codec.at
        return tuple(name for name in self.steps[step_id].facts if view.facts[at[name]])

    def _position(self, folded: Folded) -> Position:
        answers = folded.answers()
        view = self.view(answers)
        step = self._step(folded.applied, view)
        at = self.program.codec.at
        barred = {n: a for n, a in answers.items() if n in at and view.barred[at[n]]}
        facts = self.counted(answers, view)
        return Position(
            step=step,
            stage=self.steps[step].stage if step != PLAN else PLAN,
            asking=self.asking(step, view),
            answers=answers,
            facts=facts,
            set_aside=barred,
            waiting={n: a for n, a in answers.items() if n not in facts and n not in barred},
            view=view,
            turns=tuple(folded.applied),
            can_undo=bool(folded.applied),
            can_redo=bool(folded.undone),
        )

    def _step(self, applied: list[Entry], view: View) -> str:
        """The state to which the last entry's trigger leads."""
        if not applied:
            return self.way.initial
        last = applied[-1]
        # A change earlier on may have opened steps that the last answer by itself does not lead to.
        if last.step in self.steps and all(entry.kind == "answer" for entry in applied):
            return self.way.answer(last.step, view.steps)
        return self.way.change(view.steps)

    def _check(self, folded: Folded, entry: Entry) -> tuple[Refusal | None, Entry]:
        if entry.kind not in MOVES:
            return Refusal(f'"{entry.kind}" is not something that can be done here'), entry
        if entry.kind in ("undo", "redo"):
            there = folded.applied if entry.kind == "undo" else folded.undone
            refusal = None if there else Refusal(f"There is nothing to {entry.kind}.")
            return refusal, replace(entry, step="", value={})
        position = self._position(folded)
        if entry.kind == "answer":
            refusal = self._check_answer(position, entry)
        else:
            refusal = self._check_change(position, entry)
        if refusal:
            return refusal, entry
        value: dict[str, Answer] = {}
        for name, raw in entry.value.items():
            try:
                value[name] = read_answer(self.pack.facts[name], raw)
            except AnswerError as error:
                return Refusal(str(error), name), entry
        step = entry.step if entry.kind == "answer" else ""
        return None, replace(entry, step=step, value=value)

    def _check_answer(self, position: Position, entry: Entry) -> Refusal | None:
        if position.done:
            return Refusal("Every question has been answered. You can change an answer.")
        if entry.step != position.step:
            return Refusal("That question is no longer the one being asked.")
        for name in entry.value:
            if name not in position.asking:
                return Refusal(f'"{str(name)[:40]}" is not being asked here.')
        for name in position.asking:
            if name not in entry.value:
                return Refusal("This one still needs an answer.", name)
        return None

    def _check_change(self, position: Position, entry: Entry) -> Refusal | None:
        if not entry.value:
            return Refusal("There is no answer to change.")
        for name in entry.value:
            if name == self.pack.emergency.fact:
                continue
            if name not in position.answers or name in position.set_aside:
                return Refusal(
                    f'"{str(name)[:40]}" has not been answered, so it cannot be changed.'
                )
        return None


def unknown_for(names: Iterable[str]) -> Facts:
    """`unknown` for each of them."""
    return dict.fromkeys(names, UNKNOWN)
