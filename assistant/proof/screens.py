"""The words of a pack, screen by screen, as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from assistant.flow.load.asking import QUESTIONS
from assistant.flow.load.since import SINCE_FILE
from assistant.flow.model import (
    AnsweringLine,
    Checklist,
    Contact,
    DocumentKind,
    Fact,
    Pack,
    Rule,
    Scripts,
    Step,
)
from assistant.flow.problems import Source

FEW_WORDS = 20


class Screen(Struct, frozen=True):
    """Words that are read together. `name` says where, `sentences` are ended with a full stop."""

    name: str
    sentences: tuple[str, ...]
    source: Source

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(self.sentences)

    @property
    def words(self) -> int:
        """How many words the screen has."""
        return len(self.text.split())


def screens(pack: Pack) -> Iterator[Screen]:
    """Every screen of the pack.

    Notes of one kind (principles, terms, clauses) that have fewer than FEW_WORDS words are too
    short to measure alone and are taken together as one screen, as they stand on the page.
    """
    yield _screen("about", (*pack.words.about, pack.words.emergency), Source("pack.yaml", 1))
    if pack.words.due:
        yield _screen("due words", pack.words.due.values(), Source("pack.yaml", 1))
    if beside := pack.words.beside_you:
        yield _screen("beside_you", (beside.title, *beside.lines), beside.source)
    for step in pack.steps:
        yield _screen(f'step "{step.id}"', _step(pack, step), step.source)
    for fact in pack.facts.values():
        if fact.heard:
            yield _screen(f'fact "{fact.name}"', _question(fact), fact.source)
    for rule in pack.rules:
        yield _screen(f'rule "{rule.id}"', _rule(rule), rule.source)
    for checklist in pack.checklists:
        yield _screen(f'checklist "{checklist.id}"', _checklist(checklist), checklist.source)
    yield from _notes("event", ((e.id, (e.say, e.help, e.ask), e.source) for e in pack.events))
    yield from _notes("principle", ((p.id, (p.text,), p.source) for p in pack.principles))
    yield from _notes("term", ((t.id, (t.term, t.text), t.source) for t in pack.terms))
    yield from _notes(
        "note", ((n.id, (n.text,), n.source) for score in pack.scores for n in score.notes)
    )
    yield from _notes(
        QUESTIONS, ((key, (text,), Source(QUESTIONS, 1)) for key, text in pack.asking.says.items())
    )
    yield from _notes("reply", ((r.id, (r.say, *r.how), r.source) for r in pack.asking.replies))
    yield from _notes(
        "when", ((key, (text,), Source(QUESTIONS, 1)) for key, text in pack.asking.when.items())
    )
    for score in pack.scores:
        if score.running:
            words = tuple(score.running.values())
            yield _screen(f'score "{score.id}", running', words, score.source)
    yield from _notes("clause", ((c.id, (c.text,), c.source) for c in pack.clauses.values()))
    yield from _notes("contact", ((c.id, _contact(c), c.source) for c in pack.contacts.values()))
    yield from _notes("line", ((li.id, _line(li), li.source) for li in _answering(pack)))
    if words := tuple(pack.directory.words.values()):
        yield _screen("words of the contacts", words, Source("contacts.yaml", 1))
    since = pack.since
    if since.says:
        yield _screen("since", since.says.values(), Source(SINCE_FILE, 1))
    yield from _notes("since", ((e.id, (e.was, e.now), e.source) for e in since.entries))
    yield from _scripts(pack.scripts)
    yield from _language(pack)
    for kind in pack.documents.kinds:
        yield _screen(f'document "{kind.id}"', _document(kind), kind.source)
    if pack.documents.words:
        said = (*pack.documents.words.values(), *pack.documents.conditions.values())
        yield _screen("the words of documents", said, Source("documents.yaml", 1))


def _scripts(scripts: Scripts) -> Iterator[Screen]:
    for call in scripts.calls:
        lines = (line.say or line.fill for line in call.lines if not line.fact)
        yield _screen(f'call "{call.id}"', (call.title, *lines), call.source)
    yield from _notes(
        "saying",
        (
            (name, (said.one, *said.values.values(), said.none, said.gap), said.source)
            for name, said in scripts.said.items()
        ),
    )
    if scripts.calls:
        words = (*scripts.headings.values(), *scripts.ways.values(), *scripts.score.values())
        words += tuple(scripts.score_notes.values())
        yield _screen("the words around scripts", words, scripts.source)
    if wrong := scripts.wrong:
        yield _screen("wrong", (wrong.title, wrong.intro, *wrong.body), wrong.source)


def _language(pack: Pack) -> Iterator[Screen]:
    language = pack.language
    if language.words:
        source = Source("language.yaml", 1)
        yield _screen("the words around blaming words", (language.hint, language.quoted), source)
    yield from _notes("word", ((w.id, (w.better, w.why), w.source) for w in language.words))


def _notes(kind: str, notes: Iterable[tuple[str, Iterable[str], Source]]) -> Iterator[Screen]:
    found = [_screen(f'{kind} "{name}"', parts, source) for name, parts, source in notes]
    short = [screen for screen in found if screen.words < FEW_WORDS]
    yield from (screen for screen in found if screen.words >= FEW_WORDS)
    if short:
        sentences = tuple(sentence for screen in short for sentence in screen.sentences)
        yield Screen(f"the short {kind}s, read together", sentences, short[0].source)


def _screen(name: str, parts: Iterable[str], source: Source) -> Screen:
    return Screen(name, tuple(_sentence(part) for part in parts if part), source)


def _sentence(text: str) -> str:
    return text if text[-1] in ".?!:" else f"{text}."


def _step(pack: Pack, step: Step) -> Iterator[str]:
    yield step.title
    for name in step.facts:
        yield from _question(pack.facts[name])


def _question(fact: Fact) -> Iterator[str]:
    yield fact.ask
    yield fact.why
    yield fact.if_unknown
    for option in fact.options:
        yield option.label
        yield option.help
    for term, text in fact.means.items():
        yield f"{term}: {text}"


def _rule(rule: Rule) -> Iterator[str]:
    yield rule.do
    yield rule.own
    yield from rule.how
    yield from rule.not_yours
    yield from rule.ready
    yield rule.why
    for line in rule.lines:
        yield line.do
        yield line.say
    yield from rule.late.how if rule.late else ()


def _checklist(checklist: Checklist) -> Iterator[str]:
    yield checklist.title
    yield checklist.intro
    for item in checklist.items:
        yield item.text


def _contact(contact: Contact) -> Iterator[str]:
    yield contact.name
    yield contact.known
    yield contact.look_up
    yield contact.elsewhere
    yield from contact.voiceless


def _answering(pack: Pack) -> Iterator[AnsweringLine]:
    """The lines that are not a contact's own channels: those have been read with the contact."""
    return (line for line in pack.directory.lines if line.id not in pack.contacts)


def _line(line: AnsweringLine) -> Iterator[str]:
    yield line.name
    yield line.note
    yield line.contradicts


def _document(kind: DocumentKind) -> Iterator[str]:
    yield kind.title
    yield kind.about
    for part in kind.parts:
        yield part.heading
        yield from part.text
        yield part.note
        yield from (one.label for one in part.fields)
        yield from part.columns


def spoken(names: Iterable[str]) -> re.Pattern[str]:
    """Finds the names in a text: `Youth offending team (YOT)` is said in full and in both parts."""
    forms: set[str] = set()
    for name in names:
        forms.update([name, re.sub(r"\s*\([^)]*\)", "", name), *re.findall(r"\(([^)]+)\)", name)])
    longest_first = sorted((form for form in forms if form), key=lambda form: (-len(form), form))
    joined = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<!\w)(?:{joined})s?(?!\w)", re.IGNORECASE)
