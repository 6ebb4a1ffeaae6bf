"""Whom to contact in words: who answers now, who next, and how far a number can be trusted."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from assistant.engine.answering import NOBODY, Caller, Standing, timeless, who_answers
from assistant.engine.due import LONDON
from assistant.engine.opening import Opening
from assistant.engine.trust import Doubt
from assistant.flow.model import AnsweringLine, Contact, Directory, Hours, HoursKind, Pack, Span
from assistant.present.answers import clock_words, when_words
from assistant.present.since import gone_words


class Way(Struct, frozen=True):
    """One way to reach somebody. `href` is empty where there is nothing to tap."""

    kind: str
    value: str
    href: str


class LineView(Struct, frozen=True):
    """One who may answer. `state` is open, perhaps or closed; `status` says it in words.

    `doubts` say why to check it before it is used; it is `sound` where there are none. `disputed`
    is the one of them that says how sources disagree about it. `source` says where it is from, who
    checked it and when.
    """

    id: str
    name: str
    ways: tuple[Way, ...]
    state: str
    status: str
    hours: str
    doubts: tuple[str, ...]
    disputed: str
    sound: bool
    note: str
    source: str


class ContactView(Struct, frozen=True):
    """Whom to contact. `now` answers at this hour, None where nobody is known to.

    `next` are to be tried in their order if nobody picks up; `more` do not answer now, or are
    numbers that a better source gives otherwise. `known` is what is known of the contact, `find`
    how to find a number, or to check the one that stands here, after `find_label`. `voiceless` says
    how to reach them without speaking; `labels` are the headings of `next` and `more`. `gone`
    says that there is nobody to reach any more, and is empty where there is.
    """

    id: str
    name: str
    now: LineView | None
    next: tuple[LineView, ...]
    more: tuple[LineView, ...]
    known: str
    find: str
    find_label: str
    labels: tuple[str, str]
    voiceless: tuple[str, ...] = ()
    gone: str = ""

    @property
    def ways(self) -> tuple[Way, ...]:
        """How to reach who answers now."""
        return self.now.ways if self.now else ()

    @property
    def ring(self) -> Way | None:
        """The number to dial now, where nothing speaks against it."""
        if self.now is None or not self.now.sound:
            return None
        return next((way for way in self.now.ways if way.href.startswith("tel:")), None)


@lru_cache(maxsize=256)
def contact_view(pack: Pack, contact: Contact, who: Caller) -> ContactView:
    """A contact as the caller is told of it. A plan names the same ones again and again.

    Of one that is gone no number is told: it must not look like somebody to ring.
    """
    directory, gone = pack.directory, gone_words(pack, contact.id)
    answers = NOBODY if gone else who_answers(directory, contact, who)
    now = line_view(directory, answers.now) if answers.now else None
    if now and now.note == contact.known:
        now = replace(now, note="")
    find = (contact.elsewhere if answers.placeless else "") or contact.look_up
    return ContactView(
        id=contact.id,
        name=contact.name,
        now=now,
        next=tuple(line_view(directory, standing) for standing in answers.next),
        more=tuple(line_view(directory, s) for s in (*answers.closed, *answers.disputed)),
        known=contact.known,
        find="" if gone or (now and now.sound) else find,
        find_label=directory.say("check" if now else "find"),
        labels=(directory.say("next"), directory.say("more")),
        voiceless=contact.voiceless,
        gone=gone,
    )


def line_view(directory: Directory, standing: Standing) -> LineView:
    """A line at its time."""
    line = standing.line
    return LineView(
        id=line.id,
        name=line.name,
        ways=tuple(Way(c.kind, c.value, _href(c.kind, c.value, standing)) for c in line.channels),
        state=standing.state,
        status=_status(directory, standing),
        hours=_hours(directory, line.hours),
        doubts=tuple(_doubt(directory, line, doubt) for doubt in standing.doubts),
        disputed=line.contradicts if Doubt.CONTRADICTED in standing.doubts else "",
        sound=standing.sound,
        note=line.note,
        source=_source(directory, line),
    )


def line_words(line: LineView, *, named: bool = True) -> str:
    """A line in one text: what speaks against its number stands right behind it."""
    ways = ", ".join(way.value for way in line.ways)
    rest = (*line.doubts, line.status, line.hours, line.note, line.source)
    name = f"{line.name}: " if named else ""
    return f"{name}{ways}. {' '.join(text for text in rest if text)}"


def every_line(pack: Pack, contact: Contact, now: datetime) -> tuple[LineView, ...]:
    """All that may answer for a contact, at any hour and in any place, as far as it can be trusted
    at `now`; of one that is gone none.
    """
    if gone_words(pack, contact.id):
        return ()
    return tuple(line_view(pack.directory, s) for s in timeless(pack.directory, contact, now))


def _href(kind: str, value: str, standing: Standing) -> str:
    """Where a tap leads; nowhere for what nobody has looked at since it was printed."""
    if Doubt.PRINTED in standing.doubts:
        return ""
    if kind == "telephone":
        return "tel:" + re.sub(r"[^+\d]", "", value)
    if kind == "email":
        return f"mailto:{value}"
    if kind == "web" and value.startswith(("https://", "http://")):
        return value
    return ""


def _status(directory: Directory, standing: Standing) -> str:
    if standing.until:
        return directory.say("until", time=clock_words(standing.until.astimezone(LONDON)))
    if standing.opens:
        return directory.say("opens", time=when_words(standing.opens))
    return directory.say("closed") if standing.state is Opening.CLOSED else ""


def _hours(directory: Directory, hours: Hours) -> str:
    if hours.kind is not HoursKind.GIVEN:
        return directory.say(hours.kind)
    said = "; ".join(
        f"{_days(days)}, {' and '.join(_times(span) for span in spans)}"
        for days, spans in ((d, list(s)) for d, s in groupby(hours.spans, lambda span: span.days))
    )
    return f"{said}." if hours.bank_holidays else f"{said}. {directory.say('bank_holidays')}"


def _days(days: tuple[int, ...]) -> str:
    """Days such as "Monday to Thursday" or "Monday and Friday"."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{day_name[days[0]]} to {day_name[days[-1]]}"
    names = [day_name[day] for day in days]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _times(span: Span) -> str:
    return f"{_minutes(span.opens)} to {_minutes(span.closes)}"


def _minutes(at: int) -> str:
    hour, minute = divmod(at % (24 * 60), 60)
    return (
        "midnight"
        if at % (24 * 60) == 0
        else clock_words(datetime(2000, 1, 1, hour, minute, tzinfo=LONDON))
    )


def _doubt(directory: Directory, line: AnsweringLine, doubt: Doubt) -> str:
    match doubt:
        case Doubt.CONTRADICTED:
            return line.contradicts
        case Doubt.PRINTED:
            return directory.say(doubt, month=printed_words(line.trust.printed))
        case Doubt.STALE:
            return directory.say(doubt, date=_date(line))
        case _:
            return directory.say(doubt)


def _source(directory: Directory, line: AnsweringLine) -> str:
    trust = line.trust
    parts = []
    if trust.basis:
        parts.append(directory.say("source", source=trust.basis))
    if trust.checked:
        parts.append(directory.say("checked", date=_date(line)))
        parts += [directory.say("by", by=trust.checked_by)] if trust.checked_by else []
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _date(line: AnsweringLine) -> str:
    checked = line.trust.checked
    return f"{checked.day} {checked:%B %Y}" if checked else ""


def printed_words(month: str) -> str:
    """A month such as "2013-12" as "December 2013"; what is no such month stays as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", month)
    return f"{month_name[int(found[2])]} {found[1]}" if found else month
