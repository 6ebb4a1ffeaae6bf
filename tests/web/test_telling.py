"""Where there is no script: the page that comes back says what may show who somebody is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.flow.answers import Answer
from tests.web.clients import Forms
from tests.web.page import read_page
from tests.web.server import ROOT, Server

pytestmark = pytest.mark.xdist_group("web-telling")
LEAD: dict[str, Answer] = {
    "task": "worried",
    "role": "designated_lead",
    "age": 14,
    "concerns": ["cse"],
    "record_seraf": "no",
}
NAMED = "Agreed with Karen Jones,\r\nwho rang from 07700 900123."
SAID = "“Karen Jones” could be a name. Try “the child” or “her mother”."


def said(html: str) -> str:
    found = re.search(r'<div class="guard" role="alert">(.*?)</div>', html, re.DOTALL)
    return " ".join(re.sub("<[^>]*>", "", found[1]).split()) if found else ""


def test_a_decision_is_kept_once_it_was_said_what_it_holds(server: Server, forms: Forms) -> None:
    forms.begin("no")
    page = forms.walk(LEAD)
    do = next(do for do in page.acts if do.startswith("decide "))
    name = f"because {do.removeprefix('decide ')}"
    back = forms.act(page, do, **{name: NAMED})
    assert back.status_code == 422
    assert SAID in said(back.text)
    assert "It is not saved yet." in said(back.text)
    assert "decided" not in forms.get().texts
    page = read_page(back.text)
    assert f'name="told {name}"' in page.html
    told = {f"told {name}": NAMED}
    other = forms.act(page, do, **{name: "Karen Jones said no.", **told})
    assert other.status_code == 422, "that was not said of these words"
    page = forms.sent(forms.act(page, do, **{name: NAMED, **told}))
    assert "Karen Jones" in page.texts["decided"][0]
    assert "Karen" not in server.log.read_text()


def test_a_reason_why_it_was_not_done_is_kept_the_second_time(forms: Forms) -> None:
    forms.begin("no")
    page = forms.walk(LEAD)
    found = re.search(r'href="(/case/outcome/\d+)"', page.html)
    assert found
    form = next(form for form in forms.get(found[1]).forms if form.action == found[1])
    sent = [("done", "no"), ("because", "Mrs Patel was out")]
    back = forms.post(form, sent)
    assert back.status_code == 422
    assert "“Patel” could be a name." in said(back.text)
    assert ">Mrs Patel was out</textarea>" in back.text
    assert "Mrs Patel" not in forms.get("/case/plan").html
    page = forms.sent(forms.post(form, [*sent, ("told because", "Mrs Patel was out")]))
    assert "Mrs Patel was out" in page.html


def test_a_reason_without_any_is_kept_at_once(forms: Forms) -> None:
    forms.begin("no")
    page = forms.walk(LEAD)
    do = next(do for do in page.acts if do.startswith("decide "))
    name = f"because {do.removeprefix('decide ')}"
    page = forms.sent(forms.act(page, do, **{name: "The lead met her mother at 10:30."}))
    assert "The lead met her mother" in page.texts["decided"][0]


def test_what_was_typed_as_an_answer_is_not_kept_and_it_says_so(forms: Forms) -> None:
    form = forms.begin("no").question
    assert form
    back = forms.post(form, [("by", "typing"), ("typed", "it is about Karen Jones")])
    assert back.status_code in (200, 422)
    assert SAID in said(back.text)
    assert said(back.text).endswith("It was not kept.")
    assert said(forms.post(form, [("by", "typing"), ("typed", "purple")]).text) == ""
    assert "Karen" not in forms.get().html


def test_own_words_for_a_call_are_put_in_and_it_says_so(forms: Forms) -> None:
    forms.begin("no")
    forms.walk(LEAD)
    form = next(form for form in forms.get("/case/say/1").forms if "/case/say/" in form.action)
    back = forms.post(form, [("own", "Karen Jones knows")])
    assert back.status_code == 200
    assert SAID in said(back.text)
    back = forms.post(form, [("own", "Karen Jones knows"), ("told own", "Karen Jones knows")])
    assert said(back.text) == ""


TEMPLATES = sorted((ROOT / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_box_for_words_is_guarded_and_its_page_has_the_warning(path: Path) -> None:
    text = path.read_text()
    if not path.name.startswith("_"):
        assert "data-guarded" not in text or "guards.form()" in text
    if path.name == "documents.html":
        return  # papers hold names, and nothing of them is kept
    boxes = re.findall(r"<textarea[^>]*(?:>|{%)", text)
    assert [box for box in boxes if "readonly" not in box and "data-guarded" not in box] == []
