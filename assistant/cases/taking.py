"""A submission -> the entry that it comes to, or why it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.cases.turn import Reading, turn_of
from assistant.engine import deed_entries, deeds, known, notes
from assistant.engine.due import still_to_come
from assistant.engine.entries import EVENT, HANDOVER, MOVES, VERSION, Entry, Refusal, told
from assistant.engine.events import AT, time_fact, without_settled
from assistant.flow.answers import AnswerError, Facts, read_answer
from assistant.flow.model import Pack

# What leaves a question that somebody has before them as it was.
QUIET = (*deed_entries.KINDS, known.KNOWN, notes.NOTE, HANDOVER)

MOVED_ON = Refusal(
    "The conversation has moved on since this page was shown, so this was not taken."
    " Look at where it is now."
)
AHEAD = Refusal("This page has seen more of the conversation than is kept here. Load it again.")
OTHER_CONTENT = Refusal(
    "Something else was sent before with the same id, so this was not taken. Send it with a new id."
)
NOT_TODAYS = Refusal("That is not today's version of the guide. Load the page again.")
ALREADY_TODAYS = Refusal("This conversation goes by that version of the guide already.")


def taken(read: Reading, submission: Submission, shelf: Shelf) -> Entry | Refusal:
    """The entry that a submission comes to where the case stands, or why it is refused."""
    kind = submission.kind
    if kind in MOVES and (stale := _stale(read.log, submission.after)):
        if not says_danger(read.engine.pack, submission):
            return stale
        kind = "change"  # the question may be long past; the danger is not
    entry = Entry(
        seq=len(read.log) + 1,
        kind=kind,
        step=submission.step,
        value=cast(Facts, dict(submission.value)),
        by=submission.by,
        at=read.now,
        holder=read.number,
    )
    if kind in deed_entries.KINDS:
        return _deed(read, entry, shelf)
    if kind == known.KNOWN:
        return _known(read, entry)
    if kind == notes.NOTE:
        return _note(read, entry)
    if kind == VERSION:
        return _version(read, entry, shelf.current.pack)
    if kind == HANDOVER:
        return Refusal("A handover is made by joining with the code, and in no other way.")
    checked = read.engine.checked_at(read.position, entry)
    if isinstance(checked, Refusal):
        return checked
    if early := _still_to_come(read, checked):
        return early
    if kind == EVENT:
        return without_settled(checked, deeds.settled(turn_of(read, shelf).deeds.values()))
    return checked


def _still_to_come(read: Reading, entry: Entry) -> Refusal | None:
    """What is said to have happened lies ahead: due times that count from it would be late."""
    for name, answer in told(entry).items():
        times = read.engine.pack.facts[name].times
        if times is not None and not times.ahead and still_to_come(answer, read.now):
            return Refusal(
                "That time is still to come. Give the day and time when it happened.",
                name,
                plain=True,
            )
    return None


def _stale(log: Sequence[Entry], after: int) -> Refusal | None:
    if after > len(log):
        return AHEAD
    return MOVED_ON if any(entry.kind not in QUIET for entry in log[after:]) else None


def _deed(read: Reading, entry: Entry, shelf: Shelf) -> Entry | Refusal:
    turn = turn_of(read, shelf)
    entry = replace(entry, by=entry.by or turn.holder.role)
    decides = entry.kind == deed_entries.DECIDE and turn.may_decide
    checked = deed_entries.checked_deed(
        turn.engine.pack, turn.plan, turn.log, entry, decides=decides
    )
    if isinstance(checked, Refusal):
        return checked
    deed = turn.deeds.get(deed_entries.item_of(checked))
    stands = deed is not None and deed.decision is not None
    return deed_entries.unexplained(checked, decided=stands) or checked


def _known(read: Reading, entry: Entry) -> Entry | Refusal:
    position = read.position
    role = position.roles.get(read.number, "")
    return known.checked_known(position, replace(entry, by=entry.by or role))


def _note(read: Reading, entry: Entry) -> Entry | Refusal:
    role = read.position.roles.get(read.number, "")
    return notes.checked_note(read.log, replace(entry, by=entry.by or role))


def _version(read: Reading, entry: Entry, today: Pack) -> Entry | Refusal:
    if entry.value != {"version": today.version} or read.engine.pack.id != today.id:
        return NOT_TODAYS
    if read.engine.pack.version == today.version:
        return ALREADY_TODAYS
    role = read.position.roles.get(read.number, "")
    return replace(entry, step="", by=entry.by or role)


def says_danger(pack: Pack, submission: Submission) -> bool:
    """It says that there is immediate danger, and nothing else."""
    emergency = pack.emergency
    return submission.kind in ("answer", "change") and submission.value == {
        emergency.fact: emergency.answer
    }


def is_same(pack: Pack, submission: Submission, sent: Entry) -> bool:
    """It is what was sent before, however it was written. `by` and `after` do not count.

    `pack` is the one that the case went by then.
    """
    kinds = {submission.kind} | ({"change"} if says_danger(pack, submission) else set())
    if sent.kind not in kinds or (sent.kind in ("answer", EVENT) and sent.step != submission.step):
        return False
    if sent.kind == EVENT:
        given = {name: a for name, a in told(sent).items() if name in submission.value}
        sent = replace(sent, value=cast(Facts, {AT: sent.value[AT], **given}))
    return _canonical(pack, submission) == sent.value


def _canonical(pack: Pack, submission: Submission) -> Mapping[str, object] | None:
    if submission.kind in deed_entries.KINDS:
        value = deed_entries.read_value(submission.kind, submission.value)
        return None if isinstance(value, Refusal) else value
    if submission.kind == known.KNOWN:
        ways = known.read_value(submission.value)
        return None if isinstance(ways, Refusal) else ways
    if submission.kind == notes.NOTE:
        note = notes.read_note(submission.value)
        return None if isinstance(note, Refusal) else note
    if submission.kind == VERSION:
        return submission.value
    try:
        facts = dict(pack.facts)
        if submission.kind == EVENT:
            facts[AT] = time_fact(pack, pack.event(submission.step))
        return {name: read_answer(facts[name], raw) for name, raw in submission.value.items()}
    except (KeyError, AnswerError):
        return None
