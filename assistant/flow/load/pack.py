"""All the files of a pack -> Pack, or every problem in them at once."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.flow.conditions import ALWAYS, Condition, ConditionError, parse
from assistant.flow.load.asking import (
    QUESTIONS,
    SHORTHAND,
    check_asking,
    read_asking,
    read_shorthand,
)
from assistant.flow.load.contacts import read_directory
from assistant.flow.load.directory import check_directory
from assistant.flow.load.documents import check_documents, read_documents
from assistant.flow.load.events import FILE as EVENTS
from assistant.flow.load.events import check_events, read_events
from assistant.flow.load.facts import read_conditions, read_facts, read_stage
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.load.files import Files
from assistant.flow.load.language import read_language
from assistant.flow.load.late import check_late
from assistant.flow.load.names import check_names
from assistant.flow.load.noticed import FOLDER as NOTICED
from assistant.flow.load.noticed import check_noticed, read_noticed
from assistant.flow.load.order import settle_order
from assistant.flow.load.plan import read_checklists, read_principles, read_rules, read_scores
from assistant.flow.load.promises import check_promises, read_promises
from assistant.flow.load.references import check_references
from assistant.flow.load.register import (
    read_clauses,
    read_parties,
    read_terms,
)
from assistant.flow.load.says import with_says
from assistant.flow.load.script_names import check_scripts
from assistant.flow.load.scripts import read_scripts
from assistant.flow.load.since import SINCE_FILE, check_since, read_since
from assistant.flow.load.times import read_times
from assistant.flow.load.unique import check_unique
from assistant.flow.load.version import CONTACTS, version_of
from assistant.flow.load.words import read_owner_contact, read_words
from assistant.flow.model import (
    Asking,
    Directory,
    Documents,
    Emergency,
    Event,
    Fact,
    Language,
    Noticed,
    Pack,
    Protocol,
    Right,
    Rule,
    Scripts,
    Stage,
    Times,
)
from assistant.flow.model.language import Phrase
from assistant.flow.model.promises import NEVER, Promises
from assistant.flow.model.since import NO_LAYER, Since
from assistant.flow.problems import PackProblems, Problem, Source, Unreadable

MAX_FILES = 100


def load_pack(texts: Mapping[str, str]) -> Pack:
    """The pack whose files are `texts`, by file name within the pack's folder.

    Raises PackProblems with every error found, or Unreadable where a file is no YAML.
    """
    pack, problems = read_pack(texts)
    if any(not problem.warning for problem in problems):
        raise PackProblems(problem for problem in problems if not problem.warning)
    return pack


def read_pack(texts: Mapping[str, str]) -> tuple[Pack, list[Problem]]:
    """The pack as far as it can be read, with what is wrong. Raises Unreadable."""
    if "pack.yaml" not in texts:
        raise Unreadable("there is no pack.yaml in the folder")
    if len(texts) > MAX_FILES:
        raise Unreadable(f"a pack may have at most {MAX_FILES} files")
    return _Reader(texts).pack()


class _Reader:
    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.notes = Notes()
        self.files = Files(texts, self.notes)

    def pack(self) -> tuple[Pack, list[Problem]]:
        top = self.files.file("pack.yaml")
        assert top is not None
        if top.broken:  # it names every other file: nothing of the pack can be read
            raise Unreadable(f"pack.yaml:{top.line}: this file must be a mapping of keys to values")
        pack_id = top.id()
        protocol = Fields(self.notes, "pack.yaml", top.get("protocol"), "protocol", top.line)
        words = read_words(top)
        conditions, lines = self.conditions()
        times = read_times(top)
        facts = self.facts(words.answers, times)
        short = self.files.maybe(SHORTHAND)
        shorthand = read_shorthand(short) if short else {}
        facts = with_says(short, facts) if short else facts
        stages = self.stages(top)
        rules = self.rules(top)
        scores = read_scores(file) if (file := self.files.file("scores.yaml")) else []
        contacts = self.files.file(CONTACTS)
        directory = read_directory(contacts) if contacts else Directory()
        emergency = Fields(self.notes, "pack.yaml", top.get("emergency"), "emergency", top.line)
        noticed, ordinary, danger = self.noticed()
        pack = Pack(
            id=pack_id,
            title=top.text("title"),
            owner=top.text("owner"),
            version=version_of(self.texts),
            protocol=Protocol(
                *(
                    protocol.text(key)
                    for key in ("title", "publisher", "version", "ratified", "review_due")
                )
            ),
            words=words,
            emergency=Emergency(
                emergency.text("fact"),
                emergency.text("answer"),
                emergency.text("rule"),
                emergency.source,
            ),
            may_decide=Right(top.condition("may_decide", default=NEVER), top.at("may_decide")),
            stages=stages,
            facts=facts,
            conditions=conditions,
            plan_files=top.ids("plan"),
            rules=rules,
            checklists=tuple(
                read_checklists(f) if (f := self.files.file("checklists.yaml")) else ()
            ),
            principles=tuple(
                read_principles(f) if (f := self.files.file("principles.yaml")) else ()
            ),
            scores=tuple(scores),
            clauses=read_clauses(f) if (f := self.files.file("clauses.yaml")) else {},
            contacts=directory.contacts,
            owners=read_parties(top, "owners", "owner"),
            services=read_parties(top, "services", "service"),
            terms=tuple(read_terms(f) if (f := self.files.file("glossary.yaml")) else ()),
            settle_order=settle_order(facts, conditions, scores, lines, self.notes),
            promises=self.promises(),
            texts=dict(self.texts),
            directory=directory,
            since=self.since(),
            owner_contact=read_owner_contact(top),
            scripts=read_scripts(f) if (f := self.files.maybe("scripts.yaml")) else Scripts(),
            language=read_language(f) if (f := self.files.maybe("language.yaml")) else Language(),
            documents=self.documents(),
            events=self.events(facts, times),
            noticed=noticed,
            ordinary=ordinary,
            danger=danger,
            asking=read_asking(f) if (f := self.files.maybe(QUESTIONS)) else Asking(),
            shorthand=shorthand,
        )
        protocol.done()
        emergency.done()
        top.done()
        check_unique(pack, self.notes)
        check_names(pack, self.notes, lines)
        for name in self.files.unread():
            self.notes.warn(Source(name, 1), "nothing reads this file")
        if not self.files.missing:  # else most names would lead nowhere, and that is said already
            check_references(pack, self.notes, lines)
            check_promises(pack, self.notes)
            check_directory(pack, self.notes)
            check_since(pack, self.notes)
            check_scripts(pack, self.notes)
            check_documents(pack, self.notes)
            check_events(pack, self.notes)
            check_late(pack, self.notes)
            check_noticed(pack, self.notes)
            check_asking(pack, self.notes)
        return pack, sorted(set(self.notes.found))

    def conditions(self) -> tuple[dict[str, Condition], dict[str, Source]]:
        name = "conditions.yaml"
        if name not in self.texts:
            return {}, {}
        found, fields = read_conditions(self.notes, name, self.files.yaml(name))
        conditions: dict[str, Condition] = {}
        lines: dict[str, Source] = {}
        for key, text in found.items():
            lines[key] = Source(name, getattr(key, "line", text.line))
            try:
                conditions[key] = parse(text)
            except ConditionError as error:
                fields.error(key, f'"{key}": {error}')
                conditions[key] = ALWAYS
        return conditions, lines

    def promises(self) -> Promises:
        file = self.files.maybe("promises.yaml")
        return read_promises(file) if file else Promises()

    def since(self) -> Since:
        file = self.files.maybe(SINCE_FILE)
        return read_since(file) if file else NO_LAYER

    def documents(self) -> Documents:
        file = self.files.maybe("documents.yaml")
        return read_documents(file) if file else Documents()

    def events(self, facts: Mapping[str, Fact], times: Mapping[str, Times]) -> tuple[Event, ...]:
        file = self.files.maybe(EVENTS)
        return read_events(file, facts, times) if file else ()

    def noticed(self) -> tuple[tuple[Noticed, ...], tuple[str, ...], tuple[Phrase, ...]]:
        found: list[Noticed] = []
        ordinary: list[str] = []
        danger: list[Phrase] = []
        for file in self.files.under(NOTICED):
            noticed, nothing, urgent = read_noticed(file)
            found += noticed
            ordinary += nothing
            danger += urgent
        return tuple(found), tuple(ordinary), tuple(danger)

    def facts(self, answers: Mapping[str, str], times: Mapping[str, Times]) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for file in self.files.under("facts/"):
            read_facts(file, answers, times, facts)
        return facts

    def stages(self, top: Fields) -> tuple[Stage, ...]:
        files = [
            self.files.file(f"stages/{name}.yaml") for name in top.ids("stages", required=True)
        ]
        return tuple(read_stage(file) for file in files if file)

    def rules(self, top: Fields) -> tuple[Rule, ...]:
        files = {
            name: self.files.file(f"plan/{name}.yaml") for name in top.ids("plan", required=True)
        }
        return tuple(r for name, file in files.items() if file for r in read_rules(file, name))
