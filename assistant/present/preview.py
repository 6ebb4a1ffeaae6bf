"""A score while its lists are being ticked: what it would come to. Nothing is written."""

from __future__ import annotations

from assistant.engine.replay import Engine, Position
from assistant.engine.score import results
from assistant.flow.answers import AnswerError, Facts, read_answer
from assistant.flow.model import Score
from assistant.flow.reading import names_read
from assistant.present.score import ScoreView, score_view


def preview(engine: Engine, position: Position, value: object) -> ScoreView:
    """The score of the screen shown, as if `value` had been given.

    `value` maps facts to answers in wire form: facts asked now, or answered before and being
    changed. Those left out stay as they are. Raises AnswerError, its `fact` the one that is wrong,
    also where no score is being filled in.
    """
    given = _read(engine, position, value)
    answers = {**position.answers, **given}
    view = engine.view(answers)
    facts = engine.counted(answers, view)
    shown = set(given) or set(position.asking)
    scores = {s.id for s in engine.pack.scores if shown & _facts(s)}
    for result in results(engine.program, facts, view):
        if result.score_id in scores:
            return score_view(engine.pack, result)
    raise AnswerError("No score is being filled in here.")


def _read(engine: Engine, position: Position, value: object) -> Facts:
    if not isinstance(value, dict):
        raise AnswerError("Answers are an object of questions and what is given for each.")
    found: Facts = {}
    for name, raw in value.items():
        answered = name in position.answers and name not in position.set_aside
        if name not in engine.pack.facts or not (name in position.asking or answered):
            raise AnswerError("That question is not being asked here.")
        try:
            found[name] = read_answer(engine.pack.facts[name], raw)
        except AnswerError as error:
            raise AnswerError(str(error), name) from None
    return found


def _facts(score: Score) -> set[str]:
    """The facts that a score is made of."""
    extras = [name for extra in score.extras for name in names_read(extra.when)]
    return {part.fact for part in score.lists} | {score.unknown_items, *extras}
