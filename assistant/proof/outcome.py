"""What a case comes to, as literals: which lines, rules and rows are in its plan, and how."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.plan import YOU
from assistant.engine.view import LineRef, line_refs
from assistant.flow.model import DueKind, Line, Rule
from assistant.proof.formula import FALSE, TRUE, Literal
from assistant.proof.model_of_case import CaseModel


class Outcome:
    """The plan of every case of a model. `lines` are those of the engine's program, in its order.

    Given `base`, the outcome of the model that this one's is a copy of.
    """

    def __init__(self, case: CaseModel, base: Outcome | None = None) -> None:
        self.case = case
        self.formula = case.formula
        self.pack = case.pack
        self.refs: tuple[LineRef, ...] = base.refs if base else line_refs(case.pack)
        self.lines: list[Literal] = list(base.lines) if base else [FALSE] * len(self.refs)
        self._evaluate(base)
        self.of_rule: dict[str, list[Literal]] = {rule.id: [] for rule in self.pack.rules}
        for ref, literal in zip(self.refs, self.lines, strict=True):
            if ref.rule:
                self.of_rule[ref.rule.id].append(literal)

    def _evaluate(self, base: Outcome | None) -> None:
        whole: Literal = FALSE
        for at, ref in enumerate(self.refs):
            if base is None or self.case.touches(ref.when):
                self.lines[at] = self.case.literal(ref.when)
            if ref.item is None:
                whole = self.lines[at]
            elif base is None or whole != base.lines[at]:
                self.lines[at] = self.formula.all_of((whole, self.case.literal(ref.when)))
        nothing = -self.formula.any_of(self.lines[at] for at in self.ordinary())
        for at, ref in enumerate(self.refs):
            if ref.rule and ref.rule.fallback:
                self.lines[at] = self.formula.all_of((nothing, self.case.literal(ref.when)))

    def ordinary(self) -> Iterator[int]:
        """Which lines stand in the way of a fallback."""
        for at, ref in enumerate(self.refs):
            rule = ref.rule
            around = rule is None or rule.fallback or rule.ours or rule.aside
            if rule and not around and rule.id != self.pack.emergency.rule:
                yield at

    def rule(self, rule: str) -> Literal:
        """The rule is in the plan."""
        return self.formula.any_of(self.of_rule[rule])

    def rows(self, skip: frozenset[str] = frozenset()) -> dict[str, Literal]:
        """For every row by which plans are compared: a rule or a checklist carries it."""
        found: dict[str, list[Literal]] = {}
        for ref, literal in zip(self.refs, self.lines, strict=True):
            for row in carried(ref):
                found.setdefault(row, []).append(literal)
        compared = self.pack.ruled - skip
        return {row: self.formula.any_of(found[row]) for row in found if row in compared}

    def due_now(self, rule: Rule) -> Literal:
        """The rule is in the plan and due now."""
        return self.formula.any_of(literal for line, literal in self._lines(rule) if is_now(line))

    def yours(self, rule: Rule) -> Literal:
        """The rule's item is the person's own."""
        if rule.owner == YOU:
            return TRUE
        return self.case.literal(self.pack.owners[rule.owner].yours)

    def placed(self, rule: Rule, highest: int) -> Literal:
        """The rule is in the plan and stands in the order of this plan file or an earlier one."""
        files = self.pack.plan_files
        return self.formula.any_of(
            literal
            for line, literal in self._lines(rule)
            if files.index(line.place or rule.file) <= highest
        )

    def _lines(self, rule: Rule) -> Iterator[tuple[Line, Literal]]:
        return zip(rule.lines, self.of_rule[rule.id], strict=True)


def carried(ref: LineRef) -> tuple[str, ...]:
    """The rows that a line carries when it is true."""
    if ref.line:
        return ref.line.clauses
    return ref.item.clauses if ref.item else ()


def is_now(line: Line) -> bool:
    """Is the item due now where this line is true?"""
    return line.due is not None and line.due.kind is DueKind.NOW
