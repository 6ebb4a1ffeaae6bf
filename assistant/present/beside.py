"""The case beside the conversation: the stage one is in, what is known, what is still asked."""

from __future__ import annotations

from msgspec import Struct

from assistant.engine.replay import Engine, Position
from assistant.flow.model import Stage
from assistant.present.answers import answer_words, item_words
from assistant.present.question import fact_number

PAST, CURRENT, COMING = "past", "current", "coming"


class StageView(Struct, frozen=True):
    """One part of the way; `state` is past, current or coming."""

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
    found = []
    for stage in engine.pack.stages:
        if stage.id == position.stage:
            found.append(StageView(stage.title, CURRENT))
        elif _asks(engine, position, stage):
            found.append(StageView(stage.title, COMING))
        elif any(name in position.facts for step in stage.steps for name in step.facts):
            found.append(StageView(stage.title, PAST))
        elif not position.done and not _barred(engine, position, stage):
            found.append(StageView(stage.title, COMING))
    return tuple(found)


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


def _asks(engine: Engine, position: Position, stage: Stage) -> bool:
    at = engine.program.step_at
    return any(position.view.steps[at[step.id]] for step in stage.steps)


def _barred(engine: Engine, position: Position, stage: Stage) -> bool:
    """None of its questions can come to be asked."""
    at = engine.program.codec.at
    return all(position.view.barred[at[name]] for step in stage.steps for name in step.facts)
