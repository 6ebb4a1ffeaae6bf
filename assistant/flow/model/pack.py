"""A whole pack.

Times in a pack are durations with their unit in the name; no clock is read here.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from assistant.flow.conditions import Condition
from assistant.flow.model.answering import Directory
from assistant.flow.model.asking import Asking
from assistant.flow.model.documents import Documents
from assistant.flow.model.events import Event
from assistant.flow.model.facts import Fact, Stage, Step
from assistant.flow.model.language import Language, Phrase
from assistant.flow.model.noticed import Noticed
from assistant.flow.model.plan import Checklist, Principle, Rule
from assistant.flow.model.promises import Promises
from assistant.flow.model.register import Clause, Contact, Party, Term
from assistant.flow.model.scores import Score
from assistant.flow.model.scripts import Scripts
from assistant.flow.model.since import NO_LAYER, Since
from assistant.flow.problems import Source


class Emergency(Struct, frozen=True):
    """The answer that puts 999 first, and the rule that says so."""

    fact: str
    answer: str
    rule: str
    source: Source


class Right(Struct, frozen=True):
    """Who may do something: the condition under which a person may, by the role they gave."""

    when: Condition
    source: Source


class Protocol(Struct, frozen=True):
    """The document that the pack holds."""

    title: str
    publisher: str
    version: str
    ratified: str
    review_due: str


class BesideYou(Struct, frozen=True):
    """What to do when somebody can see the screen, and whom the child can ring; may be empty."""

    title: str
    lines: tuple[str, ...]
    contacts: tuple[str, ...]
    source: Source


class Words(Struct, frozen=True):
    """Words that belong to no one question: common answers, what this is, the 999 banner.

    `due` says each due time by its rule, and under "unknown" that its beginning is not known.
    `not_yours` stands before what one can do about what is somebody else's, a colon after it.
    """

    answers: Mapping[str, str]
    periods: Mapping[str, str]
    about: tuple[str, ...]
    emergency: str
    beside_you: BesideYou | None = None
    due: Mapping[str, str] = field(default_factory=dict)
    not_yours: str = ""


class Pack(Struct, frozen=True, eq=False):
    """A whole pack. `version` is a hash of the files it was read from; contacts, what has changed
    since (`since`) and the everyday words for what is noticed (`noticed`) are left out.

    `may_decide` is who may record that an item was decided otherwise; nobody where it is not said.
    `directory` says who answers for a contact; like the contacts it is outside the version.
    `settle_order` lists facts, named conditions and score categories so that each stands after all
    that its own condition reads. `owner_contact` is the owner's email address, empty where none is
    given. `danger` are phrases that say that somebody may be in danger now: 999 is then named, and
    nothing is answered by them. `shorthand` gives the words for what people write in short, in
    lower case; like `asking` it is outside the version.
    """

    id: str
    title: str
    owner: str
    version: str
    protocol: Protocol
    words: Words
    emergency: Emergency
    may_decide: Right
    stages: tuple[Stage, ...]
    facts: Mapping[str, Fact]
    conditions: Mapping[str, Condition]
    plan_files: tuple[str, ...]
    rules: tuple[Rule, ...]
    checklists: tuple[Checklist, ...]
    principles: tuple[Principle, ...]
    scores: tuple[Score, ...]
    clauses: Mapping[str, Clause]
    contacts: Mapping[str, Contact]
    owners: Mapping[str, Party]
    services: Mapping[str, Party]
    terms: tuple[Term, ...]
    settle_order: tuple[str, ...]
    promises: Promises
    texts: Mapping[str, str]
    directory: Directory
    since: Since = NO_LAYER
    owner_contact: str = ""
    scripts: Scripts = field(default_factory=Scripts)
    language: Language = field(default_factory=Language)
    documents: Documents = field(default_factory=Documents)
    events: tuple[Event, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    ordinary: tuple[str, ...] = ()
    danger: tuple[Phrase, ...] = ()
    asking: Asking = field(default_factory=Asking)
    shorthand: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in the order in which they are asked."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @property
    def ruled(self) -> frozenset[str]:
        """The rows by which two plans are compared: all but what stands aside or is ours."""
        rules = [r for r in self.rules if not (r.ours or r.aside or r.fallback)]
        lists = [c for c in self.checklists if not (c.ours or c.aside)]
        return frozenset(row for r in rules for line in r.lines for row in line.clauses) | {
            row for checklist in lists for item in checklist.items for row in item.clauses
        }

    def event(self, event_id: str) -> Event:
        """The event of that id. Raises KeyError."""
        for event in self.events:
            if event.id == event_id:
                return event
        raise KeyError(event_id)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id. Raises KeyError."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
