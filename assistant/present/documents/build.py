"""A kind of paper and a case -> the paper's blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.flow.model import Checklist, DocumentKind, Part
from assistant.present.answers import when_words
from assistant.present.documents.answered import Answered
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import (
    Block,
    Bullets,
    Document,
    Field,
    Heading,
    Note,
    Paragraph,
    Table,
)
from assistant.present.documents.chronology import chronology
from assistant.present.documents.filled import value_of
from assistant.present.documents.form import form_blocks, sum_blocks
from assistant.present.documents.own import note_blocks, noticed_blocks
from assistant.present.documents.steps import plan_in_short, whole_plan
from assistant.present.transcript import sections


def build(basis: Basis, kind: DocumentKind, typed: Mapping[str, str] | None = None) -> Document:
    """The paper. `typed` is what a person has written into its fields, by the field's id."""
    return _Builder(basis, kind, typed or {}).document()


class _Builder:
    def __init__(self, basis: Basis, kind: DocumentKind, typed: Mapping[str, str]) -> None:
        self.basis = basis
        self.pack = basis.pack
        self.kind = kind
        self.typed = typed
        self.words = basis.words
        self.answered = Answered(basis, kind)

    def document(self) -> Document:
        words = self.words
        return Document(
            title=self.kind.title,
            blocks=tuple(self.blocks()),
            page=words("page"),
            unprintable=words("unprintable"),
        )

    def blocks(self) -> Iterator[Block]:
        basis = self.basis
        yield Paragraph(self.kind.about)
        yield Paragraph(self.words("made", when=when_words(basis.now)))
        yield Paragraph(self.words("rests_on", origin=basis.rests))
        if not basis.position.done:
            yield Note(self.words("so_far"))
        for part in self.kind.parts:
            if basis.holds(part.when) is not False:
                yield from self.part(part)
        yield Note(self.words("names"))

    def part(self, part: Part) -> Iterator[Block]:
        shown = tuple(self.shown(part))
        if not shown and part.show in ("noticed", "notes") and not part.fields:
            return
        if part.heading:
            yield Heading(1, part.heading)
        yield from (Paragraph(text) for text in part.text)
        if part.note:
            yield Note(part.note)
        yield from shown
        yield from (self.field(one.id, part) for one in part.fields)

    def shown(self, part: Part) -> Iterator[Block]:
        match part.show:
            case "facts":
                yield self.answered.facts(part)
            case "known":
                yield from self.answered.known(part)
            case "gaps":
                yield from self.answered.gaps(part)
            case "plan":
                basis, files = self.basis, part.names
                yield from plan_in_short(basis, files) if files else whole_plan(basis)
            case "checklist":
                for one in self.pack.checklists:
                    if one.id in part.names:
                        yield from self.checklist(one, part.columns)
            case "score":
                for score in self.pack.scores:
                    if score.id in part.names:
                        yield from form_blocks(self.basis, score, self.typed)
            case "sum":
                for score in self.pack.scores:
                    if score.id in part.names:
                        yield from sum_blocks(self.basis, score)
            case "log":
                yield from chronology(self.basis)
            case "noticed":
                yield from noticed_blocks(self.basis)
            case "notes":
                yield from note_blocks(self.basis)

    def field(self, name: str, part: Part) -> Field:
        one = next(one for one in part.fields if one.id == name)
        value = value_of(self.basis, one, self.typed)
        empty = value == self.words("not_known")
        text = self.words("field", label=one.label, value=value)
        return Field(one.label, value, text, one.lines if empty else 0)

    def checklist(self, checklist: Checklist, columns: tuple[str, ...]) -> Iterator[Block]:
        """A checklist with room to write; all its points, for it is also used ahead of time."""
        if not any(shown.checklist.id == checklist.id for shown in self.basis.plan.checklists):
            yield Note(self.words("not_called_for"))
        if checklist.intro:
            yield Paragraph(checklist.intro)
        lines = [f"{one.text} [{sections(self.pack, one.clauses)}]" for one in checklist.items]
        if not columns:
            yield Bullets(tuple(lines), boxes=True)
            return
        rows = tuple((line, *("" for _ in columns)) for line in lines)
        shares = (5, *(5 if len(columns) == 1 else 3 for _ in columns))
        yield Table((self.words("point"), *columns), rows, shares)
