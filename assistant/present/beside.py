"""The case beside the conversation: the stage one is in, what is known, what is still asked."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.replay import Engine, Position
from assistant.flow.model import Stage
from assistant.present.answers import answer_words, item_words
from assistant.present.question import fact_number

PAST, CURRENT, COMING = "past", "current", "coming"


class StageView(Struct, frozen=True):
    """One part of the way; `number` is its place in the pack, `state` past, current or coming."""

    number: int
    title: str
    state: str


class Known(Struct, frozen=True):
    """One answer that counts. `number` is its question's.

    `items` are those of a list of which some were noticed in one's own words, each with whether it
    was; empty for every other answer.
    """

    number: int
    short: str
    answer: str
    items: tuple[tuple[str, bool], ...] = ()


class StillOpen(Struct, frozen=True):
    """The screens that are still to come, as far as it is known now."""

    titles: tuple[str, ...]


def stage_views(engine: Engine, position: Position) -> tuple[StageView, ...]:
    """The stages that bear on this case, in their order. None is current once all is asked."""
    return tuple(
        StageView(number, stage.title, state)
        for number, stage in enumerate(engine.pack.stages, 1)
        if (state := _state(engine, position, stage))
    )


def known(engine: Engine, position: Position) -> tuple[Known, ...]:
    """Every answer that counts or may come to count, in the order in which they were given."""
    pack = engine.pack
    return tuple(
        Known(
            fact_number(pack, name),
            pack.facts[name].short,
            answer_words(pack, pack.facts[name], answer),
            tuple(
                (words, item in own)
                for item, words in item_words(pack, pack.facts[name], answer)
                if (own := position.own.get(name))
            ),
        )
        for name, answer in position.answers.items()
        if name not in position.set_aside and name in pack.facts
    )


def still_open(engine: Engine, position: Position) -> StillOpen:
    """The titles of the steps that have a question to ask now, without the one that asks it."""
    steps = zip(engine.program.steps, position.view.steps, strict=True)
    return StillOpen(tuple(s.title for s, asks in steps if asks and s.id != position.step))


def _state(engine: Engine, position: Position, stage: Stage) -> str:
    if stage.id == position.stage:
        return CURRENT
    if _asks(engine, position, stage):
        return COMING
    if any(name in position.facts for step in stage.steps for name in step.facts):
        return PAST
    return "" if position.done or _barred(engine, position, stage) else COMING


def _asks(engine: Engine, position: Position, stage: Stage) -> bool:
    at = engine.program.step_at
    return any(position.view.steps[at[step.id]] for step in stage.steps)


def _barred(engine: Engine, position: Position, stage: Stage) -> bool:
    """None of its questions can come to be asked."""
    at = engine.program.codec.at
    return all(position.view.barred[at[name]] for step in stage.steps for name in step.facts)
