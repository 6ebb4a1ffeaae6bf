"""Who answers for a contact: by area, role and hour; what is in doubt, and what follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from assistant.engine.answering import Answers, Caller, caller, who_answers
from assistant.engine.due import LONDON
from assistant.engine.opening import Opening, shift
from assistant.engine.trust import STALE_AFTER_DAYS, Doubt
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import AREA, ROLE, Directory, HoursKind
from tests.core.conversation import engine, steady

CHECKED = date(2026, 11, 23)
AREAS = ("hampshire", "isle_of_wight", "portsmouth", "southampton", "elsewhere", UNKNOWN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def care(
    when: str, area: str, role: str = "frontline", contact: str = "childrens_social_care"
) -> Answers:
    """Who answers for children's social care in the pack."""
    pack = engine().pack
    return who_answers(pack.directory, pack.contacts[contact], Caller(at(when), area, role))


def first(found: Answers) -> str:
    return found.now.line.id if found.now else ""


def after(found: Answers) -> list[str]:
    return [standing.line.id for standing in found.next]


DAY, NIGHT, OUT = "hampshire-day", "hampshire-out-of-hours", "southampton-out-of-hours"
HOURS = [
    # Open from half past eight; until five, on Friday until half past four.
    ("2026-11-25T08:29", "hampshire", NIGHT),
    ("2026-11-25T08:30", "hampshire", DAY),
    ("2026-11-25T16:59", "hampshire", DAY),
    ("2026-11-25T17:00", "hampshire", NIGHT),
    ("2026-11-27T16:29", "hampshire", DAY),
    ("2026-11-27T16:30", "hampshire", NIGHT),
    # A weekend, the bank holidays of England, and one of Scotland.
    ("2026-11-28T11:00", "hampshire", NIGHT),
    ("2026-12-25T11:00", "hampshire", NIGHT),
    ("2026-12-28T11:00", "hampshire", NIGHT),
    ("2026-11-30T11:00", "hampshire", DAY),
    # The clock on the wall counts, in summer and on the days when it changes.
    ("2026-07-15T08:30", "hampshire", DAY),
    ("2026-07-15T17:00", "hampshire", NIGHT),
    ("2026-03-30T08:30", "hampshire", DAY),
    ("2026-10-26T08:29", "hampshire", NIGHT),
    # Hampshire's out-of-hours line also serves Portsmouth and the Isle of Wight.
    ("2026-11-25T21:00", "portsmouth", NIGHT),
    ("2026-11-25T21:00", "isle_of_wight", NIGHT),
    ("2026-11-25T21:00", "southampton", OUT),
    ("2026-11-25T11:00", "portsmouth", "portsmouth-day"),
    ("2026-11-25T11:00", "isle_of_wight", "isle-of-wight-professionals"),
    ("2026-11-25T11:00", "southampton", "southampton-professionals"),
]


@pytest.mark.parametrize(("when", "area", "line"), HOURS)
def test_who_answers_at_this_hour(when: str, area: str, line: str) -> None:
    assert first(care(when, area)) == line


@pytest.mark.parametrize("month", ["03-29", "10-25"])
def test_a_utc_time_is_read_by_the_clock_in_london(month: str) -> None:
    pack = engine().pack
    contact = pack.contacts["childrens_social_care"]
    local = at(f"2026-{month}T12:00") + timedelta(days=1, hours=-4)  # 8:00 the day after
    for minutes, line in ((29, NIGHT), (31, DAY)):
        utc = (local + timedelta(minutes=minutes)).astimezone(tz=None)
        found = who_answers(pack.directory, contact, Caller(utc, "hampshire"))
        assert first(found) == line


def test_out_of_hours_the_day_line_stands_by_with_the_time_when_it_opens() -> None:
    closed = {s.line.id: s for s in care("2026-12-24T18:00", "hampshire").closed}
    assert closed[DAY].state is Opening.CLOSED
    assert closed[DAY].opens == at("2026-12-29T08:30")
    found = care("2026-11-25T10:00", "hampshire")
    assert found.now
    assert found.now.until == at("2026-11-25T17:00")
    assert [standing.line.id for standing in found.closed] == [NIGHT]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("when", ["2026-11-25T10:00", "2026-11-25T21:00", "2026-12-25T03:00"])
def test_it_always_ends_in_101_and_999(area: str, when: str) -> None:
    pack = engine().pack
    for name in {name for rule in pack.rules for name in rule.contacts}:
        if pack.contacts[name].then == "nobody":
            continue
        found = care(when, area, contact=name)
        every = [*([first(found)] if found.now else []), *after(found)]
        assert every[-2:] == ["police", "emergency"], name
        assert len(set(every)) == len(every)


@pytest.mark.parametrize("area", ["elsewhere", UNKNOWN])
def test_an_area_without_a_number_invents_none(area: str) -> None:
    found = care("2026-11-25T10:00", area)
    assert found.now is None
    assert found.placeless
    assert found.closed == found.disputed == ()
    assert after(found) == ["police", "emergency"]
    assert "where the child is" in engine().pack.contacts["childrens_social_care"].elsewhere


def test_a_line_for_some_roles_is_for_those_alone() -> None:
    """Who gave no role, and a foster carer, are not sent to the professionals' number."""
    for role in ("foster_carer", UNKNOWN):
        for area in ("isle_of_wight", "southampton"):
            found = care("2026-11-25T10:00", area, role)
            every = [first(found), *after(found), *(s.line.id for s in found.closed)]
            assert not [name for name in every if "professionals" in name]


def test_where_sources_contradict_each_other_both_stand_and_it_is_said() -> None:
    found = care("2026-11-25T10:00", "southampton", "foster_carer")
    both = [found.now, *found.next][:2]
    assert [s.line.id for s in both if s] == ["southampton-public", "southampton-public-other"]
    assert all(s and Doubt.CONTRADICTED in s.doubts and not s.sound for s in both)


def test_nobody_is_sent_to_a_number_that_a_better_source_gives_otherwise() -> None:
    for when in ("2026-11-25T10:00", "2026-11-27T16:45", "2026-11-25T21:00"):
        found = care(when, "hampshire")
        assert "hampshire-other" not in [first(found), *after(found)]
        assert [s.line.id for s in found.disputed] == ["hampshire-other"]


def test_nobody_is_told_to_ring_their_own_service() -> None:
    pack = engine().pack
    who = Caller(at("2026-11-25T10:00"), "hampshire", own=frozenset({"childrens_social_care"}))
    found = who_answers(pack.directory, pack.contacts["nrm"], who)
    assert after(found) == ["police", "emergency"]


@pytest.mark.parametrize(
    ("days", "doubts"),
    [(0, ()), (STALE_AFTER_DAYS, ()), (STALE_AFTER_DAYS + 1, (Doubt.STALE,))],
)
def test_a_number_goes_stale_when_nobody_checks_it(days: int, doubts: tuple[Doubt, ...]) -> None:
    day = CHECKED + timedelta(days=days)
    found = care(f"{day}T23:00", "hampshire")
    assert found.now
    assert found.now.doubts == doubts


def test_a_day_that_is_still_to_come_vouches_for_nothing() -> None:
    found = care("2026-11-22T23:00", "hampshire")
    assert found.now
    assert found.now.doubts == (Doubt.UNCHECKED,)


def test_what_the_protocol_printed_is_in_doubt_and_999_never_is() -> None:
    printed = care("2026-11-25T10:00", "hampshire", contact="ukhtc").now
    assert printed
    assert printed.doubts == (Doubt.PRINTED,)
    for name in ("emergency", "police"):
        found = care("2036-11-25T10:00", "hampshire", contact=name).now
        assert found
        assert found.sound
        assert found.state is Opening.OPEN


def test_a_line_says_which_is_next() -> None:
    pack = engine().pack
    lines = tuple(
        replace(line, next=("missing_people", "southampton-public"))
        if line.id == "southampton-professionals"
        else line
        for line in pack.directory.lines
    )
    directory = replace(pack.directory, lines=lines)
    contact = pack.contacts["childrens_social_care"]
    who = Caller(at("2026-11-25T10:00"), "southampton", "frontline")
    found = after(who_answers(directory, contact, who))
    assert found[:3] == ["missing_people", "southampton-public", "southampton-public-other"]
    assert found[-1] == "emergency"


def test_the_caller_is_made_of_the_facts_that_count() -> None:
    now = at("2026-11-25T10:00")
    assert caller({AREA: "portsmouth", ROLE: "police"}, {"police"}, now) == Caller(
        now, "portsmouth", "police", frozenset({"police"})
    )
    assert caller({}, (), now) == Caller(now)


def test_an_empty_directory_answers_nothing() -> None:
    contact = engine().pack.contacts["childrens_social_care"]
    found = who_answers(Directory(), contact, Caller(at("2026-11-25T10:00")))
    assert (found.now, found.next, found.closed, found.placeless) == (None, (), (), False)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(
    lambda found: found.replace(tzinfo=LONDON)
)


@steady
@given(moments, st.integers(1, 1440), st.sampled_from(AREAS))
def test_the_same_shift_has_the_same_answers(now: datetime, minutes: int, area: str) -> None:
    pack = engine().pack
    then = now + timedelta(minutes=minutes)
    if shift(pack.directory, now) != shift(pack.directory, then):
        return
    for contact in pack.contacts.values():
        one, other = (
            who_answers(pack.directory, contact, Caller(moment, area)) for moment in (now, then)
        )
        assert one == other


@steady
@given(moments, st.sampled_from(AREAS[:4]))
def test_a_line_that_is_closed_is_never_the_one_who_answers(now: datetime, area: str) -> None:
    pack = engine().pack
    found = who_answers(
        pack.directory, pack.contacts["childrens_social_care"], Caller(now, area, "frontline")
    )
    assert found.now
    awake = (found.now, *found.next)
    assert all(standing.state is not Opening.CLOSED for standing in awake)
    assert all(standing.opens is None or standing.opens > now for standing in found.closed)
    given_hours = [s for s in found.closed if s.line.hours.kind is HoursKind.GIVEN]
    assert all(standing.opens for standing in given_hours)
