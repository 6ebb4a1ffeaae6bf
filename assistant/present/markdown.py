"""A whole case as Markdown, for a person to read and to file: what was said, the plan, the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from assistant.cases.log import Case
from assistant.engine import deeds, notes
from assistant.engine.deeds import Deed
from assistant.engine.entries import Entry
from assistant.engine.kept import plan_of
from assistant.engine.plan import PlanItem
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Answer
from assistant.flow.model import Fact, Pack
from assistant.present.answers import answer_words, due_rule_words, item_words, when_words
from assistant.present.markdown_log import entry_lines
from assistant.present.markdown_text import by_text, item_text, quoted, say, when_text
from assistant.present.noticed import noticed_views


def case_markdown(case: Case, engine: Engine, log: Sequence[Entry], now: datetime) -> str:
    """The text. `engine` is that of the version which the case goes by at the end of the log."""
    return "\n".join(_lines(case, engine, log, now)) + "\n"


def _lines(case: Case, engine: Engine, log: Sequence[Entry], now: datetime) -> Iterator[str]:
    pack, position = engine.pack, engine.replay(log)
    plan = plan_of(engine, position)
    done = deeds.deeds(log, plan, lambda item: item_text(pack, item))
    protocol = pack.protocol
    yield "# A case"
    yield ""
    yield f"- Opened: {say(when_words(case.opened_at))}"
    yield f"- Written out: {say(when_words(now))}"
    version = f"version {protocol.version} of {protocol.ratified}"
    yield f"- Rests on: {say(protocol.title)}, {say(version)}"
    yield f"- Guide: {say(pack.title)} ({say(pack.id)}, {say(pack.version)})"
    yield from ("", "## What was said", "")
    for name, answer in position.answers.items():
        if name in pack.facts:
            fact = pack.facts[name]
            aside = " (no longer asked)" if name in position.set_aside else ""
            words = _marked(pack, fact, answer, position.own.get(name, ()))
            yield f"- {say(fact.short)}: {say(words)}{aside}"
    if not position.answers:
        yield "Nothing yet."
    yield from _noticed(engine, position)
    yield from _notes(pack, log)
    yield from ("", "## The plan" if position.done else "## The plan so far", "")
    if not plan.items:
        yield "Nothing yet."
    for number, item in enumerate(plan.items, 1):
        yield from _plan_item(pack, number, item, done.get(item.id))
    if plan.kept:
        yield from ("", "## Still open from before", "")
    for number, item in enumerate(plan.kept, 1):
        yield from _plan_item(pack, number, item, done.get(item.id))
    there = {item.id for item in (*plan.items, *plan.kept)}
    gone = [deed for deed in done.values() if deed.item not in there]
    if gone:
        yield from ("", "## Done or decided, and no longer in the plan", "")
        for deed in gone:
            yield f"- {say(deed.text)}"
            yield from _deed(pack, deed, "  ")
    yield from ("", "## Everything that happened", "")
    for entry in log:
        yield from entry_lines(pack, entry)
    if not log:
        yield "Nothing yet."


def _marked(pack: Pack, fact: Fact, answer: Answer, own: Iterable[str]) -> str:
    """An answer with a mark at each item that was noticed in one's own words."""
    items = item_words(pack, fact, answer) if own else ()
    words = [f"{text} (noticed in own words)" if item in own else text for item, text in items]
    return "; ".join(words) or answer_words(pack, fact, answer)


def _noticed(engine: Engine, position: Position) -> Iterator[str]:
    if found := noticed_views(engine, position):
        yield from ("", "## What was noticed, and is not counted", "")
    for view in found:
        yield f"- {say(view.short)}: {say('; '.join(view.items))}"
        for short, answer in view.because:
            yield f"  - That is not asked here, because of: {say(short)}: {say(answer)}"


def _notes(pack: Pack, log: Iterable[Entry]) -> Iterator[str]:
    if found := notes.notes(log):
        yield from ("", "## Notes", "")
    for note in found:
        yield f"- {when_text(note.at)}{by_text(pack, note.by)}, line {note.seq}:"
        yield from quoted(note.text, "  ")


def _plan_item(pack: Pack, number: int, item: PlanItem, deed: Deed | None) -> Iterator[str]:
    yield f"{number}. {say(item.text)}"
    if not item.yours:
        yield f"   - Whose: {say(item.owner)}"
    if item.due == "now":
        yield "   - When: now"
    elif item.due is not None and not isinstance(item.due, str):
        yield f"   - When: by {say(when_words(item.due))}"
    elif rule := due_rule_words(pack, item.due_words) if item.due_words else "":
        yield f"   - When: {say(rule)}"
    yield f"   - Rests on: {', '.join(say(row) for row in item.clauses)}"
    if deed:
        yield from _deed(pack, deed, "   ")


def _deed(pack: Pack, deed: Deed, indent: str) -> Iterator[str]:
    if deed.done_at:
        marked = "" if deed.done_said else " (that is when it was marked as done)"
        yield f"{indent}- Done: {when_text(deed.done_at)}{by_text(pack, deed.done_by)}{marked}"
    for last in deed.earlier:
        when = f"{when_text(last.at)}{by_text(pack, last.by)}"
        yield f"{indent}- Done before, and called for again: {when}"
    if deed.not_done:
        yield f"{indent}- Not done: {when_text(deed.not_done.at)}{by_text(pack, deed.not_done.by)}"
        if deed.not_done.because:
            yield from quoted(deed.not_done.because, indent + "  ")
        else:
            yield f"{indent}  - No reason was given"
    if made := deed.decision:
        yield f"{indent}- Decided otherwise: {when_text(made.at)}{by_text(pack, made.by)}"
        yield from quoted(made.because, indent + "  ")
