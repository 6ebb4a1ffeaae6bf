"""A plan as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from assistant.engine.answering import Caller, caller
from assistant.engine.clocks import State, clocks
from assistant.engine.plan import Plan, PlanItem, ShownChecklist
from assistant.engine.replay import Engine
from assistant.engine.score import Result
from assistant.engine.since import SinceThen
from assistant.engine.whatif import Change, worth_naming
from assistant.flow.model import Contact, Pack
from assistant.present.answers import answer_words, by_words, due_rule_words, unsaid_words
from assistant.present.clocks import ClockView, clock_views
from assistant.present.contact import LineView, contact_view, line_words
from assistant.present.groups import Named, in_order
from assistant.present.report import Consultation
from assistant.present.since import banner, since_block
from assistant.present.transcript import heading, sections, since_lines, wrap


def plan_lines(
    engine: Engine, held: Consultation, changes: Mapping[str, Change | None], at: datetime
) -> Iterator[str]:
    """The plan: on what it rests, your own items, other people's, the score, the lists, what to
    keep in mind.
    """
    pack, since = engine.pack, SinceThen(engine.program, held.walk.view)
    who = caller(held.walk.facts, held.plan.own, at)
    rests = banner(pack)
    yield from wrap(f"This plan follows the {rests.protocol}.")
    yield from wrap(rests.layer)
    told = clock_views(pack, clocks((*held.plan.items, *held.plan.kept), {}, at), who)
    for title, items in _groups(held.plan, told):
        if items:
            yield from heading(title)
            for number, item in enumerate(items, 1):
                yield from item_lines(pack, held, who, number, item, told.get(item.id))
                if item in held.plan.items and not item.rule.caution:
                    yield from change_lines(pack, changes.get(item.id))
                yield from since_lines(since_block(pack, since.item(item)), "    ")
    for result in held.scores:
        yield from score_lines(pack, result)
        yield from since_lines(since_block(pack, since.score(result.score_id)))
    for shown in held.plan.checklists:
        yield from checklist_lines(pack, shown)
        yield from since_lines(since_block(pack, since.checklist(shown)))
    if held.plan.principles:
        yield from heading("Keep in mind")
        for principle in held.plan.principles:
            yield from wrap(f"{principle.text} [{sections(pack, principle.clauses)}]", " - ")
            yield from since_lines(since_block(pack, since.principle(principle)), "   ")
    protocol = pack.protocol
    yield ""
    yield from wrap(
        f"Rests on: {protocol.title}, version {protocol.version} of {protocol.ratified}"
        f" (pack {pack.version}). {pack.words.about[1] if len(pack.words.about) > 1 else ''}"
    )


def _groups(plan: Plan, told: Mapping[str, ClockView]) -> tuple[Named[PlanItem], ...]:
    """The items under their headings, as `groups` has them for a page."""

    def late(item: PlanItem) -> bool:
        return item.id in told and told[item.id].state == State.MISSED

    # What they were because of may be otherwise now.
    kept = [replace(item, because=()) for item in plan.kept]
    cautions = [item for item in plan.items if item.rule.caution]
    there = [item for item in plan.items if not item.rule.caution]
    later = [item for item in there if item.due != "now" and not late(item)]
    pressing = (
        ("Now", [item for item in there if item.due == "now"]),
        (
            "The time is over: do this next, or chase it",
            [item for item in (*there, *kept) if late(item)],
        ),
    )
    others = (
        ("What you do", [item for item in later if item.yours]),
        ("What others do", [item for item in later if not item.yours]),
        ("Still open from before", [item for item in kept if not late(item)]),
    )
    return in_order(pressing, ("What not to do", cautions), others)


def item_lines(
    pack: Pack,
    held: Consultation,
    who: Caller,
    number: int,
    item: PlanItem,
    clock: ClockView | None = None,
) -> Iterator[str]:
    """One item with all that belongs to it. `clock` is where its time stands, if it has one."""
    yield from wrap(f"{item.text}", f"{number:>2}. ")
    if not (item.yours or item.rule.caution):
        yield from wrap(f"Whose: {item.owner}", "    ")
    if item.due == "now":
        yield from wrap("When: now", "    ")
    elif item.due is not None and not isinstance(item.due, str):
        rule = due_rule_words(pack, item.due_words)
        by = by_words(pack, item.due, item.due_words)
        yield from wrap(f"When: {by}{f' ({rule})' if rule else ''}", "    ")
    elif item.due_words:
        rule = due_rule_words(pack, item.due_words)
        unsaid = unsaid_words(pack, item.due_words, held.walk.facts)
        yield from wrap(f"When: {rule}. {unsaid}".rstrip(), "    ")
    if clock and clock.since:
        yield from wrap(
            f"The time for this was over at {clock.since}. It should still be done.", "    "
        )
    for contact in item.contacts:
        yield from contact_lines(pack, contact, who)
    if clock and clock.how:
        yield from late_lines(pack, item, clock, who)
    if item.can_do:
        yield from wrap("What you can do:", "    ")
        for step in item.can_do:
            yield from wrap(step, "    - ")
        yield from wrap("What they do:", "    ")
    for step in item.how:
        yield from wrap(step, "    - ")
    for thing in item.rule.ready:
        yield from wrap(f"Have ready: {thing}", "    ")
    yield from wrap(f"Why: {item.rule.why}", "    ")
    yield from wrap(f"Rests on: {sections(pack, item.clauses)}", "    ")
    if item.because:
        facts = (
            f"{pack.facts[n].short}: {answer_words(pack, pack.facts[n], held.walk.facts[n])}"
            for n in item.because
        )
        yield from wrap(f"Because: {'; '.join(facts)}", "    ")


def change_lines(pack: Pack, change: Change | None) -> Iterator[str]:
    """The one other answer that would take an item away, where it is worth naming."""
    if change and worth_naming(pack, change):
        fact = pack.facts[change.fact]
        after = answer_words(pack, fact, change.after)
        yield from wrap(f'One other answer would take it away: {fact.short}, "{after}"', "    ")
    elif not change:
        yield from wrap("No single changed answer would take it away.", "    ")


def late_lines(pack: Pack, item: PlanItem, clock: ClockView, who: Caller) -> Iterator[str]:
    """What to do now that it is late: whom to chase, and how to take it further."""
    yield from wrap("What to do now that it is late:", "    ")
    there = {contact.id for contact in item.contacts}
    for contact in clock.chase:
        if contact.id not in there:
            yield from contact_lines(pack, pack.contacts[contact.id], who)
    for step in clock.how:
        yield from wrap(step, "    - ")
    if clock.then:
        yield from wrap(f"{clock.then}:", "    ")
    for step in clock.then_how:
        yield from wrap(step, "    - ")


def contact_lines(pack: Pack, contact: Contact, who: Caller) -> Iterator[str]:
    """Whom to contact: who answers now, who next, and what else stands."""
    view = contact_view(pack, contact, who)
    yield from wrap(f"Contact: {view.name}{' - ' + view.known if view.known else ''}", "    ")
    if view.gone:
        yield from wrap(view.gone, "      ")
    if view.now:
        yield from line_lines(view.now, "      ", named=view.now.name != view.name)
    if view.find:
        yield from wrap(f"{view.find_label}: {view.find}", "      ")
    for label, lines in zip(view.labels, (view.next, view.more), strict=True):
        if lines:
            yield from wrap(f"{label}:", "      ")
        for line in lines:
            yield from line_lines(line, "       - ")


def line_lines(line: LineView, indent: str, *, named: bool = True) -> Iterator[str]:
    """One who may answer; why to check a number stands before all else that is said of it."""
    yield from wrap(line_words(line, named=named), indent)


def score_lines(pack: Pack, result: Result) -> Iterator[str]:
    """A score with its reasons and its range; never the bare number."""
    score = next(score for score in pack.scores if score.id == result.score_id)
    yield from heading(score.title)
    for item in result.items:
        yield from wrap(f"{item.points:>2}  {item.label}", "    ")
    if result.category is None:
        yield from wrap(f"{result.score} points so far; no category until each list is answered.")
    else:
        yield from wrap(f"{result.score} points: category {result.category}, {result.label}")
    if result.lowest.score != result.highest.score:
        yield from wrap(
            f"What is not known leaves it between {result.lowest.score} (category"
            f" {result.lowest.category}) and {result.highest.score} (category"
            f" {result.highest.category})."
        )
    for note in result.notes:
        yield from wrap(note)


def checklist_lines(pack: Pack, shown: ShownChecklist) -> Iterator[str]:
    """One checklist."""
    yield from heading(shown.checklist.title)
    if shown.checklist.intro:
        yield from wrap(shown.checklist.intro)
    for item in shown.items:
        yield from wrap(f"{item.text} [{sections(pack, item.clauses)}]", " [ ] ")
