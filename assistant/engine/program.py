"""The whole pack fused into one function: answers in, what counts and what is certain out.

`settle` settles facts, named conditions and score categories in the pack's order, evaluates
every line of every rule and checklist three-valued, and finds the questions that are to be asked
now: those whose condition is surely true and whose answer can still change a line that is
undecided, a due time or a score, or that serve something else by name.

`true` is the same without the questions, at half the cost: for the plans that change after change
of one answer would make.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.engine.codec import Codec, Vector
from assistant.engine.logic import Logic
from assistant.engine.view import LineRef, View, line_refs
from assistant.engine.writer import Writer
from assistant.flow.model import Pack

__all__ = ["LineRef", "Program", "View", "line_refs"]


class Program:
    """A pack, ready to run. Building it is the costly part; `settle` and `true` are cheap."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.codec = Codec(pack)
        self.logic = Logic(pack)
        self.lines = line_refs(pack)
        # Of the lines of rules, which stand before those of checklists.
        self.rule_ids = tuple(ref.rule.id for ref in self.lines if ref.rule)
        self.steps = pack.steps
        self.step_at = {step.id: at for at, step in enumerate(self.steps)}
        writer = Writer(pack, self.codec, self.logic, self.lines)
        self.source = "\n".join((writer.settle(), writer.true()))
        scope: dict[str, Any] = {}
        exec(  # noqa: S102 - the source is written by this module from checked names and numbers
            compile(self.source, f"<pack {pack.id}>", "exec"),
            {"__builtins__": {}, "View": View},
            scope,
        )
        self.settle: Callable[[Vector], View] = scope["settle"]
        self.true: Callable[[Vector], tuple[bool, ...]] = scope["true"]
