"""A whole screen: the turns so far, what is asked now, and the plan as far as it is certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.engine.plan import Plan
from assistant.engine.replay import Engine, Position, Refusal
from assistant.engine.score import results
from assistant.engine.whatif import unless
from assistant.present.item import ItemView, ScoreView, item_view, score_view
from assistant.present.question import Question, problem_words, question
from assistant.present.transcript import sections
from assistant.present.turn import ANSWER, CHANGE, TurnView, last_turn_view, turn_views


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked now: the questions of one step, or one question whose answer is changed.

    `problem` is what is wrong and belongs to none of the questions.
    """

    kind: str
    step: str
    stage: str
    title: str
    questions: tuple[Question, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """A checklist: each line with the sections that it rests on."""

    title: str
    intro: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Plan items under one heading; `name` is now, yours or others."""

    name: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan. Lists, principles and the words on its origin are held back until it is `whole`.

    Undecided rules are no advice and are not part of it.
    """

    whole: bool
    groups: tuple[Group, ...]
    scores: tuple[ScoreView, ...]
    lists: tuple[ListView, ...]
    principles: tuple[tuple[str, str], ...]
    origin: str

    @property
    def size(self) -> int:
        """How many things there are to do."""
        return sum(len(group.items) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page and the socket show of one case. `seq` is the last entry of its log."""

    seq: int
    danger: bool
    can_undo: bool
    turns: tuple[TurnView, ...]
    asking: Asking | None
    plan: PlanView


def screen(engine: Engine, position: Position, plan: Plan, seq: int) -> Screen:
    """The whole screen."""
    return Screen(
        seq=seq,
        danger=in_danger(engine, position),
        can_undo=position.can_undo,
        turns=turn_views(engine, position),
        asking=asking(engine, position),
        plan=plan_view(engine, position, plan),
    )


def last_turn(engine: Engine, position: Position, before: Position) -> TurnView:
    """The turn that the last answer made."""
    return last_turn_view(engine, position, before)


def in_danger(engine: Engine, position: Position) -> bool:
    """It has been said that the child is in danger now."""
    emergency = engine.pack.emergency
    return position.answers.get(emergency.fact) == emergency.answer


def asking(
    engine: Engine,
    position: Position,
    given: Mapping[str, object] | None = None,
    refusal: Refusal | None = None,
) -> Asking | None:
    """The step asked now, None where all is answered.

    `given` are answers that were not taken because of `refusal`; they are shown again.
    """
    if position.done:
        return None
    step = engine.steps[position.step]
    given = given or {}
    return Asking(
        kind=ANSWER,
        step=step.id,
        stage=next(stage.title for stage in engine.pack.stages if stage.id == step.stage),
        title=step.title,
        questions=tuple(
            question(engine.pack, engine.pack.facts[name], given.get(name), refusal)
            for name in position.asking
        ),
        problem=_general(engine, refusal, position.asking),
    )


def changing(
    engine: Engine,
    position: Position,
    name: str,
    given: object = None,
    refusal: Refusal | None = None,
) -> Asking:
    """One question asked again, with the answer that counts chosen."""
    shown = position.answers.get(name) if given is None else given
    return Asking(
        kind=CHANGE,
        step="",
        stage="",
        title="",
        questions=(question(engine.pack, engine.pack.facts[name], shown, refusal),),
        problem=_general(engine, refusal, (name,)),
    )


def _general(engine: Engine, refusal: Refusal | None, shown: tuple[str, ...]) -> str:
    """A problem that none of the questions shown can carry."""
    if refusal is None or refusal.fact in shown:
        return ""
    return problem_words(engine.pack, refusal)


def plan_view(engine: Engine, position: Position, plan: Plan) -> PlanView:
    """The plan in words; which single change would take an item away is told once it is whole."""
    pack, facts, whole = engine.pack, position.facts, position.done
    changes = unless(engine.program, plan.items, facts, {}) if whole else {}
    items = [item_view(pack, item, facts, changes.get(item.id)) for item in plan.items]
    groups = (
        Group("now", tuple(item for item in items if item.now)),
        Group("yours", tuple(item for item in items if item.yours and not item.now)),
        Group("others", tuple(item for item in items if not item.yours and not item.now)),
    )
    protocol = pack.protocol
    return PlanView(
        whole=whole,
        groups=tuple(group for group in groups if group.items),
        scores=tuple(score_view(pack, r) for r in results(engine.program, facts, position.view)),
        lists=tuple(
            ListView(
                shown.checklist.title,
                shown.checklist.intro,
                tuple((item.text, sections(pack, item.clauses)) for item in shown.items),
            )
            for shown in plan.checklists
        )
        if whole
        else (),
        principles=tuple((p.text, sections(pack, p.clauses)) for p in plan.principles)
        if whole
        else (),
        origin=f"{protocol.title}, version {protocol.version} of {protocol.ratified}."
        f" {pack.words.about[1] if len(pack.words.about) > 1 else ''}",
    )
