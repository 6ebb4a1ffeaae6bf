"""What was noticed in one's own words, as the terminal tells it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.entries import NOTICED, Entry
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Answer
from assistant.flow.model import Fact
from assistant.present.answers import answer_words
from assistant.present.noticed import UNUSED, noticed_views
from assistant.present.transcript import heading, wrap

TICKED = "ticked"


def ticked_lines(engine: Engine, fact: Fact, part: Answer) -> Iterator[str]:
    """Under a question in which something stands ticked."""
    words = answer_words(engine.pack, fact, part)
    yield from wrap(
        f"You noticed this in your own words: {words}. For this and nothing else type {TICKED};"
        " else type all that are true."
    )


def taken_lines(engine: Engine, position: Position, entry: Entry) -> Iterator[str]:
    """What an entry says was noticed, and where it is kept for its question."""
    for name, part in entry.value.items() if entry.kind == NOTICED else ():
        words = answer_words(engine.pack, engine.pack.facts[name], part)
        later = name in position.noticed
        kept = " Nothing is answered by this yet. It is kept for that question." if later else ""
        yield from wrap(f"You noticed: {words}.{kept}", "   ")


def uncounted_lines(engine: Engine, position: Position) -> Iterator[str]:
    """What was noticed and does not count, beside the plan."""
    found = noticed_views(engine, position)
    if found:
        yield from heading("What you noticed")
    for view in found:
        yield from wrap(f"{view.short}: {'; '.join(view.items)}.", "  ")
        if view.state != UNUSED:
            yield from wrap(
                "Not used in the plan yet: that question has not been answered.", "    "
            )
            continue
        why = ", and ".join(f"{short}: “{answer}”" for short, answer in view.because)
        reason = f" That is because of what you said: {why}." if why else ""
        yield from wrap(f"Not used in the plan: that question is not asked here.{reason}", "    ")
