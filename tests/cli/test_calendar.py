"""A calendar of what is due: an alarm for each, and nothing of the child."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest

from assistant.cli.main import main
from assistant.engine.due import LONDON
from tests.oracle.vocabulary import DATA

CASE = """title: Marigold is back at Rose House
story: Marigold came back.
now: 2026-11-23T09:00
facts:
  task: returned
  immediate_danger: no
  role: residential_staff
  area: portsmouth
  age: 14
  looked_after: yes
  living: residential
  concerns: [cse]
  concerns_remain: yes
  referral_made: yes
  referral_date: 2026-11-20T16:00
  discussed_with_manager: yes
  return_interview_outcome: not_held
  returned_at: 2026-11-22T22:30
"""


def made(folder: Path, text: str = CASE) -> bytes:
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    out = folder / "due.ics"
    assert main(["calendar", str(folder / "case.yaml"), "--out", str(out)]) == 0
    return out.read_bytes()


def events(data: bytes) -> list[icalendar.Component]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_each_item_that_is_due_is_one_event_with_alarms(tmp_path: Path) -> None:
    found = events(made(tmp_path))
    starts = {event.decoded("dtstart") for event in found}
    assert starts == {
        datetime(2026, 11, 25, 22, 30, tzinfo=LONDON),
        datetime(2026, 11, 21, 16, 0, tzinfo=LONDON),
        date(2026, 12, 1),
    }
    for event in found:
        assert len(event.walk("VALARM")) == 2
    zones = icalendar.Calendar.from_ical(made(tmp_path)).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/London"]


def test_its_ids_are_stable_and_differ(tmp_path: Path) -> None:
    first = [str(event["uid"]) for event in events(made(tmp_path))]
    later = CASE.replace("22T22:30", "22T23:45")
    assert first == [str(event["uid"]) for event in events(made(tmp_path, later))]
    assert len(set(first)) == len(first)


def test_it_says_nothing_of_the_child(tmp_path: Path) -> None:
    data = made(tmp_path).decode().lower()
    for word in ("marigold", "rose", "portsmouth", "residential_staff", "case.yaml"):
        assert word not in data
    assert {str(event["summary"]) for event in events(made(tmp_path))} == {
        "Waypost: something is due"
    }


def test_a_worked_case_makes_a_calendar_or_says_that_nothing_is_due(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = []
    for case in sorted((DATA / "cases").glob("*.yaml")):
        out = tmp_path / f"{case.stem}.ics"
        codes.append(main(["calendar", str(case), "--out", str(out)]))
        said = capsys.readouterr()
        if codes[-1] == 0:
            assert events(out.read_bytes())
        else:
            assert not out.exists()
            assert said.out == ""
            assert said.err == (
                f"{case}: nothing is due at a later time, so there is no calendar to write."
                " `run.py consult` shows what is to be done now.\n"
            )
    assert set(codes) == {0, 1}


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(CASE, encoding="utf-8")
    assert main(["calendar", str(case), "--out", str(tmp_path / "no" / "due.ics")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
