"""A conversation as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from assistant.engine.plan import PlanItem
from assistant.engine.replay import Engine
from assistant.engine.since import SinceThen
from assistant.flow.model import Pack
from assistant.present.answers import answer_words
from assistant.present.report import Consultation
from assistant.present.since import SinceBlock, since_block, since_texts

WIDTH = 88


def transcript(engine: Engine, held: Consultation) -> Iterator[str]:
    """The lines of a whole conversation: questions and answers, and advice as it came."""
    told = {entry.rule: entry.turn for entry in held.walk.advised}
    since = SinceThen(engine.program, held.walk.view)
    turn = 0
    for entry in held.walk.asked:
        if entry.turn != turn:
            yield from _advice(held, told, turn, since)
            turn = entry.turn
            yield ""
        fact = engine.pack.facts[entry.fact]
        yield from wrap(f"{entry.turn}. {fact.ask}")
        yield from wrap(answer_words(engine.pack, fact, entry.answer), "      ")
    yield from _advice(held, told, turn, since)


def _advice(
    held: Consultation, told: Mapping[str, int], turn: int, since: SinceThen
) -> Iterator[str]:
    for item in held.plan.items:
        if told.get(item.id) == turn:
            yield from advice(item, since)


def advice(item: PlanItem, since: SinceThen) -> Iterator[str]:
    """One item as it becomes certain, with what has changed about it since the protocol."""
    mark = "NOW: " if item.due == "now" else ""
    yield from wrap(f"{mark}{item.text}", "   >> ")
    yield from since_lines(since_block(since.pack, since.item(item)), "      ")


def since_lines(block: SinceBlock | None, indent: str = "") -> Iterator[str]:
    """What has changed, under a label of its own, with where that is from."""
    for now, was in since_texts(block) if block else ():
        yield from wrap(now, f"{indent}* ")
        yield from wrap(was, f"{indent}    ")


def sections(pack: Pack, rows: tuple[str, ...]) -> str:
    """Rows as what people cite: the sections, each with its row."""
    cited = dict.fromkeys(f"{section_words(pack.clauses[row].section)} ({row})" for row in rows)
    return ", ".join(cited)


def section_words(section: str) -> str:
    """A section as a person would name it."""
    return f"section {section}" if section[:1].isdigit() else section


def heading(text: str) -> Iterator[str]:
    """A heading with space before it."""
    yield ""
    yield text.upper()


def wrap(text: str, first: str = "") -> list[str]:
    """Lines of at most WIDTH characters; what follows the first stands under its text."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
