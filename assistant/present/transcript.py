"""A conversation as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant.engine.answering import Caller, caller
from assistant.engine.plan import PlanItem, ShownChecklist
from assistant.engine.replay import Engine
from assistant.engine.score import Result
from assistant.engine.since import SinceThen
from assistant.engine.whatif import Change
from assistant.flow.model import Contact, Pack
from assistant.present.answers import answer_words, by_words, due_rule_words
from assistant.present.contact import LineView, contact_view, line_words
from assistant.present.report import Consultation
from assistant.present.since import SinceBlock, banner, since_block, since_texts

WIDTH = 88


def transcript(
    engine: Engine, held: Consultation, changes: Mapping[str, Change | None], now: datetime
) -> Iterator[str]:
    """The lines of a whole consultation: questions and answers, advice as it came, the plan.

    Who answers is told for the aware time `now`.
    """
    told = {entry.rule: entry.turn for entry in held.walk.advised}
    turn = 0
    for entry in held.walk.asked:
        if entry.turn != turn:
            yield from advice(held, told, turn)
            turn = entry.turn
            yield ""
        fact = engine.pack.facts[entry.fact]
        yield from wrap(f"{entry.turn}. {fact.ask}")
        yield from wrap(answer_words(engine.pack, fact, entry.answer), "      ")
    yield from advice(held, told, turn)
    yield ""
    yield from plan_lines(engine, held, changes, now)


def advice(held: Consultation, told: Mapping[str, int], turn: int) -> Iterator[str]:
    """What became certain with a turn."""
    for item in held.plan.items:
        if told.get(item.id) == turn:
            mark = "NOW: " if item.due == "now" else ""
            yield from wrap(f"{mark}{item.text}", "   >> ")


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
    now = [item for item in held.plan.items if item.due == "now"]
    later = [item for item in held.plan.items if item.due != "now"]
    groups = (
        ("Now", now),
        ("What you do", [item for item in later if item.yours]),
        ("What others do", [item for item in later if not item.yours]),
    )
    for title, items in groups:
        if items:
            yield from heading(title)
            for number, item in enumerate(items, 1):
                yield from item_lines(pack, held, who, number, item, changes.get(item.id))
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
    protocol = pack.protocol
    yield ""
    yield from wrap(
        f"Rests on: {protocol.title}, version {protocol.version} of {protocol.ratified}"
        f" (pack {pack.version}). {pack.words.about[1] if len(pack.words.about) > 1 else ''}"
    )


def item_lines(
    pack: Pack,
    held: Consultation,
    who: Caller,
    number: int,
    item: PlanItem,
    change: Change | None,
) -> Iterator[str]:
    """One item with all that belongs to it."""
    yield from wrap(f"{item.text}", f"{number:>2}. ")
    if not item.yours:
        yield from wrap(f"Whose: {item.owner}", "    ")
    if item.due == "now":
        yield from wrap("When: now", "    ")
    elif item.due is not None and not isinstance(item.due, str):
        rule = due_rule_words(pack, item.due_words)
        by = by_words(pack, item.due, item.due_words)
        yield from wrap(f"When: {by}{f' ({rule})' if rule else ''}", "    ")
    elif item.due_words:
        rule = due_rule_words(pack, item.due_words)
        yield from wrap(f"When: {rule} (that time is not known)", "    ")
    for contact in item.contacts:
        yield from contact_lines(pack, contact, who)
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
    if change:
        fact = pack.facts[change.fact]
        after = answer_words(pack, fact, change.after)
        yield from wrap(f'One other answer would take it away: {fact.short}, "{after}"', "    ")
    else:
        yield from wrap("No single changed answer would take it away.", "    ")


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


def since_lines(block: SinceBlock | None, indent: str = "") -> Iterator[str]:
    """What has changed, under a label of its own, with where that is from."""
    for now, was in since_texts(block) if block else ():
        yield from wrap(now, f"{indent}* ")
        yield from wrap(was, f"{indent}    ")


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


def sections(pack: Pack, rows: tuple[str, ...]) -> str:
    """Rows as what people cite: the sections, each with its row."""
    cited = dict.fromkeys(f"{section_words(pack.clauses[row].section)} ({row})" for row in rows)
    return ", ".join(cited)


def section_words(section: str) -> str:
    """A section as a person would name it."""
    return f"section {section}" if section[:1].isdigit() else section


def heading(text: str) -> Iterator[str]:
    """A heading with space before it."""
    yield ""
    yield text.upper()


def wrap(text: str, first: str = "") -> list[str]:
    """Lines of at most WIDTH characters; what follows the first stands under its text."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
