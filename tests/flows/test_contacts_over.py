"""A service lays its own contacts over the pack's; a file that is wrong changes nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.cases.packs import DEFAULT_PACK, Over, open_pack
from assistant.engine.answering import Caller, who_answers
from assistant.engine.due import LONDON
from assistant.flow.load.contacts import WORDS
from assistant.flow.load.directory import lay_over
from assistant.flow.model import Pack
from assistant.flow.problems import FileProblems, PackProblems, Unreadable
from tests.core.conversation import engine

LEAD = """
answering:
  - id: our-lead
    contact: manager_or_lead
    name: Our safeguarding lead
    channels: [{telephone: 023 9200 0000}]
    hours: [{days: [monday, tuesday], from: '08:00', to: '16:00'}]
    source: our own list
    checked: 2026-11-20
    checked_by: the school office
"""
NOW = datetime(2026, 11, 24, 10, tzinfo=LONDON)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return engine().pack


def line(**keys: str) -> str:
    """A file with one line in which some keys are other than they should be."""
    usual = {
        "id": "ours",
        "contact": "childrens_social_care",
        "name": "Ours",
        "channels": "[{telephone: 023 9200 0000}]",
    } | keys
    return "answering:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in usual.items()) + "\n"


def wrong(pack: Pack, text: str) -> list[str]:
    with pytest.raises(FileProblems) as caught:
        lay_over(pack, text, "ours.yaml")
    return [str(problem) for problem in caught.value.problems]


def first(pack: Pack, contact: str, area: str = "hampshire") -> str:
    who = Caller(NOW, area, "frontline")
    found = who_answers(pack.directory, pack.contacts[contact], who)
    return found.now.line.id if found.now else ""


def test_a_services_own_line_comes_first_and_the_rest_stays(pack: Pack) -> None:
    laid = lay_over(pack, LEAD, "ours.yaml")
    assert first(laid, "manager_or_lead") == "our-lead"
    assert first(laid, "childrens_social_care") == "hampshire-day"
    assert laid.version == pack.version
    assert first(pack, "manager_or_lead") == ""
    laid = lay_over(pack, line(), "ours.yaml")
    assert first(laid, "childrens_social_care", "elsewhere") == "ours"


def test_a_line_of_the_same_id_takes_the_place_of_the_packs(pack: Pack) -> None:
    text = line(id="hampshire-day", areas="[hampshire]", hours="always")
    laid = lay_over(pack, text, "ours.yaml")
    found = [li for li in laid.directory.lines if li.id == "hampshire-day"]
    assert [li.name for li in found] == ["Ours"]
    assert first(laid, "childrens_social_care") == "hampshire-day"


def test_a_contact_that_is_laid_over_keeps_its_service_and_its_rows(pack: Pack) -> None:
    text = (
        "contacts:\n  - id: ukhtc\n    name: Modern slavery desk\n"
        "    channels: [{telephone: '01632 960000'}]\n    checked: 2026-11-20\n"
    )
    laid = lay_over(pack, text, "ours.yaml")
    contact = laid.contacts["ukhtc"]
    assert (contact.name, contact.clauses) == (
        "Modern slavery desk",
        pack.contacts["ukhtc"].clauses,
    )
    found = who_answers(laid.directory, contact, Caller(NOW))
    assert found.now
    assert found.now.sound
    assert [s.line.id for s in found.next][-1] == "emergency"


HOURS = "[{days: [monday], from: '09:00', to: '%s'}, {days: [monday], from: '%s', to: '18:00'}]"
BAD = [
    (line(channels="[{telephone: 023}]"), 5, '"023" is no telephone number'),
    (line(channels="[]"), 5, '"channels" is empty'),
    (line(hours=HOURS % ("13:00", "12:30")), 6, '"hours" overlap on monday'),
    (line(hours="[{days: [monday], from: '17:00', to: '09:00'}]"), 6, "it ends before it begins"),
    (line(hours="[{days: [moonday], from: '09:00', to: '17:00'}]"), 6, 'Did you mean "monday"?'),
    (line(hours="[{days: [monday], from: '9', to: '17:00'}]"), 6, '"9" is no time of day'),
    (line(hours="[{days: [monday], from: '09:00', to: '24:30'}]"), 6, "is no time of day"),
    (line(hours="offise"), 6, 'Did you mean "office"?'),
    (line(areas="[hampshir]"), 2, 'there is no area "hampshir". Did you mean "hampshire"? Allowed'),
    (line(roles="[polise]"), 2, 'there is no role "polise". Did you mean "police"? Allowed'),
    (line(contact="childrens_care"), 2, 'Did you mean "childrens_social_care"?'),
    (line(next="[hampshire-dya]"), 2, 'there is no line "hampshire-dya". Did you mean'),
    (line(chanels="x"), 6, 'there is no key "chanels" here. Did you mean "channels"?'),
    (line(bank_holidays="sometimes"), 6, '"bank_holidays" is open or closed'),
    ("contacts:\n  - {id: polise, name: x}\n", 2, 'Did you mean "police"?'),
    ("words: {next: x}\n", 1, '"words" belongs to the pack'),
]


@pytest.mark.parametrize(("text", "at", "says"), BAD, ids=[says for _, _, says in BAD])
def test_a_wrong_file_is_one_clear_message(pack: Pack, text: str, at: int, says: str) -> None:
    found = wrong(pack, text)
    assert len(found) == 1
    assert found[0].startswith(f"ours.yaml:{at}: error: ")
    assert says in found[0]


def test_hours_that_touch_do_not_overlap(pack: Pack) -> None:
    laid = lay_over(pack, line(hours=HOURS % ("13:00", "13:00")), "ours.yaml")
    assert first(laid, "childrens_social_care") == "hampshire-day"  # it is a Tuesday


@pytest.mark.parametrize("text", ["", "a: b: c", "answering:\n  - &x {id: a}\n"])
def test_what_is_no_yaml_cannot_be_read(pack: Pack, text: str) -> None:
    with pytest.raises(Unreadable, match=r"ours\.yaml"):
        lay_over(pack, text, "ours.yaml")


@pytest.mark.parametrize("text", ["- a\n", "answering: 3\n", "answering:\n  - 3\n"])
def test_another_shape_is_told(pack: Pack, text: str) -> None:
    assert all(problem.startswith("ours.yaml:") for problem in wrong(pack, text))


def test_it_is_read_from_the_disk_over_the_pack(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(LEAD, encoding="utf-8")
    assert first(open_pack(DEFAULT_PACK, Over(path)), "manager_or_lead") == "our-lead"
    with pytest.raises(Unreadable, match="No such file"):
        open_pack(DEFAULT_PACK, Over(tmp_path / "none.yaml"))
    path.write_text(line(areas="[hampshir]"), encoding="utf-8")
    with pytest.raises(PackProblems, match="hampshir"):
        open_pack(DEFAULT_PACK, Over(path))


def test_the_pack_has_a_text_for_every_word(pack: Pack) -> None:
    assert set(pack.directory.words) == set(WORDS)
    assert "{date}" in pack.directory.words["stale"]
    assert pack.directory.say("no_such_word") == "no such word"
