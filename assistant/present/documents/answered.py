"""The answers of a case as a paper shows them: what is known, how it is known, and the gaps."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.known import key_of, known
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import DocumentKind, Fact, FactType, Part
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets, Paragraph, Table


class Answered:
    """The answers in one paper. What it shows by name is not shown again among all the rest."""

    def __init__(self, basis: Basis, kind: DocumentKind) -> None:
        self.basis = basis
        self.pack = basis.pack
        self.words = basis.words
        self.how = known(basis.log)
        self.lists_gaps = any(part.show == "gaps" for part in kind.parts)
        self.not_said = False  # how they are known, and that nobody has said so stands already
        self.named = {
            name for part in kind.parts if part.show in ("facts", "known") for name in part.names
        } | {one.fact for one in kind.fields if one.fact}

    def facts(self, part: Part) -> Block:
        """Questions and answers."""
        return self._table(self._names(part))

    def known(self, part: Part) -> Iterator[Block]:
        """Answers with how they are known: what was seen, told and worked out stays apart."""
        names = self._names(part)
        found = self._table(names)
        if isinstance(found, Paragraph) or not self.how:
            yield found
            if names and not self.not_said:
                self.not_said = True
                yield Paragraph(self.words("how_not_said"))
            return
        rows = [(*row, self._source(name)) for row, name in zip(found.rows, names, strict=True)]
        yield Table((*found.heads, self.words("how_known")), tuple(rows), (5, 5, 3))

    def gaps(self, part: Part) -> Iterator[Block]:
        """What was asked and is not known, and what must be known and was not asked."""
        facts = self.basis.position.facts
        asked = [n for n, answer in facts.items() if answer == UNKNOWN and n not in part.but_for]
        found = [n for n in part.names if not self.basis.known(n)] + asked
        lines = [
            self.words("field", label=self.pack.facts[n].short, value=self.basis.answer(n))
            for n in dict.fromkeys(found)
            if n in self.pack.facts and n not in self._ticked_as_unknown
        ]
        lines += [
            self.words("field", label=self.pack.facts[n].short, value=self.basis.answer(n))
            for n in self._ticked_as_unknown
            if self.basis.known(n) and facts[n]
        ]
        yield Bullets(tuple(lines)) if lines else Paragraph(self.words("no_gaps"))

    @property
    def _ticked_as_unknown(self) -> tuple[str, ...]:
        """The lists in which somebody ticks what nobody knows: an answer there is a gap."""
        names = (score.unknown_items for score in self.pack.scores)
        return tuple(dict.fromkeys(name for name in names if name in self.pack.facts))

    def _names(self, part: Part) -> list[str]:
        """The facts that a part shows: those it names, or all answers that stand nowhere else."""
        if part.names:
            return [name for name in part.names if name in self.pack.facts]
        facts = self.basis.position.facts
        rest = [name for name in facts if name in self.pack.facts and name not in self.named]
        if self.lists_gaps:
            elsewhere = self._ticked_as_unknown
            rest = [name for name in rest if self.basis.known(name) and name not in elsewhere]
        return [name for name in rest if name not in part.but_for]

    def _table(self, names: list[str]) -> Table | Paragraph:
        if not names:
            return Paragraph(self.words("no_answers"))
        rows = tuple((self._asked(self.pack.facts[n]), self.basis.answer(n)) for n in names)
        return Table((self.words("question"), self.words("answer")), rows, (5, 6))

    def _asked(self, fact: Fact) -> str:
        """The question. One that asks "which of these?" is told from others by its name."""
        if fact.type in (FactType.CHOICES, FactType.PERIODS):
            return self.words("field", label=fact.short, value=fact.ask)
        return fact.ask

    def _source(self, name: str) -> str:
        """How an answer is known; nothing where there is no answer to know."""
        if not self.basis.known(name):
            return ""
        return self._said_how(name) or self.words("how_unsaid")

    def _said_how(self, name: str) -> str:
        """How it is known in words, or how each thing ticked in it is; empty where nobody said."""
        said, values = self.how.get(name, ""), self.basis.documents.values
        lines = [values.get(said, said)] if said else []
        for option in self.pack.facts[name].options:
            if way := self.how.get(key_of(name, option.value), ""):
                text = values.get(way, way)
                lines.append(self.words("field", label=option.label, value=text))
        return "\n".join(lines)
