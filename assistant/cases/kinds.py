"""Every kind of entry that a log may hold, and how one is checked against the log before it.

What a person sends is checked where it is sent; this is for a log that comes as a whole. A new kind
of entry needs a line in KINDS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.engine import deeds, known
from assistant.engine.entries import HANDOVER, MOVES, VERSION, Entry, Refusal
from assistant.engine.plan import make_plan
from assistant.engine.replay import Engine

# The engine that the entry is read by, the log before it, and the entry: as it would have been
# kept, or why it would not.
Check = Callable[[Engine, Sequence[Entry], Entry], Entry | Refusal]


def _move(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    return engine.checked(log, entry)


def _deed(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    position = engine.replay(log)
    plan = make_plan(engine.program, position.facts, position.view)
    decides = entry.kind == deeds.DECIDE and deeds.may_decide(
        engine, position, position.roles.get(entry.holder, "")
    )
    return deeds.checked_deed(engine.pack, plan, log, entry, decides=decides)


def _known(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    return known.checked_known(engine.replay(log), entry)


def _version(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry | Refusal:
    """`engine` is that of the version that the entry goes over to."""
    if entry.value != {"version": engine.pack.version}:
        return Refusal('"value" must be {"version": a version}, and nothing else.')
    return replace(entry, step="")


KINDS: Mapping[str, Check] = {
    **dict.fromkeys((*MOVES, HANDOVER), _move),
    **dict.fromkeys(deeds.KINDS, _deed),
    known.KNOWN: _known,
    VERSION: _version,
}
