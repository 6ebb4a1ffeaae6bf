"""Every kind of entry that a log may hold, and how one is checked against the log before it.

What a person sends is checked where it is sent; this is for a log that comes as a whole. A new kind
of entry needs a line in KINDS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from assistant.engine import deed_entries, deeds, known, notes
from assistant.engine.entries import EVENT, HANDOVER, MOVES, VERSION, Entry, Refusal
from assistant.engine.events import AT, ENDS, KEPT_OF_EVENT, asks, without_settled
from assistant.engine.kept import plan_of
from assistant.engine.replay import Engine
from assistant.flow.answers import Facts

# The engine that the entry is read by, the log before it, and the entry as it was sent: as it would
# have been kept, or why it would not.
Check = Callable[[Engine, Sequence[Entry], Entry], Entry | Refusal]


_EVENT_SHAPE = Refusal(f'"value" of an event must have {", ".join(KEPT_OF_EVENT)}, no more.')


def _move(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    return engine.checked(log, entry)


def as_sent(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    """An entry as it was sent: an event is kept with all that it came to mean."""
    if entry.kind != EVENT:
        return entry
    value = cast(Mapping[str, object], entry.value)
    facts = value.get("facts")
    if set(value) - {ENDS} != set(KEPT_OF_EVENT) or not isinstance(facts, Mapping):
        return _EVENT_SHAPE
    event = next((event for event in engine.pack.events if event.id == entry.step), None)
    asked = asks(engine.program, engine.replay(log).view, event) if event else ()
    given = {fact.name: facts[fact.name] for fact in asked if fact.name in facts}
    return replace(entry, value=cast(Facts, {AT: value[AT], **given}))


def _event(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    checked = engine.checked(log, entry)
    if isinstance(checked, Refusal):
        return checked
    plan = plan_of(engine, engine.replay(log))
    return without_settled(checked, deeds.settled(deeds.deeds(log, plan, str).values()))


def _deed(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    position = engine.replay(log)
    plan = plan_of(engine, position)
    decides = entry.kind == deed_entries.DECIDE and deed_entries.may_decide(
        engine, position, position.roles.get(entry.holder, "")
    )
    return deed_entries.checked_deed(engine.pack, plan, log, entry, decides=decides)


def _known(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    return known.checked_known(engine.replay(log), entry)


def _note(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    return notes.checked_note(log, entry)


def _version(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    """`engine` is that of the version that the entry goes over to."""
    if entry.value != {"version": engine.pack.version}:
        return Refusal('"value" must be {"version": a version}, and nothing else.')
    return replace(entry, step="")


KINDS: Mapping[str, Check] = {
    **dict.fromkeys((*MOVES, HANDOVER), _move),
    EVENT: _event,
    **dict.fromkeys(deed_entries.KINDS, _deed),
    known.KNOWN: _known,
    notes.NOTE: _note,
    VERSION: _version,
}
