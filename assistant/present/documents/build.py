"""A kind of paper and a case -> the paper's blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.engine.known import key_of, known
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Checklist, DocumentKind, Part
from assistant.present.answers import when_words
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
from assistant.present.documents.items import gone_blocks, item_blocks, since_blocks
from assistant.present.plan import plan_rest
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
        self.how = known(basis.log)
        # What a paper shows by name is not shown a second time among all the rest.
        self.named = {
            name for part in kind.parts if part.show in ("facts", "known") for name in part.names
        } | {one.fact for one in kind.fields if one.fact}

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
        if part.heading:
            yield Heading(1, part.heading)
        yield from (Paragraph(text) for text in part.text)
        if part.note:
            yield Note(part.note)
        yield from self.shown(part)
        yield from (self.field(one.id, part) for one in part.fields)

    def shown(self, part: Part) -> Iterator[Block]:
        match part.show:
            case "facts":
                yield self.facts(self.names(part))
            case "known":
                yield from self.known(self.names(part))
            case "gaps":
                yield from self.gaps(part.names)
            case "plan":
                yield from self.plan(part.names)
            case "checklist":
                for one in self.pack.checklists:
                    if one.id in part.names:
                        yield from self.checklist(one, part.columns)
            case "score":
                for score in self.pack.scores:
                    if score.id in part.names:
                        yield from form_blocks(self.basis, score, self.typed)
            case "log":
                yield from chronology(self.basis)

    def field(self, name: str, part: Part) -> Field:
        one = next(one for one in part.fields if one.id == name)
        value = value_of(self.basis, one, self.typed)
        empty = value == self.words("not_known")
        text = self.words("field", label=one.label, value=value)
        return Field(one.label, value, text, one.lines if empty else 0)

    def names(self, part: Part) -> list[str]:
        """The facts that a part shows: those it names, or all answers that stand nowhere else."""
        if part.names:
            return [name for name in part.names if name in self.pack.facts]
        facts = self.basis.position.facts
        return [name for name in facts if name in self.pack.facts and name not in self.named]

    def facts(self, names: list[str]) -> Block:
        if not names:
            return Paragraph(self.words("nothing"))
        rows = tuple((self.pack.facts[name].ask, self.basis.answer(name)) for name in names)
        return Table((self.words("question"), self.words("answer")), rows, (5, 6))

    def known(self, names: list[str]) -> Iterator[Block]:
        """Answers with how they are known: what was seen, told and worked out stays apart."""
        found = self.facts(names)
        if isinstance(found, Paragraph) or not any(map(self.said_how, names)):
            yield found
            if names:
                yield Paragraph(self.words("how_not_said"))
            return
        assert isinstance(found, Table)
        rows = [(*row, self.source(name)) for row, name in zip(found.rows, names, strict=True)]
        yield Table((*found.heads, self.words("how_known")), tuple(rows), (5, 5, 3))

    def source(self, name: str) -> str:
        """How an answer is known; nothing where there is no answer to know."""
        if not self.basis.known(name):
            return ""
        return self.said_how(name) or self.words("not_known")

    def said_how(self, name: str) -> str:
        """How it is known in words, or how each thing ticked in it is; empty where nobody said."""
        said, values = self.how.get(name, ""), self.basis.documents.values
        lines = [values.get(said, said)] if said else []
        for option in self.pack.facts[name].options:
            if way := self.how.get(key_of(name, option.value), ""):
                text = values.get(way, way)
                lines.append(self.words("field", label=option.label, value=text))
        return "\n".join(lines)

    def gaps(self, names: tuple[str, ...]) -> Iterator[Block]:
        """What was asked and is not known, and what must be known and was not asked."""
        facts = self.basis.position.facts
        asked = [name for name, answer in facts.items() if answer == UNKNOWN]
        found = list(dict.fromkeys([n for n in names if not self.basis.known(n)] + asked))
        found = [name for name in found if name in self.pack.facts]
        if not found:
            yield Paragraph(self.words("no_gaps"))
            return
        yield Bullets(
            tuple(
                self.words("field", label=self.pack.facts[n].short, value=self.basis.answer(n))
                for n in found
            )
        )

    def plan(self, files: tuple[str, ...]) -> Iterator[Block]:
        """The plan, or the items that stand in some of its files; the whole says all beside it."""
        basis = self.basis
        inside = {rule.id for rule in self.pack.rules if not files or rule.file in files}
        items = [item for item in basis.items if item.id in inside]
        kept = [item for item in basis.kept if item.id in inside]
        yield from item_blocks(basis, items, kept, 2)
        yield from gone_blocks(basis, [one for one in basis.gone if one.id in inside], 2)
        if files:
            return
        rest = plan_rest(basis.engine, basis.position, basis.plan)
        for found in rest.lists:
            yield Heading(2, found.title)
            yield Paragraph(found.intro)
            yield Bullets(tuple(f"{text} [{rows}]" for text, rows in found.lines), boxes=True)
            yield from since_blocks(found.since)
        recorded = {view.title for view in rest.scores}
        for score in (one for one in self.pack.scores if one.title in recorded):
            yield Heading(2, score.title)
            yield from sum_blocks(basis, score)
        if rest.principles:
            yield Heading(2, self.words("keep"))
            yield Bullets(tuple(f"{p.text} [{p.sections}]" for p in rest.principles))
            for principle in rest.principles:
                yield from since_blocks(principle.since)

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
