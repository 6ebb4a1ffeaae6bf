"""`run.py check --cover DIR`: cases that take every branch of a pack, as worked cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from assistant.cli.consult import due_by_row
from assistant.engine.replay import Engine
from assistant.flow.answers import Answer, Facts
from assistant.flow.model import Pack
from assistant.flow.problems import Unreadable
from assistant.present.report import consult, score_object
from assistant.proof.cover import cover

NOW = "2026-11-24T12:00"
WIDTH = 100


def write_cover(pack: Pack, folder: Path) -> list[Path]:
    """Write the covering cases of a pack into a folder; the files, in their order.

    Raises Unreadable where the folder cannot be written.
    """
    engine = Engine(pack)
    cases = cover(engine)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, facts in enumerate(cases, 1):
            path = folder / f"cover-{number:02}.yaml"
            path.write_text(case_text(engine, facts, number, len(cases)), encoding="utf-8")
            written.append(path)
    except OSError as error:
        raise Unreadable(f"{folder}: {error.strerror or 'cannot be written'}") from None
    return written


def case_text(engine: Engine, facts: Facts, number: int, total: int) -> str:
    """A worked case, with what the engine makes of it as `expect`."""
    held = consult(engine, facts)
    rows = sorted(held.plan.rows() & engine.pack.ruled)
    due = due_by_row(held, engine.pack.ruled)
    score = next((score_object(result) for result in held.scores), None)
    lines = [
        f"title: Covering case {number} of {total}",
        "story: Made by the computer, so that every branch of the pack is taken in some case.",
        f"now: {NOW}",
        "facts:",
        *(line for name, answer in facts.items() for line in _fact(name, answer)),
        "expect:",
        f"  seraf: {_score(score)}",
        "  plan:",
        *_list("    rows: ", rows),
        f"    due: {_flow(f'{row}: {when!r}' for row, when in sorted(due.items()))}",
    ]
    if held.plan.items:
        lines.append(f"    first: {held.plan.items[0].clauses[0]}")
    return "\n".join(lines) + "\n"


def _fact(name: str, answer: Answer) -> Iterator[str]:
    if isinstance(answer, dict):
        yield f"  {name}:" if answer else f"  {name}: {{}}"
        for item, periods in answer.items():
            yield f"    {item}: [{', '.join(periods)}]"
    elif isinstance(answer, list):
        yield from _list(f"  {name}: ", answer)
    else:
        # Other readers of YAML take these two for true and false.
        yield f"  {name}: '{answer}'" if answer in ("yes", "no") else f"  {name}: {answer}"


def _list(start: str, items: Iterable[str]) -> Iterator[str]:
    """A list in brackets, broken before the line gets too long."""
    line = f"{start}["
    indent = " " * (len(start) - len(start.lstrip()) + 2)
    for at, item in enumerate(items):
        more = f", {item}" if at else item
        if len(line) + len(more) > WIDTH:
            yield f"{line},"
            line, more = indent, item
        line += more
    yield f"{line}]"


def _flow(entries: Iterable[str]) -> str:
    return "{" + ", ".join(entries) + "}"


def _score(score: Mapping[str, object] | None) -> str:
    if score is None:
        return "null"
    category = "null" if score["category"] is None else score["category"]
    return _flow((f"score: {score['score']}", f"category: {category}"))
