"""One task in the booklet: its questions in their order, what may follow, and whom to contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assistant.engine.view import View
from assistant.flow.model import DueKind, Fact, FactType, Line
from assistant.present.answers import due_rule_words
from assistant.present.documents.anyhour import contact_in_short
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets, Heading, Table
from assistant.present.documents.when import condition_words
from assistant.present.item import item_number

TASK = "task"


def task_blocks(basis: Basis, value: str, label: str) -> Iterator[Block]:
    """The part for a task, which is an answer of TASK."""
    words, view = basis.words, basis.engine.view({TASK: value})
    yield Heading(1, words("paper_task", task=label))
    yield Heading(2, words("paper_questions"))
    heads = tuple(words(name) for name in ("paper_ask", "paper_answer", "when"))
    yield Table(heads, tuple(_questions(basis, view)), (5, 9, 5))
    yield Heading(2, words("paper_follows"))
    lines = _lines(basis, view)
    heads = tuple(words(name) for name in ("paper_number", "paper_do", "who", "when"))
    yield Table(heads, tuple(_follows(basis, lines)), (2, 7, 3, 9))
    yield Heading(2, words("paper_contacts"))
    named = {name for rule in basis.pack.rules if rule.id in lines for name in rule.contacts}
    named -= basis.pack.since.gone  # a bare name in this list is somebody to ring
    contacts = (c for c in basis.pack.contacts.values() if c.id in named)
    yield Bullets(tuple(contact_in_short(basis, one) for one in contacts))


def line_when(basis: Basis, line: Line) -> str:
    """When a line puts its step into a plan, and by when the step is due then."""
    said = condition_words(basis.pack, line.when)
    if not line.due:
        return said
    now = line.due.kind is DueKind.NOW
    due = basis.words("now") if now else due_rule_words(basis.pack, line.due.words)
    return basis.words("when_rule", due=said, rule=due)


def _questions(basis: Basis, view: View) -> Iterator[tuple[str, ...]]:
    """What may be asked with this task, in the order in which it is asked, and when."""
    at = basis.engine.program.codec.at
    for step in basis.pack.steps:
        for name in step.facts:
            fact = basis.pack.facts[name]
            if name != TASK and not view.barred[at[name]]:
                when = condition_words(basis.pack, fact.asked)
                yield fact.ask, _answers(basis, fact), when


def _answers(basis: Basis, fact: Fact) -> str:
    if fact.type is FactType.WHOLE:
        return basis.words("paper_number_asked")
    if fact.type is FactType.DATETIME:
        return basis.words("paper_time_asked")
    return "; ".join(option.label for option in fact.options)


def _lines(basis: Basis, view: View) -> dict[str, list[Line]]:
    """The lines of each rule that may come with this task."""
    found: dict[str, list[Line]] = {}
    for ref, false in zip(basis.engine.program.lines, view.false, strict=True):
        if ref.rule and ref.line and not false:
            found.setdefault(ref.rule.id, []).append(ref.line)
    return found


def _follows(basis: Basis, lines: Mapping[str, list[Line]]) -> Iterator[tuple[str, ...]]:
    """Every step that may come with this task; what is due now stands first."""
    found = [rule for rule in basis.pack.rules if rule.id in lines]
    for rule in sorted(found, key=lambda rule: not _urgent(lines[rule.id])):
        number = str(item_number(basis.pack, rule.id))
        whens = dict.fromkeys(line_when(basis, line) for line in lines[rule.id])
        yield number, rule.do, basis.pack.owners[rule.owner].name, "\n".join(whens)


def _urgent(lines: Iterable[Line]) -> bool:
    return any(line.due is not None and line.due.kind is DueKind.NOW for line in lines)
