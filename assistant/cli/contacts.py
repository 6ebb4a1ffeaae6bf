"""`run.py contacts`: who answers for each contact, and which numbers are stale or missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from assistant.cases.packs import Over, open_pack
from assistant.engine.answering import Caller
from assistant.engine.due import LONDON, local_text
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import AREA, Contact, Pack
from assistant.flow.problems import Unreadable, did_you_mean
from assistant.present.contact import ContactView, LineView, contact_view
from assistant.present.plan_text import line_lines
from assistant.present.transcript import wrap


def list_contacts(folder: Path, over: Over, area: str | None, at: str | None) -> int:
    """Print who answers, then what is to be put right. The exit code: 1 where anything is.

    Raises Unreadable or PackProblems.
    """
    pack = open_pack(folder, over)
    now, areas = _time(at), _areas(pack, area)
    print(f"The clock: {local_text(now)}")
    found = [_Listed(pack, contact, now, areas) for contact in pack.contacts.values()]
    for listed in found:
        for line in listed.lines():
            print(line)
    wrong = list(dict.fromkeys(line for listed in found for line in listed.wrong()))
    print()
    for line in wrong:
        print(line)
    print(f"{len(wrong)} to put right" if wrong else "Nothing is stale or missing")
    return 1 if wrong else 0


def _time(at: str | None) -> datetime:
    if at is None:
        return datetime.now(LONDON)
    try:
        return datetime.strptime(at, "%Y-%m-%dT%H:%M").replace(tzinfo=LONDON)
    except ValueError:
        raise Unreadable(f'--at: "{at}" is no time: write it as 2026-11-23T21:05') from None


def _areas(pack: Pack, area: str | None) -> tuple[str, ...]:
    """The areas to list: those that a line is for, or the one that was asked for."""
    known = pack.facts[AREA].values if AREA in pack.facts else ()
    if area is None:
        served = {name for line in pack.directory.lines for name in line.areas}
        return tuple(name for name in known if name in served)
    if area not in known:
        hint = did_you_mean(area, known)
        raise Unreadable(f'--area: there is no area "{area}".{hint} Allowed: {", ".join(known)}')
    return (area,)


class _Listed(Struct, frozen=True):
    pack: Pack
    contact: Contact
    now: datetime
    areas: tuple[str, ...]

    def views(self) -> Iterator[tuple[str, ContactView]]:
        """The contact in each area; once for all where its numbers do not go by area.

        It is listed for somebody of any role, so that no number is left out.
        """
        lines = [li for li in self.pack.directory.lines if li.contact == self.contact.id]
        roles = {role for line in lines for role in line.roles}
        # Who comes next may go by the area where the contact itself does not.
        everywhere = self.areas[0] if len(self.areas) == 1 else UNKNOWN
        for area in self.areas if any(line.areas for line in lines) else (UNKNOWN,):
            for role in (min(roles, default=UNKNOWN), *((UNKNOWN,) if roles else ())):
                who = Caller(self.now, everywhere if area == UNKNOWN else area, role)
                yield area, contact_view(self.pack, self.contact, who)

    def lines(self) -> Iterator[str]:
        yield ""
        yield from wrap(self.contact.name)
        shown = set()
        for area, view in self.views():
            if (area, view.now) in shown:
                continue
            shown.add((area, view.now))
            yield from wrap(f"{self.area_words(area)}:" if area != UNKNOWN else "", "  ")
            yield from line_lines(view.now, "    ") if view.now else wrap(_nobody(view), "    ")
            for label, lines in zip(view.labels, (view.next, view.more), strict=True):
                if lines:
                    yield from wrap(f"{label}: {'; '.join(map(_doubted, lines))}", "    ")

    def wrong(self) -> Iterator[str]:
        """What is stale, unsure or missing, one line each."""
        for area, view in self.views():
            if view.gone:
                continue
            own = [line for line in (view.now, *view.next, *view.more) if line]
            mine = {li.id for li in self.pack.directory.lines if li.contact == self.contact.id}
            own = [line for line in own if line.id in mine]
            for line in own:
                for doubt in line.doubts:
                    yield f"{line.id}: {_short(line)}: {doubt}"
            if not own:
                where = f" in {self.area_words(area)}" if area != UNKNOWN else ""
                missing = f"{self.contact.id}: no number for {self.contact.name}{where}."
                yield f"{missing} {view.find}".strip()

    def area_words(self, area: str) -> str:
        return self.pack.facts[AREA].option(area).label


def _nobody(view: ContactView) -> str:
    if view.gone:
        return view.gone
    return f"{view.find_label}: {view.find}" if view.find else view.known


def _short(line: LineView) -> str:
    return f"{line.name}, {', '.join(way.value for way in line.ways)}"


def _doubted(line: LineView) -> str:
    """A line in short, with what speaks against its number right behind it."""
    return f"{_short(line)} ({' '.join(line.doubts)})" if line.doubts else _short(line)
