"""What has changed since the protocol, on the pages: set apart, off, or a service's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack
from tests.web.clients import Forms, fields
from tests.web.page import Page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-since")
OWN = """title: Our own notes
checked: 2026-12-01
entries:
  - id: our-form
    about: {clauses: [5.3.1-8]}
    was: Each council set the time.
    now: Ring the hub for the interview.
    source: Our board
    checked: 2026-12-01
    sure: background
"""
BACK: dict[str, Answer] = {"task": "returned", "role": "frontline", "looked_after": "no"}
SENT: dict[str, Answer] = {
    "task": "plan_intervention",
    "role": "social_worker",
    "concerns": ["trafficking"],
    "nrm_stage": "referred",
}


def plan(forms: Forms, given: dict[str, Answer]) -> Page:
    forms.begin(danger="no", task=str(given["task"]))
    return forms.walk(given)


def boxes(page: Page) -> str:
    return " | ".join(page.texts.get("since", []))


def test_a_change_stands_apart_under_a_label_with_its_source(forms: Forms) -> None:
    page = plan(forms, BACK)
    assert "Since then" in page.texts["label"]
    assert 'role="note" aria-label="Since then"' in page.html
    assert "Hold it within 72 hours of their return." in boxes(page)
    assert "In 2013:" in boxes(page)
    assert "Check this: we have it from one source" in boxes(page)
    assert "23 November 2026" in boxes(page)
    assert not any("72 hours of their return" in text for text in page.texts["how"])


def test_advice_given_before_the_plan_says_what_has_changed_too(forms: Forms) -> None:
    page = plan(forms, BACK)
    log = page.html.partition('id="log"')[2].partition('id="question"')[0]
    assert "Hold it within 72 hours of their return." in log


def test_what_to_keep_in_mind_says_what_has_changed(forms: Forms) -> None:
    page = plan(forms, BACK)
    kept = page.html.partition("Keep in mind")[2]
    assert "Since then" in kept


def test_the_plan_says_on_what_it_rests(forms: Forms, pack: Pack) -> None:
    page = plan(forms, BACK)
    said = page.texts["rests"]
    assert len(said) == 1
    assert "Protocol of 2013, notes of 2026" in page.texts["summary"]
    assert f"version 1 of December 2013 (guide {pack.version})" in said[0]
    assert "Waypost's notes on what has changed, 23 November 2026" in said[0]


def test_who_is_gone_has_no_number_to_ring(forms: Forms) -> None:
    page = plan(forms, SENT)
    assert "UK Human Trafficking Centre (UKHTC) There is nobody to ring here any more." in " ".join(
        page.texts["contacts"]
    )
    assert "tel:0114" not in page.html
    assert "0114" not in " ".join(page.texts["contacts"])
    assert "tel:02030148012" not in page.html


def test_what_a_question_explains_shows_what_has_changed_about_it(forms: Forms, pack: Pack) -> None:
    page = forms.begin(danger="no", task="missing_now")
    while page.question and "police_category" not in page.question.facts:
        answers = {"police_informed": "yes"}
        pairs = [p for n in page.question.facts for p in fields(pack, n, answers.get(n, UNKNOWN))]
        page = forms.sent(forms.post(page.question, pairs))
    assert "no apparent risk" in boxes(page)


def test_a_service_can_switch_it_off(tmp_path: Path, pack: Pack) -> None:
    server = Server(tmp_path / "data")
    try:
        server.start("", None, "--no-since")
        page = plan(Forms(server.url, pack), BACK)
    finally:
        server.stop()
    assert boxes(page) == ""
    assert "are switched off here" in page.texts["rests"][0]
    assert "Protocol of 2013, no later notes" in page.texts["summary"]
    assert "tel:01142523891" not in page.html


def test_a_service_can_lay_its_own_over_it(tmp_path: Path, pack: Pack) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, encoding="utf-8")
    server = Server(tmp_path / "data")
    try:
        server.start("", None, "--since", str(own))
        page = plan(Forms(server.url, pack), BACK)
    finally:
        server.stop()
    assert "Ring the hub for the interview. Check this: we have not seen a source" in boxes(page)
    assert "Our own notes, 1 December 2026" in page.texts["rests"][0]
