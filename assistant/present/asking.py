"""What is asked now, for one viewer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from assistant.engine.offered import offered
from assistant.engine.replay import Engine, Position, Refusal
from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.model import Fact, FactType
from assistant.present.preview import preview
from assistant.present.question import TAPPED, Question, problem_words, question
from assistant.present.turn import ANSWER, CHANGE

Quick = Callable[[Fact], tuple[tuple[str, str], ...]]


class Asking(Struct, frozen=True):
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
            _with_noticed(
                engine, position, name, given.get(name), wrong, _times(facts[name], quick)
            )
            for name in position.asking
        ),
        problem=_general(engine, refusal, position.asking),
        running=_running(engine, position, position.asking),
    )


def _with_noticed(
    engine: Engine,
    position: Position,
    name: str,
    given: object,
    wrong: Mapping[str, Refusal],
    times: tuple[tuple[str, str], ...],
) -> Question:
    """The question. What was noticed stands ticked in it, unless an answer to it was sent."""
    part = position.noticed.get(name)
    shown = part if given is None else given
    fact = offered(engine.pack, engine.pack.facts[name], position.facts, shown)
    if part is None or given is not None or wrong:
        return question(engine.pack, fact, given, wrong.get(name), times)
    return replace(question(engine.pack, fact, part, None, times), noticed=True)


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
    fact = offered(engine.pack, engine.pack.facts[name], position.facts, shown)
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
    there = {**position.noticed, **position.answers}
    given = {name: there[name] for name in shown if name in there}
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
