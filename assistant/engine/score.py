"""A score that the pack defines, worked out from the answers: points, category and range.

The SERAF (A2-40 to A2-47). The range runs over what is unknown: its lowest end takes everything
unknown as no, its highest as yes, current and recent.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assistant.engine.codec import points_of
from assistant.engine.program import Program, View
from assistant.engine.reasons import Reader
from assistant.flow.answers import Answer, Facts, ticked
from assistant.flow.conditions import UNKNOWN, Compare, Is
from assistant.flow.model import PERIODS, Extra, Fact, FactType, Score, ScoreList
from assistant.flow.reading import atoms


class ScoredItem(Struct, frozen=True):
    """One line of the sum: an item with the periods ticked (none where it has none)."""

    item: str
    label: str
    periods: tuple[str, ...]
    points: int
    clause: str


class End(Struct, frozen=True):
    """One end of the range: the score and its category."""

    score: int
    category: int


class Result(Struct, frozen=True):
    """What a score comes to. `category` is None until each of its lists is answered."""

    score_id: str
    score: int
    category: int | None
    label: str | None
    lowest: End
    highest: End
    notes: tuple[str, ...]
    items: tuple[ScoredItem, ...]


def results(program: Program, facts: Facts, view: View) -> tuple[Result, ...]:
    """Every score of the pack that is recorded in this case. `facts` are those that count."""
    reader = Reader(program, view)
    return tuple(
        _result(program, score, facts, reader)
        for score in program.pack.scores
        if reader.truth(score.recorded)
    )


def _result(program: Program, score: Score, facts: Facts, reader: Reader) -> Result:
    items = list(_items(program, score, facts, reader))
    total = sum(item.points for item in items)
    low = _end(program, score, _supposed(program, score, facts, highest=False))
    high = _end(program, score, _supposed(program, score, facts, highest=True))
    category = reader.values[score.category]
    answered = category is not None and category > 0
    return Result(
        score_id=score.id,
        score=total,
        category=score.band(total).category if answered else None,
        label=score.band(total).label if answered else None,
        lowest=low,
        highest=high,
        notes=tuple(note.text for note in score.notes if reader.truth(note.when)),
        items=tuple(items),
    )


def _items(program: Program, score: Score, facts: Facts, reader: Reader) -> list[ScoredItem]:
    found = []
    for part in score.lists:
        fact = program.pack.facts[part.fact]
        answer = facts.get(part.fact)
        for value in ticked(fact, answer):
            option = fact.option(value)
            found.append(
                ScoredItem(
                    value,
                    option.label,
                    _periods(part, answer, value),
                    points_of(part, fact, _only(answer, value)),
                    option.clause,
                )
            )
    for extra in score.extras:
        if reader.truth(extra.when):
            found.append(
                ScoredItem(extra.id, extra.label, (), extra.points.points, extra.points.clause)
            )
    return found


def _periods(part: ScoreList, answer: Answer | None, value: str) -> tuple[str, ...]:
    if isinstance(answer, dict):
        return tuple(answer[value])
    return (part.period,) if part.period else ()


def _only(answer: Answer | None, value: str) -> Answer:
    return {value: answer[value]} if isinstance(answer, dict) else [value]


def _end(program: Program, score: Score, facts: Mapping[str, Answer]) -> End:
    total = sum(
        points_of(part, program.pack.facts[part.fact], facts.get(part.fact)) for part in score.lists
    )
    vector = program.codec.vector(facts)
    # The extras read only facts; what the questions' own conditions say does not matter here.
    view = program.settle(vector)._replace(values=tuple(vector[: len(program.codec.facts)]))
    reader = Reader(program, view)
    total += sum(e.points.points for e in score.extras if reader.truth(e.when))
    return End(total, score.band(total).category)


def _supposed(program: Program, score: Score, facts: Facts, *, highest: bool) -> Facts:
    """The facts that the score reads, with everything unknown supposed low or high."""
    pack = program.pack
    supposed = dict(facts)
    unknown = facts.get(score.unknown_items)
    for part in score.lists:
        fact = pack.facts[part.fact]
        answer = facts.get(part.fact, UNKNOWN)
        if answer == UNKNOWN:
            supposed[part.fact] = _everything(fact) if highest else _nothing(fact)
        elif highest and isinstance(unknown, list):
            supposed[part.fact] = _with(fact, answer, unknown)
    for extra in score.extras:
        _suppose_extra(program, extra, facts, supposed, highest=highest)
    return supposed


def _suppose_extra(
    program: Program, extra: Extra, facts: Facts, supposed: Facts, *, highest: bool
) -> None:
    """Choose, for each unknown single fact of an extra, the answer that helps or hinders it
    most.
    """

    for atom in atoms(extra.when):
        if not isinstance(atom, Compare | Is) or facts.get(atom.fact, UNKNOWN) != UNKNOWN:
            continue
        fact = program.pack.facts[atom.fact]
        if not highest:
            supposed[fact.name] = UNKNOWN
        elif isinstance(atom, Compare):
            supposed[fact.name] = {
                "<": atom.limit - 1,
                "<=": atom.limit,
                ">": atom.limit + 1,
                ">=": atom.limit,
            }[atom.op]
        else:
            supposed[fact.name] = next(v for v in atom.values if v != UNKNOWN)


def _everything(fact: Fact) -> Answer:
    if fact.type is FactType.PERIODS:
        return {value: list(PERIODS) for value in fact.values}
    return list(fact.values)


def _nothing(fact: Fact) -> Answer:
    return {} if fact.type is FactType.PERIODS else []


def _with(fact: Fact, answer: Answer, unknown: list[str]) -> Answer:
    """The answer with the unknown items of this list ticked as well."""
    if isinstance(answer, dict):
        more = {v: list(PERIODS) for v in fact.values if v in unknown and v not in answer}
        return {**answer, **more}
    assert isinstance(answer, list)
    return [v for v in fact.values if v in answer or v in unknown]
