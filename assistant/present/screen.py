"""What is asked now, and the plan as far as it is certain, for one viewer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.engine.answering import Caller
from assistant.engine.plan import Plan, PlanItem
from assistant.engine.replay import Engine, Position, Refusal
from assistant.engine.score import results
from assistant.engine.since import SinceThen
from assistant.engine.whatif import Change
from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.model import Fact, FactType
from assistant.present.clocks import NO_CLOCK, ClockView
from assistant.present.item import NO_DEED, DeedView, ItemView, item_view
from assistant.present.preview import preview
from assistant.present.question import TAPPED, Question, problem_words, question
from assistant.present.score import ScoreView, score_view
from assistant.present.since import Banner, SinceBlock, since_block
from assistant.present.transcript import sections
from assistant.present.turn import ANSWER, CHANGE

Quick = Callable[[Fact], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked now: the questions of one step, or one question whose answer is changed.

    `problem` is what is wrong and belongs to none of the questions; `running` the range of the
    score that is being filled in, as far as it has been answered.
    """

    kind: str
    step: str
    stage: str
    title: str
    questions: tuple[Question, ...]
    problem: str = ""
    running: str = ""

    @property
    def alone(self) -> bool:
        """One question has the screen to itself."""
        return len(self.questions) == 1

    @property
    def tapped(self) -> bool:
        """One tap answers it."""
        return self.alone and self.questions[0].type in TAPPED

    @property
    def facts(self) -> str:
        """The names of what is asked, as a form carries them."""
        return " ".join(asked.name for asked in self.questions)


@dataclass(frozen=True, slots=True)
class ListView:
    """A checklist: each line with the sections that it rests on; what has changed about them."""

    title: str
    intro: str
    lines: tuple[tuple[str, str], ...]
    since: SinceBlock | None = None


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What stands above the plan. `size`: how many things there are to do; `banner`: on what it
    rests.
    """

    whole: bool
    size: int
    banner: Banner


@dataclass(frozen=True, slots=True)
class PlanRest:
    """What stands under the plan's items: scores, lists, principles, and where it comes from."""

    scores: tuple[ScoreView, ...]
    lists: tuple[ListView, ...]
    principles: tuple[tuple[str, str], ...]
    origin: str


def in_danger(engine: Engine, position: Position) -> bool:
    """It has been said that the child is in danger now."""
    emergency = engine.pack.emergency
    return position.answers.get(emergency.fact) == emergency.answer


def no_quick(fact: Fact) -> tuple[tuple[str, str], ...]:
    """No times to choose from."""
    return ()


def asking(
    engine: Engine,
    position: Position,
    given: Mapping[str, object] | None = None,
    refusal: Refusal | None = None,
    quick: Quick = no_quick,
) -> Asking | None:
    """What is asked now, None once all is.

    `given` are answers that were not taken because of `refusal`; they are shown again, and beside
    each that is wrong or missing what is wrong with it.
    """
    if position.done:
        return None
    wrong = wrong_answers(engine, position, given or {}, refusal)
    step = engine.steps[position.step]
    facts = engine.pack.facts
    given = given or {}
    return Asking(
        kind=ANSWER,
        step=step.id,
        stage=next(stage.title for stage in engine.pack.stages if stage.id == step.stage),
        title=step.title,
        questions=tuple(
            question(
                engine.pack,
                facts[name],
                given.get(name),
                wrong.get(name),
                _times(facts[name], quick),
            )
            for name in position.asking
        ),
        problem=_general(engine, refusal, position.asking),
        running=_running(engine, position, position.asking),
    )


def changing(
    engine: Engine,
    position: Position,
    name: str,
    given: object = None,
    refusal: Refusal | None = None,
    quick: Quick = no_quick,
) -> Asking:
    """One question asked again, with the answer that counts chosen."""
    shown = position.answers.get(name) if given is None else given
    fact = engine.pack.facts[name]
    return Asking(
        kind=CHANGE,
        step="",
        stage="",
        title="",
        questions=(question(engine.pack, fact, shown, refusal, _times(fact, quick)),),
        problem=_general(engine, refusal, (name,)),
        running=_running(engine, position, (name,)),
    )


def _running(engine: Engine, position: Position, shown: tuple[str, ...]) -> str:
    """The range of the score that one of these questions is a list of, empty where none is."""
    scored = {part.fact for score in engine.pack.scores for part in score.lists}
    if not scored.intersection(shown):
        return ""
    given = {name: position.answers[name] for name in shown if name in position.answers}
    try:
        return preview(engine, position, given).running
    except AnswerError:
        return ""


def wrong_answers(
    engine: Engine, position: Position, given: Mapping[str, object], refusal: Refusal | None
) -> dict[str, Refusal]:
    """What is wrong with each answer to what is asked now, where one of them was refused."""
    if refusal is None or refusal.fact not in position.asking:
        return {}
    found = {}
    for name in position.asking:
        try:
            read_answer(engine.pack.facts[name], given.get(name))
        except AnswerError as error:
            found[name] = Refusal(str(error), name)
    return {**found, refusal.fact: refusal}


def _times(fact: Fact, quick: Quick) -> tuple[tuple[str, str], ...]:
    return quick(fact) if fact.type is FactType.DATETIME else ()


def _general(engine: Engine, refusal: Refusal | None, shown: tuple[str, ...]) -> str:
    """A problem that none of the questions shown can carry."""
    if refusal is None or refusal.fact in shown:
        return ""
    return problem_words(engine.pack, refusal)


def item_views(
    engine: Engine,
    position: Position,
    plan: Plan,
    who: Caller,
    changes: Mapping[str, Change | None],
    deeds: Mapping[str, DeedView],
    may_decide: bool,
    clocks: Mapping[str, ClockView],
) -> tuple[ItemView, ...]:
    """The plan's items. `changes` says for each which single change would take it away."""

    since = SinceThen(engine.program, position.view)

    def view(item: PlanItem) -> ItemView:
        return item_view(
            engine.pack,
            item,
            position.facts,
            who,
            changes.get(item.id),
            judged=position.done,
            deed=deeds.get(item.id, NO_DEED),
            may_decide=may_decide and item.id != engine.pack.emergency.rule,
            since=since_block(engine.pack, since.item(item)),
            clock=clocks.get(item.id, NO_CLOCK),
        )

    return tuple(map(view, plan.items))


def kept_views(
    engine: Engine,
    position: Position,
    plan: Plan,
    who: Caller,
    deeds: Mapping[str, DeedView],
    may_decide: bool,
    clocks: Mapping[str, ClockView],
) -> tuple[ItemView, ...]:
    """What still stands from before an event. What it was because of may be otherwise now."""
    before = replace(plan, items=tuple(replace(item, because=()) for item in plan.kept))
    found = item_views(engine, position, before, who, {}, deeds, may_decide, clocks)
    return tuple(replace(item, judged=False) for item in found)


def plan_rest(engine: Engine, position: Position, plan: Plan) -> PlanRest:
    """What stands under the items. Lists and principles are held back until the plan is whole."""
    pack, whole = engine.pack, position.done
    protocol = pack.protocol
    since = SinceThen(engine.program, position.view)
    return PlanRest(
        scores=tuple(
            score_view(pack, result, since_block(pack, since.score(result.score_id)))
            for result in results(engine.program, position.facts, position.view)
        ),
        lists=tuple(
            ListView(
                shown.checklist.title,
                shown.checklist.intro,
                tuple((item.text, sections(pack, item.clauses)) for item in shown.items),
                since_block(pack, since.checklist(shown)),
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
