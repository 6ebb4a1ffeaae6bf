"""The log of a case as Markdown: each thing that was said or done, by whom and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from assistant.engine import deed_entries, known, notes
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
from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.model import Pack
from assistant.present.answers import answer_words, when_words
from assistant.present.markdown_text import by_text, item_text, quoted, say, when_text


def entry_lines(pack: Pack, entry: Entry) -> Iterator[str]:
    """One entry of the log, with what it holds."""
    when = when_text(entry.at)
    yield f"{entry.seq}. {when}, person {entry.holder}{by_text(pack, entry.by)}: {_kind(entry)}"
    tell = _TOLD.get(entry.kind, _answers)
    yield from tell(pack, entry)


def _kind(entry: Entry) -> str:
    return _KINDS.get(entry.kind) or say(entry.kind)


_KINDS: Mapping[str, str] = {
    "answer": "answered",
    "change": "changed an answer",
    "undo": "took back the last answer",
    "redo": "put it back",
    EVENT: "said what has happened",
    HANDOVER: "went on with the case",
    deed_entries.TICK: "said what was done",
    deed_entries.DECIDE: "decided otherwise",
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
            yield f"   - {say(fact.short)}: {say(words)}"
        else:
            yield f"   - {say(name)}: {say(str(answer))}"


def _event(pack: Pack, entry: Entry) -> Iterator[str]:
    """What happened, when, the answers that it gave, and what it asks and calls for anew."""
    said = next((event.say for event in pack.events if event.id == entry.step), entry.step)
    yield f"   - {say(said)}"
    at = happened_at(entry)
    yield f"   - When: {say(when_words(at)) if at else 'not known'}"
    yield from _answers(pack, replace(entry, value=told(entry)))
    for name in opened(entry):
        words = pack.facts[name].short if name in pack.facts else name
        yield f"   - To be asked again: {say(words)}"
    labels = {"anew": "To be done again", "keeps": "Still stands from before", "ends": "Done with"}
    for key, label in labels.items():
        for item in items_of(entry, key):
            yield f"   - {label}: {say(item_text(pack, item))}"


def _tick(pack: Pack, entry: Entry) -> Iterator[str]:
    yield f"   - {say(item_text(pack, deed_entries.item_of(entry)))}"
    for name, said in entry.value.items():
        if name != "item":
            yield f"   - {say(name)}: {say(pack.words.answers.get(str(said), str(said)))}"


def _decision(pack: Pack, entry: Entry) -> Iterator[str]:
    yield f"   - {say(item_text(pack, deed_entries.item_of(entry)))}"
    because = str(entry.value["because"])
    if because:
        yield from quoted(because, "     ")
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
        yield f"   - {say(words)}: {say(pack.scripts.ways.get(str(way) or 'unsaid', str(way)))}"


_TOLD: Mapping[str, Callable[[Pack, Entry], Iterator[str]]] = {
    EVENT: _event,
    deed_entries.TICK: _tick,
    deed_entries.DECIDE: _decision,
    known.KNOWN: _known,
    notes.NOTE: _note,
}
