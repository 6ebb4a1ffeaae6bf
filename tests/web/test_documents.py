"""The papers of a case on its pages: nothing has to be filled in, and nothing typed is kept."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
import requests
from pypdf import PdfReader

from assistant.flow.model import Pack
from tests.documents.reading import docx_words, html_words, pdf_words
from tests.web.clients import Forms
from tests.web.page import Form, read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-documents")
OWN_SERVER = True
NAME = "Zebedee Quillfeather"


def number(pack: Pack, kind: str) -> int:
    return [one.id for one in pack.documents.kinds].index(kind) + 1


def form(forms: Forms, pack: Pack, kind: str) -> Form:
    page = forms.get(f"/case/documents/{number(pack, kind)}")
    return next(one for one in page.forms if one.action.startswith("/case/documents/"))


def make(forms: Forms, pack: Pack, kind: str, into: str, **typed: str) -> requests.Response:
    fields = [(f"field.{name}", value) for name, value in typed.items()]
    return forms.post(form(forms, pack, kind), [("form", into), *fields])


def test_the_case_leads_to_every_paper(forms: Forms, pack: Pack) -> None:
    page = forms.begin(danger="no", task="worried")

    assert 'href="/case/documents"' in page.html
    listed = forms.get("/case/documents")
    assert listed.texts["h2"] == [kind.title for kind in pack.documents.kinds]
    for at in range(1, len(pack.documents.kinds) + 1):
        assert f'href="/case/documents/{at}"' in listed.html


@pytest.mark.parametrize("kind", ["record", "plan", "referral", "seraf", "chronology"])
def test_a_paper_comes_in_every_form_with_nothing_filled_in(
    forms: Forms, pack: Pack, kind: str
) -> None:
    forms.begin(danger="yes", task="missing_now")
    title = pack.documents.kind(kind).title
    pdf, word, page, text = (
        make(forms, pack, kind, into) for into in ("pdf", "docx", "html", "text")
    )

    assert [one.status_code for one in (pdf, word, page, text)] == [200] * 4
    reader = PdfReader(BytesIO(pdf.content))
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert docx.Document(BytesIO(word.content)).core_properties.title == title
    # Made in the same minute, they agree; the clock may turn between them.
    clock = re.compile(r"\d+:\d\d[ap]m")
    assert clock.sub("", html_words(page.content)) == clock.sub("", docx_words(word.content))
    assert "Ring999" in pdf_words(pdf.content) or kind != "plan"
    assert title in text.text
    assert pdf.headers["Content-Disposition"] == f'attachment; filename="waypost-{kind}.pdf"'
    assert {one.headers["Cache-Control"] for one in (pdf, word, page, text)} == {"no-store"}


def test_what_is_typed_stands_in_the_paper_and_nowhere_else(
    server: Server, forms: Forms, pack: Pack
) -> None:
    forms.begin(danger="no", task="worried")
    said = "He said: <script>alert(1)</script> \U0001f642"
    for into in ("pdf", "docx", "html", "text"):
        made = make(forms, pack, "record", into, child_name=NAME, child_words=said)
        assert made.status_code == 200
        assert NAME not in made.url
        assert b"<script>alert" not in made.content
        if into in ("html", "text"):
            assert NAME in made.text

    assert NAME not in forms.get(f"/case/documents/{number(pack, 'record')}").html
    assert NAME not in forms.get().html
    kept = [path for path in Path(server.data).rglob("*") if path.is_file()] + [server.log]
    assert kept
    assert [path for path in kept if b"Quillfeather" in path.read_bytes()] == []
    assert [path for path in kept if b"alert(1)" in path.read_bytes()] == []


def test_what_was_typed_can_be_used_for_the_next_form_of_the_paper(
    forms: Forms, pack: Pack
) -> None:
    forms.begin(danger="no", task="worried")
    words = 'She said "no" & left\nthen rang'
    shown = read_page(make(forms, pack, "record", "html", child_name=NAME, seen=words).text)
    (found,) = [one for one in shown.forms if one.action.startswith("/case/documents/")]
    pdf = forms.post(found, [("form", "pdf")])
    again = forms.post(found, [("form", "again")])

    assert NAME.replace(" ", "") in pdf_words(pdf.content)
    assert 'Shesaid"no"&left' in pdf_words(pdf.content)
    assert f'value="{NAME}"' in again.text


def test_the_page_to_print_may_use_its_own_style_and_no_other(forms: Forms, pack: Pack) -> None:
    forms.begin(danger="no", task="worried")
    made = make(forms, pack, "plan", "html")
    policy = made.headers["Content-Security-Policy"]

    assert "'sha256-" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "/leave" in made.text
    assert "<title>Waypost</title>" in made.text


def test_too_much_in_a_field_is_said_beside_it_and_kept_for_the_person(
    forms: Forms, pack: Pack
) -> None:
    forms.begin(danger="no", task="worried")
    made = make(forms, pack, "record", "pdf", child_words="x" * 4001, place="the gate")

    assert made.status_code == 422
    assert "This has 4001 letters. At most 4000 fit." in made.text
    assert 'value="the gate"' in made.text
    assert "x" * 4001 in made.text


@pytest.mark.parametrize(
    ("path", "status"), [("/case/documents/0", 404), ("/case/documents/99", 404)]
)
def test_there_is_no_other_paper(forms: Forms, path: str, status: int) -> None:
    forms.begin(danger="no", task="worried")

    assert forms.http.get(forms.url + path, timeout=30).status_code == status


def test_a_form_that_is_not_ours_makes_nothing(forms: Forms, pack: Pack) -> None:
    forms.begin(danger="no", task="worried")
    found = form(forms, pack, "plan")
    foreign = Form(found.action, "", {"key": "no key of ours"})

    assert forms.post(foreign, [("form", "pdf")]).status_code == 403
    assert forms.post(found, [("form", "exe")]).status_code == 400
    assert forms.post(found, [("form", "pdf"), ("form", "pdf")]).status_code == 400
    twice = [("form", "pdf"), ("field.child_name", "a"), ("field.child_name", "b")]
    assert forms.post(found, twice).status_code == 400


def test_without_a_case_there_is_no_paper(forms: Forms) -> None:
    for path in ("/case/documents", "/case/documents/1"):
        response = forms.http.get(forms.url + path, timeout=30)
        assert response.status_code == 404
        assert "There is no conversation here" in read_page(response.text).html
