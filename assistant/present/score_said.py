"""A score said aloud: never bare, always with its range, its reasons and what it is not."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.program import View
from assistant.engine.replay import Engine
from assistant.engine.score import Result, results
from assistant.flow.answers import Facts, ticked
from assistant.flow.model import Call, Pack, Score
from assistant.present.said import Saying, sayings


def score_lines(engine: Engine, facts: Facts, view: View, call: Call) -> Iterator[Saying]:
    """The sentences of the scores that a call tells of and that were recorded."""
    pack = engine.pack
    for result in results(engine.program, facts, view):
        if result.score_id in call.scores:
            score = next(score for score in pack.scores if score.id == result.score_id)
            yield from _score(pack, score, result, facts)


def _score(pack: Pack, score: Score, result: Result, facts: Facts) -> Iterator[Saying]:
    words = pack.scripts.score
    low, high = result.lowest, result.highest
    kind = "open" if result.category is None else "sum"
    yield Saying(
        _put(
            words[kind],
            title=score.title,
            points=result.score,
            category=result.category or "",
            label=result.label or "",
        )
    )
    if low != high:
        yield Saying(
            _put(
                words["range"],
                lowest=low.score,
                lowest_category=low.category,
                highest=high.score,
                highest_category=high.category,
            )
        )
    spoken = {note.text: pack.scripts.score_notes.get(note.id, note.text) for note in score.notes}
    yield from (Saying(spoken[text]) for text in result.notes)
    if not result.notes:
        yield Saying(words["settled"])
    yield from _reasons(pack, score, result, facts)


def _reasons(pack: Pack, score: Score, result: Result, facts: Facts) -> Iterator[Saying]:
    """The lines of the sum as sentences, each with its points; then what nobody knows yet."""
    line, unknown = pack.scripts.score["line"], pack.scripts.score["unknown"]
    points = {item.item: item.points for item in result.items}
    for part in score.lists:
        for saying in sayings(pack, part.fact, facts, {}):
            text = _put(line, points=points.pop(saying.item, ""), label=saying.text)
            yield Saying(text, saying.fact, saying.item)
    for item in result.items:
        if item.item in points:
            yield Saying(_put(line, points=item.points, label=f"{item.label}."))
    fact = pack.facts[score.unknown_items]
    settled = {item.item for item in result.items}
    for value in ticked(fact, facts.get(fact.name)):
        if value not in settled:
            yield Saying(_put(unknown, label=f"{fact.option(value).label}."))


def _put(words: str, **values: object) -> str:
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", str(value))
    return words
