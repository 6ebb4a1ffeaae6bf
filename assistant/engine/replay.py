"""A pack and a log -> where the conversation stands; and whether a new entry may be added to it.

Replaying takes the latest answer of each fact: a change keeps every later answer that is still
asked, and sets the others aside. What was noticed is added to the answer. An event gives the facts
that it names a new reading, or leaves them to be asked anew, and keeps the rest. Where the log was
begun with another version of the pack, an answer that this one does not know is dropped, as if it
had never been given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from assistant.engine.entries import (
    EVENT,
    HANDOVER,
    MOVES,
    NOTICED,
    ROLE,
    Entry,
    Folded,
    Reading,
    Refusal,
    answers_of,
    fold,
    readings,
    roles,
)
from assistant.engine.events import checked_event
from assistant.engine.machine import PLAN, Way
from assistant.engine.moment import Met, Moment, said_in
from assistant.engine.noticed import Noticed, checked_noticed, in_order, noticed
from assistant.engine.program import Program, View
from assistant.engine.renewed import known_turns
from assistant.flow.answers import Answer, AnswerError, Facts, read_answer
from assistant.flow.model import Pack, Step

__all__ = ["Engine", "Entry", "Position", "Refusal"]


class Position(Struct, frozen=True):
    """Where a conversation stands.

    `step` is a step's id or "plan". `asking` are the facts to ask now, in the step's order.
    `facts` are the answers that count; `set_aside` those whose question is no longer asked;
    `waiting` those whose question hangs on one that is still open. `noticed` is what was noticed
    and whose question has not been answered since; `own` the items of answers that came so, by
    fact. `turns` are the answers, changes, what was noticed, events and handovers that stand;
    `roles` what each holder has said last to be, by number. `moment` keeps what was worked out.
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
    roles: Mapping[int, str] = field(default_factory=dict)
    noticed: Facts = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moment: Moment = field(default_factory=Moment)

    @property
    def done(self) -> bool:
        """Nothing more is to be asked."""
        return self.step == PLAN

    @property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """Every reading of every fact, the one that counts last."""
        return readings(self.turns)


class Engine:
    """A pack ready to hold conversations: its program and its machine. Shared, never changed."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.program = Program(pack)
        self.way = Way(self.program)
        self.steps: dict[str, Step] = {step.id: step for step in pack.steps}
        self.met = Met()

    def replay(self, log: Iterable[Entry], before: Position | None = None) -> Position:
        """Where the conversation of this log stands. `before` is where it stood by this engine at
        some entry of the log, if that is known.
        """
        log = tuple(log)
        said = said_in(log, before)
        if said is None:
            return self._position(fold(log))
        found = self.met.get(said)
        if found is None:
            # Its turns are those of one case, with their times.
            found = replace(self._position(fold(log)), turns=(), moment=Moment(said))
            self.met.keep(said, found)
        return replace(found, turns=log)

    def add(self, log: Sequence[Entry], candidate: Entry) -> Position | Refusal:
        """Where it stands with the candidate added, or why the candidate is refused."""
        folded = fold(log)
        refusal, checked = self._check(self._position(folded), candidate)
        if refusal:
            return refusal
        folded.take(checked)
        return self._position(folded)

    def checked(self, log: Sequence[Entry], candidate: Entry) -> Entry | Refusal:
        """The candidate with its answers in canonical form and the role of its holder, or why it is
        refused."""
        return self.checked_at(self.replay(log), candidate)

    def checked_at(self, position: Position, candidate: Entry) -> Entry | Refusal:
        """The same, where it is known already where the conversation stands."""
        refusal, checked = self._check(position, candidate)
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
        answers, turns = folded.answers(), folded.applied
        if folded.renewed:
            turns = known_turns(self.pack, turns)
            answers = answers_of(turns)
        seen = Noticed()
        if any(entry.kind == NOTICED for entry in turns):
            seen = noticed(self.pack, turns)
            answers = self.in_order(answers)
        view = self.view(answers)
        step = self._step(folded, view)
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
            turns=tuple(turns),
            can_undo=folded.can_undo,
            can_redo=bool(folded.undone),
            roles=roles(turns),
            noticed=seen.kept,
            own=seen.own,
        )

    def in_order(self, answers: Facts) -> Facts:
        """The answers with each list in the pack's order, as its answer alone would have it."""
        facts = self.pack.facts
        return {n: in_order(facts[n], a) if n in facts else a for n, a in answers.items()}

    def _step(self, folded: Folded, view: View) -> str:
        """The state to which the last entry's trigger leads."""
        applied = folded.applied
        if not applied:
            return self.way.initial
        last = applied[-1]
        # A change earlier on may have opened steps that the last answer by itself does not lead to,
        # and so may an event, a handover or another version of the pack.
        plain = not folded.renewed and all(entry.kind == "answer" for entry in applied)
        if plain and last.step in self.steps:
            return self.way.answer(last.step, view.steps)
        return self.way.change(view.steps)

    def _check(self, position: Position, entry: Entry) -> tuple[Refusal | None, Entry]:
        if entry.kind not in (*MOVES, HANDOVER):
            return Refusal(f'"{entry.kind}" is not something that can be done here'), entry
        refusal = self._may(position, entry)
        if refusal:
            return refusal, entry
        if entry.kind == EVENT:
            return self._check_event(position, entry)
        if entry.kind == NOTICED:
            return self._check_noticed(position, entry)
        value: dict[str, Answer] = {}
        for name, raw in entry.value.items() if entry.kind not in ("undo", "redo") else ():
            try:
                value[name] = read_answer(self.pack.facts[name], raw)
            except AnswerError as error:
                return Refusal(str(error), name), entry
        step = entry.step if entry.kind == "answer" else ""
        by = entry.by or str(value.get(ROLE, position.roles.get(entry.holder, "")))
        return None, replace(entry, step=step, value=value, by=by)

    def _check_event(self, position: Position, entry: Entry) -> tuple[Refusal | None, Entry]:
        by = entry.by or position.roles.get(entry.holder, "")
        found = checked_event(
            self.program, position.view, position.answers, position.turns, replace(entry, by=by)
        )
        return (found, entry) if isinstance(found, Refusal) else (None, found)

    def _check_noticed(self, position: Position, entry: Entry) -> tuple[Refusal | None, Entry]:
        by = entry.by or position.roles.get(entry.holder, "")
        found = checked_noticed(self.pack, replace(entry, by=by))
        return (found, entry) if isinstance(found, Refusal) else (None, found)

    def _may(self, position: Position, entry: Entry) -> Refusal | None:
        match entry.kind:
            case "undo":
                return None if position.can_undo else Refusal("There is nothing to undo.")
            case "redo":
                return None if position.can_redo else Refusal("There is nothing to redo.")
            case "answer":
                return self._check_answer(position, entry)
            case "change":
                return self._check_change(position, entry)
            case "event" | "noticed":
                return None  # it is looked at as a whole, when its value is read
        if set(entry.value) != {ROLE} or ROLE not in self.pack.facts:
            return Refusal("A handover says in which role the case goes on, and nothing else.")
        return None

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
