"""Who answers now, and who next if nobody picks up. Pure.

Those who are likeliest to answer at this hour come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from assistant.engine.due import LONDON
from assistant.engine.opening import Opening, closes, opening, opens
from assistant.engine.trust import Doubt, doubts
from assistant.flow.answers import Facts
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import AREA, ROLE, AnsweringLine, Contact, Directory, HoursKind


class Caller(Struct, frozen=True):
    """Who wants to reach somebody: where the child is, in what role, and when (aware).

    `own` are the services that the person belongs to; nobody is told to ring their own. An area or
    role that is not known is `unknown`.
    """

    now: datetime
    area: str = UNKNOWN
    role: str = UNKNOWN
    own: frozenset[str] = frozenset()


class Standing(Struct, frozen=True):
    """A line at one time. `until` is when it closes, `opens` when it opens next, where known."""

    line: AnsweringLine
    state: Opening
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


class Answers(Struct, frozen=True):
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
        closed=tuple(s for s in own if s.state is Opening.CLOSED and not s.disputed),
        disputed=tuple(standing for standing in own if standing.disputed),
        placeless=not own and any(line.contact == contact.id for line in directory.lines),
    )


def timeless(directory: Directory, contact: Contact, now: datetime) -> tuple[Standing, ...]:
    """Every line of a contact whatever the hour, in the file's order, with its doubts at `now`."""
    return tuple(
        Standing(line, Opening.PERHAPS, tuple(doubts(line, now)))
        for line in directory.lines
        if line.contact == contact.id
    )


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
        if standing.state is not Opening.CLOSED:
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
    return (s for s in ranked if s.state is not Opening.CLOSED and not s.disputed)


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
    if standing.state is Opening.CLOSED:
        place = 4
    elif kind is HoursKind.OUT_OF_HOURS:
        place = 0 if standing.state is Opening.OPEN else 3
    else:
        place = 2 if kind is HoursKind.UNKNOWN else 1
    return place, printed


def _standing(
    directory: Directory, line: AnsweringLine, peers: list[AnsweringLine], now: datetime
) -> Standing:
    against, local = tuple(doubts(line, now)), now.astimezone(LONDON)
    state = opening(directory, line.hours, peers, local)
    if line.hours.kind is HoursKind.GIVEN:
        if state is Opening.OPEN:
            return Standing(line, state, against, until=closes(line.hours, local))
        return Standing(line, state, against, opens=opens(line.hours, local))
    return Standing(line, state, against)
