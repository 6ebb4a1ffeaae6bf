"""A whole case as Markdown, for a person to read and to file: what was said, the plan, the log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from assistant.cases.log import Case
from assistant.engine import deeds, known, notes
from assistant.engine.deeds import Deed
from assistant.engine.entries import (
    EVENT,
    HANDOVER,
    NOTICED,
    VERSION,
    Entry,
    happened_at,
    items_of,
    opened,
    told,
)
from assistant.engine.kept import plan_of
from assistant.engine.plan import PlanItem
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import Answer, AnswerError, read_answer
from assistant.flow.model import Fact, Pack
from assistant.present.answers import answer_words, due_rule_words, item_words, when_words
from assistant.present.noticed import noticed_views
from assistant.present.turn import role_words

# What Markdown, or a browser that shows it, would take for more than a sign.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&]|^[#+-]|^=|(?<=^\d)[.)]|(?<=^\d\d)[.)])")


def case_markdown(case: Case, engine: Engine, log: Sequence[Entry], now: datetime) -> str:
    """The text. `engine` is that of the version which the case goes by at the end of the log."""
    return "\n".join(_lines(case, engine, log, now)) + "\n"


def _lines(case: Case, engine: Engine, log: Sequence[Entry], now: datetime) -> Iterator[str]:
    pack, position = engine.pack, engine.replay(log)
    plan = plan_of(engine, position)
    done = deeds.deeds(log, plan, lambda item: _item_words(pack, item))
    protocol = pack.protocol
    yield "# A case"
    yield ""
    yield f"- Opened: {_say(when_words(case.opened_at))}"
    yield f"- Written out: {_say(when_words(now))}"
    version = f"version {protocol.version} of {protocol.ratified}"
    yield f"- Rests on: {_say(protocol.title)}, {_say(version)}"
    yield f"- Guide: {_say(pack.title)} ({_say(pack.id)}, {_say(pack.version)})"
    yield from ("", "## What was said", "")
    for name, answer in position.answers.items():
        if name in pack.facts:
            fact = pack.facts[name]
            aside = " (no longer asked)" if name in position.set_aside else ""
            words = _marked(pack, fact, answer, position.own.get(name, ()))
            yield f"- {_say(fact.short)}: {_say(words)}{aside}"
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
            yield f"- {_say(deed.text)}"
            yield from _deed(pack, deed, "  ")
    yield from ("", "## Everything that happened", "")
    for entry in log:
        yield from _entry(pack, entry)
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
        yield f"- {_say(view.short)}: {_say('; '.join(view.items))}"
        for short, answer in view.because:
            yield f"  - That is not asked here, because of: {_say(short)}: {_say(answer)}"


def _notes(pack: Pack, log: Iterable[Entry]) -> Iterator[str]:
    if found := notes.notes(log):
        yield from ("", "## Notes", "")
    for note in found:
        yield f"- {_when(note.at)}{_by(pack, note.by)}, line {note.seq}:"
        yield from _quoted(note.text, "  ")


def _plan_item(pack: Pack, number: int, item: PlanItem, deed: Deed | None) -> Iterator[str]:
    yield f"{number}. {_say(item.text)}"
    if not item.yours:
        yield f"   - Whose: {_say(item.owner)}"
    if item.due == "now":
        yield "   - When: now"
    elif item.due is not None and not isinstance(item.due, str):
        yield f"   - When: by {_say(when_words(item.due))}"
    elif rule := due_rule_words(pack, item.due_words) if item.due_words else "":
        yield f"   - When: {_say(rule)}"
    yield f"   - Rests on: {', '.join(_say(row) for row in item.clauses)}"
    if deed:
        yield from _deed(pack, deed, "   ")


def _deed(pack: Pack, deed: Deed, indent: str) -> Iterator[str]:
    if deed.done_at:
        marked = "" if deed.done_said else " (that is when it was marked as done)"
        yield f"{indent}- Done: {_when(deed.done_at)}{_by(pack, deed.done_by)}{marked}"
    for last in deed.earlier:
        yield f"{indent}- Done before, and called for again: {_when(last.at)}{_by(pack, last.by)}"
    if deed.not_done:
        yield f"{indent}- Not done: {_when(deed.not_done.at)}{_by(pack, deed.not_done.by)}"
        if deed.not_done.because:
            yield from _quoted(deed.not_done.because, indent + "  ")
        else:
            yield f"{indent}  - No reason was given"
    if made := deed.decision:
        yield f"{indent}- Decided otherwise: {_when(made.at)}{_by(pack, made.by)}"
        yield from _quoted(made.because, indent + "  ")


def _entry(pack: Pack, entry: Entry) -> Iterator[str]:
    when = _when(entry.at)
    yield f"{entry.seq}. {when}, person {entry.holder}{_by(pack, entry.by)}: {_kind(entry)}"
    tell = _TOLD.get(entry.kind, _answers)
    yield from tell(pack, entry)


def _kind(entry: Entry) -> str:
    return _KINDS.get(entry.kind) or _say(entry.kind)


_KINDS: Mapping[str, str] = {
    "answer": "answered",
    "change": "changed an answer",
    "undo": "took back the last answer",
    "redo": "put it back",
    EVENT: "said what has happened",
    HANDOVER: "went on with the case",
    deeds.TICK: "said what was done",
    deeds.DECIDE: "decided otherwise",
    known.KNOWN: "said how it is known",
    NOTICED: "noticed, in their own words",
    notes.NOTE: "wrote a note",
    VERSION: "went over to another version of the guide",
}


def _answers(pack: Pack, entry: Entry) -> Iterator[str]:
    """What facts were answered; whatever else an entry holds is told as it stands."""
    for name, answer in entry.value.items():
        if fact := pack.facts.get(name):
            try:
                words = answer_words(pack, fact, read_answer(fact, answer))
            except AnswerError:  # it was given under another version
                words = str(answer)
            yield f"   - {_say(fact.short)}: {_say(words)}"
        else:
            yield f"   - {_say(name)}: {_say(str(answer))}"


def _event(pack: Pack, entry: Entry) -> Iterator[str]:
    """What happened, when, the answers that it gave, and what it asks and calls for anew."""
    said = next((event.say for event in pack.events if event.id == entry.step), entry.step)
    yield f"   - {_say(said)}"
    at = happened_at(entry)
    yield f"   - When: {_say(when_words(at)) if at else 'not known'}"
    yield from _answers(pack, replace(entry, value=told(entry)))
    for name in opened(entry):
        words = pack.facts[name].short if name in pack.facts else name
        yield f"   - To be asked again: {_say(words)}"
    labels = {"anew": "To be done again", "keeps": "Still stands from before", "ends": "Done with"}
    for key, label in labels.items():
        for item in items_of(entry, key):
            yield f"   - {label}: {_say(_item_words(pack, item))}"


def _tick(pack: Pack, entry: Entry) -> Iterator[str]:
    yield f"   - {_say(_item_words(pack, deeds.item_of(entry)))}"
    for name, said in entry.value.items():
        if name != "item":
            yield f"   - {_say(name)}: {_say(pack.words.answers.get(str(said), str(said)))}"


def _decision(pack: Pack, entry: Entry) -> Iterator[str]:
    yield f"   - {_say(_item_words(pack, deeds.item_of(entry)))}"
    because = str(entry.value["because"])
    if because:
        yield from _quoted(because, "     ")
    else:
        yield "   - Taken back"


def _note(pack: Pack, entry: Entry) -> Iterator[str]:
    """A note's text stands above with the notes; of one that was taken back it stands nowhere."""
    if notes.TAKES_BACK in entry.value:
        yield f"   - Took back the note in line {entry.value[notes.TAKES_BACK]}"


def _known(pack: Pack, entry: Entry) -> Iterator[str]:
    """Facts, or items of their lists, with how each is known."""
    for key, way in entry.value.items():
        name, _, item = key.partition(".")
        fact = pack.facts.get(name)
        try:
            option = fact.option(item).label if fact and item else ""
        except KeyError:  # another version knows it
            option = item
        words = f"{fact.short if fact else name}{f' ({option})' if option else ''}"
        yield f"   - {_say(words)}: {_say(pack.scripts.ways.get(str(way) or 'unsaid', str(way)))}"


_TOLD: Mapping[str, Callable[[Pack, Entry], Iterator[str]]] = {
    EVENT: _event,
    deeds.TICK: _tick,
    deeds.DECIDE: _decision,
    known.KNOWN: _known,
    notes.NOTE: _note,
}


def _item_words(pack: Pack, item: str) -> str:
    try:
        return pack.rule(item).do
    except KeyError:
        return item


def _when(at: datetime | None) -> str:
    return _say(when_words(at)) if at else "at a time that was not kept"


def _by(pack: Pack, role: str) -> str:
    words = role_words(pack, role)
    return f" ({_say(words)})" if words else ""


def _quoted(text: str, indent: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"{indent}> {_say(line)}"


def _say(text: str) -> str:
    """A text as Markdown shows it letter by letter, whatever is in it, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
