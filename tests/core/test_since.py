"""What has changed since the protocol: apart from its lines, and never surer than its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from assistant.cases.packs import DEFAULT_PACK, Over, open_engine, open_pack, read_folder
from assistant.engine.answering import caller
from assistant.engine.due import LONDON
from assistant.engine.plan import Plan, make_plan
from assistant.engine.program import View
from assistant.engine.replay import Engine
from assistant.engine.since import SinceThen, of_question
from assistant.engine.walk import walk
from assistant.flow.answers import Answer
from assistant.flow.conditions import parse
from assistant.flow.load import load_pack
from assistant.flow.load.since import fitted, with_own_since, without_since
from assistant.flow.model import About, Pack, Sure
from assistant.flow.problems import PackProblems
from assistant.present.contact import contact_view
from assistant.present.item import item_view
from assistant.present.since import banner, date_words, since_block, since_view
from tests.core.conversation import engine

OWN = """title: Our own notes
checked: 2026-12-01
drop: [word-streetwise]
entries:
  - id: ceraf
    about: {terms: [seraf]}
    was: The SERAF was the form.
    now: Use our own form.
    from: 2026-10
    source: Our board
    checked: 2026-12-01
    sure: high
stands:
  - {clauses: [1-1], source: Our board, checked: 2026-12-01, sure: high}
"""
MONDAY = datetime(2026, 11, 23, 10, tzinfo=LONDON)
FRONTLINE: dict[str, Answer] = {
    "task": "worried",
    "role": "frontline",
    "concerns": ["trafficking"],
    "immediate_danger": "no",
}
SOCIAL: dict[str, Answer] = {
    "task": "plan_intervention",
    "role": "social_worker",
    "concerns": ["trafficking"],
    "nrm_stage": "not_referred",
}


@cache
def pack() -> Pack:
    return engine().pack


def held(given: dict[str, Answer], of: Engine | None = None) -> tuple[Plan, View]:
    found = of or engine()
    talk = walk(found, given)
    return make_plan(found.program, talk.facts, talk.view), talk.view


def shown(given: dict[str, Answer], of: Engine | None = None) -> dict[str, set[str]]:
    """The ids of what stands under "Since then", by item."""
    found = of or engine()
    plan, view = held(given, found)
    since = SinceThen(found.program, view)
    return {item.id: {entry.id for entry in since.item(item)} for item in plan.items}


def test_it_makes_no_new_version() -> None:
    texts = read_folder(DEFAULT_PACK)
    later = dict(texts, **{"since.yaml": texts["since.yaml"].replace("Tees", "Other")})
    assert later != texts
    assert load_pack(later).version == pack().version
    assert replace(pack(), since=load_pack(later).since).since.entries != pack().since.entries


def test_what_is_not_sure_says_so() -> None:
    sure = {entry.sure for entry in pack().since.entries}
    assert sure == set(Sure)
    for entry in pack().since.entries:
        view = since_view(pack(), entry)
        assert view.check.startswith("Check this") == (entry.sure is not Sure.HIGH), entry.id


def test_every_entry_has_its_source_and_the_day_somebody_looked() -> None:
    assert len(pack().since.entries) >= 30
    for entry in pack().since.entries:
        assert entry.basis
        assert entry.checked == "2026-11-23"


def test_whoever_is_gone_never_looks_like_someone_to_ring() -> None:
    gone = {"ukhtc", "ukba_immigration", "ukba_competent_authority", "missing_people_bureau"}
    assert gone <= pack().since.gone
    for choice in (Over(), Over(no_since=True)):
        today = choice.laid(pack())
        for name in gone:
            view = contact_view(today, today.contacts[name], caller({}, (), MONDAY))
            assert view.gone
            assert view.now is None
            assert [way.href for way in view.ways if way.href] == []
    given: dict[str, Answer] = {**SOCIAL, "nrm_stage": "referred"}
    plan, _ = held(given)
    item = next(item for item in plan.items if item.id == "nrm-supply-information")
    seen = item_view(pack(), item, walk(engine(), given).facts, caller(given, (), MONDAY))
    assert {contact.id for contact in seen.contacts if contact.gone} == gone & {"ukhtc"} | {
        "ukba_competent_authority"
    }
    assert seen.ring is None


def test_a_worker_is_told_that_a_school_does_not_send_the_nrm_form() -> None:
    found = shown(FRONTLINE)
    assert "nrm-not-schools" in found["give-what-you-know"]
    lead = shown({**FRONTLINE, "role": "designated_lead"})
    assert "nrm-not-schools" in lead["risk-matrix"]
    for role in ("social_worker", "manager"):
        found = shown({**SOCIAL, "role": role})
        assert "nrm-not-schools" not in found["nrm-referral"]
        assert {"nrm-form", "nrm-consent", "nrm-duty"} <= found["nrm-referral"]
    assert "nrm-not-schools" in shown({**SOCIAL, "role": "designated_lead"})["nrm-referral"]
    assert not any(
        "nrm-not-schools" in ids for ids in shown({**FRONTLINE, "role": "police"}).values()
    )


@pytest.mark.parametrize(
    ("area", "there"),
    [
        ("isle_of_wight", True),
        ("unknown", True),
        ("hampshire", False),
        ("portsmouth", False),
        ("southampton", False),
        ("elsewhere", False),
    ],
)
def test_what_one_area_has_is_not_told_in_another(area: str, there: bool) -> None:
    given: dict[str, Answer] = {**FRONTLINE, "role": "designated_lead", "area": area}
    assert ("police-information-form" in shown(given)["keep-recording"]) == there
    entry = next(e for e in pack().since.entries if e.id == "police-information-form")
    assert "Isle of Wight" in entry.now


def test_an_item_shows_each_change_once_and_the_rest_none() -> None:
    given: dict[str, Answer] = {**SOCIAL, "nrm_stage": "reasonable_grounds_positive"}
    found = shown(given)
    assert "recovery-30-days" in found["nrm-recovery-period"]
    assert "conclusive-grounds" in found["nrm-final-decision"]
    assert found["wishes-and-feelings"] == set()
    plan, view = held(given)
    since = SinceThen(engine().program, view)
    for item in plan.items:
        ids = [entry.id for entry in since.item(item)]
        assert len(ids) == len(set(ids))


def test_a_checklist_and_a_score_show_theirs() -> None:
    meeting: dict[str, Answer] = {**SOCIAL, "strategy_discussion": "held_meeting_agreed"}
    plan, view = held(meeting)
    since = SinceThen(engine().program, view)
    by_list = {c.checklist.id: {e.id for e in since.checklist(c)} for c in plan.checklists}
    assert by_list["attendees"] == {"ukba"}
    assert by_list["safety-plan"] == set()
    assert {"ceraf-scores", "lists-have-limits"} <= {entry.id for entry in since.score("seraf")}


def test_a_question_shows_what_has_changed_about_its_words() -> None:
    facts = pack().facts

    def ids(name: str) -> set[str]:
        return {entry.id for entry in of_question(pack(), facts[name])}

    assert "police-levels" in ids("police_category")
    assert "ceraf" in ids("record_seraf")
    assert "missing-persons-unit" in ids("missing_since")
    assert "word-boyfriend" in ids("seraf_significant")
    assert "word-boyfriend" in ids("internal_trafficking_indicators")
    assert ids("immediate_danger") == set()


def test_blaming_words_are_shown_with_those_of_today_wherever_they_stand() -> None:
    rules = [rule for rule in pack().rules if "boyfriend" in " ".join(rule.how)]
    assert rules
    found = shown(
        {
            "task": "received_referral",
            "role": "social_worker",
            "concerns": ["cse"],
            "record_seraf": "yes",
            "seraf_vulnerabilities": [],
            "seraf_moderate": [],
            "seraf_significant": {},
        }
    )
    assert all("word-boyfriend" in found[rule.id] for rule in rules)


def test_switched_off_it_says_so_and_shows_nothing() -> None:
    off = Engine(without_since(pack()))
    assert all(ids == set() for ids in shown(SOCIAL, off).values())
    assert of_question(off.pack, off.pack.facts["record_seraf"]) == ()
    assert banner(off.pack).layer == pack().since.says["off"]
    assert banner(off.pack).protocol == banner(pack()).protocol


def test_the_banner_names_the_protocol_and_each_layer_with_its_day() -> None:
    laid = with_own_since(pack(), OWN, "own.yaml")
    said = banner(laid)
    assert said.protocol == (
        "4LSCB Missing, Exploited and Trafficked Children Protocol, version 1 of December 2013"
        f" (guide {pack().version})"
    )
    assert "Waypost's notes on what has changed, 23 November 2026" in banner(pack()).layer
    assert "changed, 23 November 2026; Our own notes, 1 December 2026" in said.layer


def test_an_own_file_goes_over_by_id() -> None:
    laid = with_own_since(pack(), OWN, "own.yaml")
    names = [entry.id for entry in laid.since.entries]
    assert sorted(names) == sorted({e.id for e in pack().since.entries} - {"word-streetwise"})
    ceraf = next(entry for entry in laid.since.entries if entry.id == "ceraf")
    assert ceraf.now == "Use our own form."
    said = "From October 2026 on. Source: Our board. Checked on 1 December 2026."
    assert since_view(laid, ceraf).origin == said
    assert laid.since.stated - pack().since.stated == {"1-1"}
    assert "5.1.2-13" in pack().since.stated - laid.since.stated
    assert laid.version == pack().version


def test_a_row_cannot_stand_and_have_changed() -> None:
    with pytest.raises(PackProblems, match=r'own\.yaml:14: error: .*"nrm-form" .* "A3-3" has'):
        with_own_since(pack(), OWN.replace("[1-1]", "[A3-3]"), "own.yaml")


def test_the_choice_of_a_service(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    assert len(open_pack(over=Over(since=own)).since.layers) == 2
    assert open_pack(over=Over(since=own, no_since=True)).since.entries == ()
    own.write_text(OWN.replace("high", "low"), encoding="utf-8")
    with pytest.raises(PackProblems, match=r"own\.yaml"):
        open_engine(over=Over(since=own, no_since=True))


def test_an_older_version_shows_to_all_what_it_has_no_words_to_choose_by() -> None:
    entry = next(e for e in pack().since.entries if e.id == "nrm-not-schools")
    other = replace(pack().since, entries=(replace(entry, when=parse("no_such_word")),))
    found = Engine(replace(pack(), since=fitted(other, pack())))
    assert "nrm-not-schools" in shown(SOCIAL, found)["nrm-referral"]
    assert fitted(pack().since, pack()).entries == pack().since.entries


def test_a_principle_shows_what_has_changed_about_its_rows() -> None:
    since = SinceThen(engine().program, engine().view({}))
    found = {p.id: {e.id for e in since.principle(p)} for p in pack().principles}
    assert found["police-decide"] == {"police-levels"}
    assert found["overlap"] == set()
    changed = set(pack().since.by[About.CLAUSES])
    assert {p.id for p in pack().principles if changed & set(p.clauses)} <= {
        name for name, entries in found.items() if entries
    }


def test_each_date_says_what_it_is_the_date_of() -> None:
    for entry in pack().since.entries:
        origin = since_view(pack(), entry).origin
        assert origin.endswith("Checked on 23 November 2026.")
        assert origin.startswith("From " if entry.starts else "Since when is not known.")


def test_a_block_says_what_it_is_and_none_stands_where_nothing_has_changed() -> None:
    block = since_block(pack(), pack().since.entries[:2])
    assert block
    assert (block.label, block.was) == ("Since then", "In 2013")
    assert len(block.entries) == 2
    assert since_block(pack(), ()) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-23", "23 November 2026"),
        ("2013-10", "October 2013"),
        ("2017", "2017"),
        ("", ""),
        ("spring 2013", "spring 2013"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    assert date_words(text) == words


def names() -> Iterator[str]:
    for entry in engine().pack.since.entries:
        for kind, found in entry.about.items():
            if kind is not About.WORDS:
                yield from found


def test_the_layer_speaks_of_what_counts() -> None:
    found = set(names())
    assert {"A3-8", "A3-6", "5.3.1-8", "5.6.5-2", "ukhtc", "seraf", "lscb", "absent"} <= found
