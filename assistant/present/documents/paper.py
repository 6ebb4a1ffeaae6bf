"""The whole pack as a booklet, for when the network is down.

By task: the questions in their order and what may follow from them. Then every step in full, the
lists, the forms, whom to contact, and the words. All of it is read off the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from assistant.engine.answering import Caller
from assistant.engine.plan import YOU, PlanItem, ShownChecklist, make_plan
from assistant.engine.replay import Engine
from assistant.engine.since import SinceThen
from assistant.flow.conditions import ALWAYS
from assistant.flow.model import About, Changed, Checklist, Rule, Score
from assistant.present.always import always
from assistant.present.answers import when_words
from assistant.present.documents.anyhour import contact_at_any_hour
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import (
    Block,
    Bullets,
    Contents,
    Document,
    Field,
    Heading,
    Paragraph,
    Table,
)
from assistant.present.documents.items import field, since_blocks, step_blocks
from assistant.present.documents.task import TASK, line_when, task_blocks
from assistant.present.documents.when import condition_words
from assistant.present.item import item_number, item_view
from assistant.present.since import since_block
from assistant.present.transcript import sections


def booklet(engine: Engine, now: datetime) -> Document:
    """The booklet of a pack, made at an aware time."""
    position = engine.replay([])
    plan = make_plan(engine.program, position.facts, position.view)
    return _Booklet(Basis(engine, position, plan, (), (), (), now)).document()


class _Booklet:
    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.pack = basis.pack
        self.words = basis.words
        self.nobody = Caller(basis.now)
        self.since = SinceThen(basis.engine.program, basis.position.view, possible=True)
        self.told: set[str] = set()  # of what has changed

    def document(self) -> Document:
        words = self.words
        blocks = tuple(self.blocks())
        return Document(words("paper_title"), blocks, words("page"), words("unprintable"))

    def blocks(self) -> Iterator[Block]:
        basis, words = self.basis, self.words
        yield Paragraph(self.pack.words.emergency, strong=True)
        yield Paragraph(words("paper_about"))
        yield Paragraph(words("made", when=when_words(basis.now)))
        yield Paragraph(words("rests_on", origin=basis.rests))
        yield Contents(words("paper_contents"), depth=2)
        for option in self.pack.facts[TASK].options if TASK in self.pack.facts else ():
            yield from task_blocks(basis, option.value, option.label)
        yield Heading(1, words("paper_steps"))
        for rule in self.pack.rules:
            yield from self.step(rule)
        if self.pack.events:
            yield Heading(1, words("paper_happened"))
            yield Bullets(tuple(f"{e.say}. {e.help}".strip() for e in self.pack.events))
        yield Heading(1, words("paper_lists"))
        for checklist in self.pack.checklists:
            yield from self.checklist(checklist)
        for score in self.pack.scores:
            yield from self.score(score)
        yield Heading(1, words("keep"))
        yield Bullets(
            tuple(f"{p.text} [{sections(self.pack, p.clauses)}]" for p in self.pack.principles)
        )
        yield Heading(1, words("paper_contacts"))
        for contact in self.pack.contacts.values():
            yield from contact_at_any_hour(basis, contact)
            yield from self.changed(self.pack.since.by[About.CONTACTS].get(contact.id, ()))
        yield from self.last()

    def last(self) -> Iterator[Block]:
        """Whom the child can ring, the terms, and the conditions that the steps hang on."""
        words, pack = self.words, self.pack
        if beside := always(pack, self.nobody).beside_you:
            yield Heading(2, beside.title)
            yield Bullets(beside.lines)
        if wrong := pack.scripts.wrong:
            yield Heading(1, wrong.title)
            yield Paragraph(wrong.intro)
            owner = f"{pack.owner}, {pack.owner_contact}" if pack.owner_contact else pack.owner
            yield Paragraph(words("paper_wrong_to", owner=owner))
        yield Heading(1, words("paper_terms"))
        for term in pack.terms:
            text = words("field", label=term.term, value=term.text)
            yield Field(term.term, term.text, text)
            yield from self.changed(pack.since.by[About.TERMS].get(term.id, ()))
        if rest := [entry for entry in pack.since.entries if entry.id not in self.told]:
            yield Heading(1, words("paper_changed"))
            yield from self.changed(rest)
        yield Heading(1, words("paper_conditions"))
        rows = tuple(
            (pack.documents.conditions.get(name, name), condition_words(pack, condition))
            for name, condition in pack.conditions.items()
        )
        yield Table((words("paper_conditions"), words("when")), rows, (4, 9))

    def changed(self, entries: Iterable[Changed]) -> Iterator[Block]:
        """What has changed about one thing. A booklet is for everybody: of what is not, it says for
        whom it is.
        """
        for entry in entries:
            self.told.add(entry.id)
            yield from since_blocks(since_block(self.pack, (entry,)))
            if entry.when != ALWAYS:
                said = condition_words(self.pack, entry.when)
                yield Paragraph(self.words("since_when", condition=said))

    def step(self, rule: Rule) -> Iterator[Block]:
        number = item_number(self.pack, rule.id)
        yield Heading(2, self.words("paper_step", number=number, text=rule.do))
        item = _item(self.basis, rule)
        view = item_view(self.pack, item, {}, self.nobody)
        yield from step_blocks(self.basis, replace(view, contacts=()), {})
        yield from self.changed(self.since.item(item))
        there = [
            contact.name for contact in item.contacts if contact.id not in self.pack.since.gone
        ]
        if there:
            yield field(self.basis, "contact", "; ".join(there))
        yield Paragraph(self.words("when"), strong=True)
        yield Bullets(tuple(dict.fromkeys(line_when(self.basis, line) for line in rule.lines)))

    def checklist(self, checklist: Checklist) -> Iterator[Block]:
        yield Heading(2, checklist.title)
        if checklist.intro:
            yield Paragraph(checklist.intro)
        when = condition_words(self.pack, checklist.when)
        yield Field(
            self.words("when"), when, self.words("field", label=self.words("when"), value=when)
        )
        lines = (f"{i.text} [{sections(self.pack, i.clauses)}]" for i in checklist.items)
        yield Bullets(tuple(lines), boxes=True)
        shown = ShownChecklist(checklist, checklist.items)
        yield from self.changed(self.since.checklist(shown))

    def score(self, score: Score) -> Iterator[Block]:
        """A score's form to fill in by hand, with the rows that say how it adds up."""
        pack = self.pack
        yield Heading(2, score.title)
        rows: list[str] = []
        for part in score.lists:
            fact = pack.facts[part.fact]
            yield Paragraph(fact.short, strong=True)
            yield Bullets(
                tuple(f"{option.label} ({option.clause})" for option in fact.options), boxes=True
            )
            rows += [found.clause for found in (part.current, part.recent, part.both) if found]
        rows += [extra.points.clause for extra in score.extras] + [score.bands_clause]
        yield Paragraph(self.words("sum"), strong=True)
        yield Bullets(tuple(f"{pack.clauses[row].text} ({row})" for row in dict.fromkeys(rows)))
        yield Paragraph(self.words("weigh"), strong=True)
        yield Bullets(
            tuple(f"{condition_words(pack, note.when)}: {note.text}" for note in score.notes)
        )
        yield from self.changed(self.since.score(score.id))


def _item(basis: Basis, rule: Rule) -> PlanItem:
    """A rule as an item that hangs on nothing: all its lines at once, and no time."""
    pack = basis.pack
    owner = pack.owners[rule.owner]
    return PlanItem(
        rule=rule,
        text=rule.do,
        can_do=rule.not_yours,
        how=rule.how + tuple(dict.fromkeys(line.say for line in rule.lines if line.say)),
        owner=owner.name,
        yours=rule.owner == YOU,
        due=None,
        due_words="",
        place=0,
        contacts=tuple(pack.contacts[name] for name in rule.contacts),
        clauses=tuple(dict.fromkeys(row for line in rule.lines for row in line.clauses)),
        because=(),
    )
