"""In which order can the facts be settled? Each after all that its own condition reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.flow.conditions import Condition
from assistant.flow.load.fields import Notes
from assistant.flow.model import Fact, Score
from assistant.flow.problems import Source
from assistant.flow.reading import names_read

MAX_CHAIN = 60


def settle_order(
    facts: Mapping[str, Fact],
    conditions: Mapping[str, Condition],
    scores: Iterable[Score],
    lines: Mapping[str, Source],
    notes: Notes,
) -> tuple[str, ...]:
    """Names of facts, conditions and score categories, what is read before what reads it.

    A loop is noted as an error, and so is a chain of more than MAX_CHAIN names; the names in it
    then stand in no particular order.
    """
    scores = list(scores)
    reads: dict[str, set[str]] = {name: names_read(fact.asked) for name, fact in facts.items()}
    reads.update({name: names_read(condition) for name, condition in conditions.items()})
    for score in scores:
        reads[score.category] = (
            names_read(score.recorded)
            | {part.fact for part in score.lists}
            | {name for extra in score.extras for name in names_read(extra.when)}
        )
    order: list[str] = []
    depth: dict[str, int] = {}
    path: list[str] = []
    looping: set[str] = set()

    def source(name: str) -> Source:
        if name in facts:
            return facts[name].source
        return lines.get(name) or next(s.source for s in scores if s.category == name)

    def visit(name: str) -> None:
        if name in depth or name not in reads:
            return
        if name in path:
            loop = [*path[path.index(name) :], name]
            if looping.isdisjoint(loop):  # a way round that shares a name goes with this one
                words = " reads ".join(f'"{part}"' for part in loop)
                notes.error(source(name), f"a loop: {words}")
            looping.update(loop)
            return
        path.append(name)
        if len(path) <= MAX_CHAIN:
            for other in sorted(reads[name]):
                visit(other)
        path.pop()
        depth[name] = 1 + max((depth.get(other, 0) for other in reads[name]), default=0)
        order.append(name)

    for name in reads:
        visit(name)
    for name in [name for name in order if depth[name] > MAX_CHAIN][:1]:
        notes.error(
            source(name),
            f'"{name}" rests on a chain of more than {MAX_CHAIN} names, one on another',
        )
    return tuple(order)
