"""Who answers now, who next if nobody picks up, and how far a number can be trusted. Pure.

At a time when the day's lines are closed the out-of-hours lines come first; where a day line's own
hours are not known, those of an ordinary office are taken, and nothing is ruled out by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from assistant.engine.due import LONDON, is_bank_holiday
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import (
    AREA,
    ROLE,
    AnsweringLine,
    Contact,
    Directory,
    Hours,
    HoursKind,
    Trust,
)

STALE_AFTER_DAYS = 180
_SEARCHED_DAYS = 31  # no line is closed for longer at a stretch than Christmas and a weekend


class State(StrEnum):
    """Does a line answer now?"""

    OPEN = "open"
    PERHAPS = "perhaps"
    CLOSED = "closed"


class Doubt(StrEnum):
    """Why a number must be checked before it is relied on."""

    PRINTED = "printed"
    UNCHECKED = "unchecked"
    STALE = "stale"
    ONE_SOURCE = "one_source"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wants to reach somebody: where the child is, in what role, and when (aware).

    `own` are the services that the person belongs to; nobody is told to ring their own. An area or
    role that is not known is `unknown`.
    """

    now: datetime
    area: str = UNKNOWN
    role: str = UNKNOWN
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """A line at one time. `until` is when it closes, `opens` when it opens next, where known."""

    line: AnsweringLine
    state: State
    doubts: tuple[Doubt, ...]
    until: datetime | None = None
    opens: datetime | None = None

    @property
    def sound(self) -> bool:
        """Nothing speaks against ringing it as it stands."""
        return not self.doubts

    @property
    def disputed(self) -> bool:
        """A better source gives another number: it is shown, and nobody is sent to it."""
        return Doubt.CONTRADICTED in self.doubts and Doubt.ONE_SOURCE in self.doubts


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers for one contact.

    `now` is None where no number is known, or none that can answer. `next` are to be tried in their
    order, `closed` are those that do not answer now, `disputed` those that a better source gives
    otherwise. `placeless`: the numbers go by area, and none is for this one.
    """

    now: Standing | None
    next: tuple[Standing, ...]
    closed: tuple[Standing, ...]
    disputed: tuple[Standing, ...]
    placeless: bool


NOBODY = Answers(now=None, next=(), closed=(), disputed=(), placeless=False)


def caller(facts: Facts, own: Iterable[str], now: datetime) -> Caller:
    """The caller that the facts which count make, at that minute."""
    now = now.replace(second=0, microsecond=0)
    area, role = facts.get(AREA, UNKNOWN), facts.get(ROLE, UNKNOWN)
    return Caller(now, str(area), str(role), frozenset(own))


def who_answers(directory: Directory, contact: Contact, who: Caller) -> Answers:
    """Who answers for a contact now, and whom to try then."""
    own = _ranked(directory, contact.id, who)
    awake = list(_awake(own))
    first, rest = awake[:1], awake[1:]
    chain = [*_after(directory, first, who), *rest, *_then(directory, contact, who)]
    seen = {standing.line.id for standing in first}
    following = []
    for standing in chain:
        if standing.line.id not in seen:
            seen.add(standing.line.id)
            following.append(standing)
    return Answers(
        now=first[0] if first else None,
        next=tuple(following),
        closed=tuple(s for s in own if s.state is State.CLOSED and not s.disputed),
        disputed=tuple(standing for standing in own if standing.disputed),
        placeless=not own and any(line.contact == contact.id for line in directory.lines),
    )


def timeless(directory: Directory, contact: Contact, now: datetime) -> tuple[Standing, ...]:
    """Every line of a contact whatever the hour, in the file's order, with its doubts at `now`."""
    return tuple(
        Standing(line, State.PERHAPS, tuple(_doubts(line, now)))
        for line in directory.lines
        if line.contact == contact.id
    )


def shift(directory: Directory, now: datetime) -> tuple[date, int]:
    """What all answers hang on: two times with the same shift have the same answers.

    The day, and how many of the times at which a line opens or closes have passed.
    """
    local = now.astimezone(LONDON)
    minutes = local.hour * 60 + local.minute
    hours = (directory.office, *(line.hours for line in directory.lines))
    times = {at for found in hours for span in found.spans for at in (span.opens, span.closes)}
    return local.date(), sum(at <= minutes for at in times)


def _after(directory: Directory, first: list[Standing], who: Caller) -> Iterator[Standing]:
    """The lines that the first names to try next, and theirs, as far as they can answer."""
    lines = {line.id: line for line in directory.lines}
    wanted = [name for standing in first for name in standing.line.next]
    seen: set[str] = set()
    while wanted:
        name = wanted.pop(0)
        if name in seen:
            continue
        seen.add(name)
        line = lines[name]
        standing = _standing(directory, line, _peers(directory, line.contact, who), who.now)
        if standing.state is not State.CLOSED:
            yield standing
        wanted = [*line.next, *wanted]


def _then(directory: Directory, contact: Contact, who: Caller) -> Iterator[Standing]:
    """Who answers for the contacts that stand in when nobody picks up."""
    seen = {contact.id}
    while (after := directory.contacts.get(contact.then)) and after.id not in seen:
        seen.add(after.id)
        if not after.service or after.service not in who.own:
            yield from _awake(_ranked(directory, after.id, who))
        contact = after


def _awake(ranked: Iterable[Standing]) -> Iterator[Standing]:
    """The lines that somebody can be sent to now."""
    return (s for s in ranked if s.state is not State.CLOSED and not s.disputed)


def _peers(directory: Directory, contact: str, who: Caller) -> list[AnsweringLine]:
    return [
        line
        for line in directory.lines
        if line.contact == contact
        and (not line.areas or who.area in line.areas)
        and (not line.roles or who.role in line.roles)
    ]


def _ranked(directory: Directory, contact: str, who: Caller) -> list[Standing]:
    """The lines of a contact, the likeliest to answer now first."""
    peers = _peers(directory, contact, who)
    found = [_standing(directory, line, peers, who.now) for line in peers]
    return sorted(found, key=_rank)  # it is stable: the file's order decides among equals


def _rank(standing: Standing) -> tuple[int, bool]:
    kind, printed = standing.line.hours.kind, Doubt.PRINTED in standing.doubts
    if standing.state is State.CLOSED:
        place = 4
    elif kind is HoursKind.OUT_OF_HOURS:
        place = 0 if standing.state is State.OPEN else 3
    else:
        place = 2 if kind is HoursKind.UNKNOWN else 1
    return place, printed


def _standing(
    directory: Directory, line: AnsweringLine, peers: list[AnsweringLine], now: datetime
) -> Standing:
    doubts, local = tuple(_doubts(line, now)), now.astimezone(LONDON)
    state = _state(directory, line.hours, peers, local)
    if line.hours.kind is HoursKind.GIVEN:
        if state is State.OPEN:
            return Standing(line, state, doubts, until=_until(line.hours, local))
        return Standing(line, state, doubts, opens=_opens(line.hours, local))
    return Standing(line, state, doubts)


def _state(
    directory: Directory, hours: Hours, peers: list[AnsweringLine], local: datetime
) -> State:
    match hours.kind:
        case HoursKind.ALWAYS:
            return State.OPEN
        case HoursKind.UNKNOWN:
            return State.PERHAPS
        case HoursKind.GIVEN:
            return State.OPEN if _in_span(hours, local) else State.CLOSED
        case HoursKind.OFFICE:
            inside = not directory.office.spans or _in_span(directory.office, local)
            return State.PERHAPS if inside else State.CLOSED
        case HoursKind.OUT_OF_HOURS:
            known = [p.hours for p in peers if p.hours.kind is HoursKind.GIVEN]
            day_hours = known or [Hours(HoursKind.OFFICE)]
            day = {_state(directory, hours, [], local) for hours in day_hours}
            if State.OPEN in day:
                return State.CLOSED
            return State.PERHAPS if State.PERHAPS in day else State.OPEN


def _in_span(hours: Hours, local: datetime) -> bool:
    minutes = local.hour * 60 + local.minute
    return _works(hours, local.date()) and any(
        local.weekday() in span.days and span.opens <= minutes < span.closes for span in hours.spans
    )


def _works(hours: Hours, day: date) -> bool:
    return hours.bank_holidays or not is_bank_holiday(day)


def _until(hours: Hours, local: datetime) -> datetime:
    minutes = local.hour * 60 + local.minute
    closes = next(
        span.closes
        for span in hours.spans
        if local.weekday() in span.days and span.opens <= minutes < span.closes
    )
    return _at(local.date(), closes)


def _opens(hours: Hours, local: datetime) -> datetime | None:
    minutes = local.hour * 60 + local.minute
    for ahead in range(_SEARCHED_DAYS):
        day = local.date() + timedelta(days=ahead)
        if not _works(hours, day):
            continue
        times = [span.opens for span in hours.spans if day.weekday() in span.days]
        if coming := [at for at in times if ahead or at > minutes]:
            return _at(day, min(coming))
    return None


def _at(day: date, minutes: int) -> datetime:
    # By the clock on the wall: 24:00 is the next day's midnight, and a night may have 23 hours.
    return datetime(day.year, day.month, day.day, tzinfo=LONDON) + timedelta(minutes=minutes)


def _doubts(line: AnsweringLine, now: datetime) -> Iterator[Doubt]:
    if line.fixed:
        return
    if doubt := _age(line.trust, now.astimezone(LONDON).date()):
        yield doubt
    if line.trust.one_source:
        yield Doubt.ONE_SOURCE
    if line.contradicts:
        yield Doubt.CONTRADICTED


def _age(trust: Trust, today: date) -> Doubt | None:
    # A day that is still to come is a slip of the pen, and must not vouch for a number for years.
    if trust.checked is None or trust.checked > today:
        return Doubt.PRINTED if trust.printed else Doubt.UNCHECKED
    return Doubt.STALE if (today - trust.checked).days > STALE_AFTER_DAYS else None
