"""The holder of a case takes it away as a file, or ends it; and nothing of it stays."""

from __future__ import annotations

import gc
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from assistant.cases.import_ import import_case
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack
from assistant.present.parts import Screen
from assistant.web.app import make_app
from tests.web.clients import Forms, Pairs, Socket, fields
from tests.web.page import Page, read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-keep")
OWN_SERVER = True


def form(page: Page, action: str) -> Any:
    return next(found for found in page.forms if found.action == action)


def save(forms: Forms, kind: str) -> requests.Response:
    return forms.post(form(forms.get("/case/keep"), "/case/export"), [("format", kind)])


def delete(forms: Forms) -> requests.Response:
    return forms.post(form(forms.get("/case/delete"), "/case/delete"), [])


def answers(pack: Pack, page: Page, **given: str) -> Pairs:
    assert page.question
    return [
        pair
        for name in page.question.facts
        for pair in fields(pack, name, given.get(name, UNKNOWN))
    ]


def test_the_case_leads_to_the_page_and_the_page_to_the_rest(forms: Forms) -> None:
    assert 'href="/case/keep"' in forms.begin("no", "missing_now").html
    page = forms.get("/case/keep")
    assert 'href="/case/delete"' in page.html
    assert len(page.texts["code"][0]) == 11
    assert page.texts["title"] == ["Waypost"]


def test_the_file_of_a_case_can_be_taken_in_elsewhere(forms: Forms, pack: Pack) -> None:
    forms.begin("no", "missing_now")
    found = save(forms, "json")
    assert found.headers["Content-Type"] == "application/json"
    assert found.headers["Content-Disposition"].startswith('attachment; filename="waypost-20')
    assert "no-store" in found.headers["Cache-Control"]
    other = MemoryStore()
    brought = import_case(other, found.content, "x.json", pack, datetime.now(LONDON))
    log = other.log(brought.case.id)
    assert [entry.value for entry in log] == [{"immediate_danger": "no"}, {"task": "missing_now"}]


def test_the_text_of_a_case_says_what_was_said(forms: Forms, pack: Pack) -> None:
    forms.begin("no", "missing_now")
    found = save(forms, "markdown")
    assert found.headers["Content-Type"] == "text/markdown; charset=utf-8"
    task = pack.facts["task"]
    assert f"- {task.short}: {task.option('missing_now').label}" in found.text


def test_what_is_no_file_is_said(forms: Forms) -> None:
    forms.begin("no")
    found = save(forms, "exe")
    assert found.status_code == 400
    assert "no kind of file" in found.text


@pytest.mark.parametrize("path", ["/case/export", "/case/delete"])
def test_a_form_from_elsewhere_gets_and_ends_nothing(
    server: Server, forms: Forms, path: str
) -> None:
    forms.begin("no")
    data = {"key": "other", "format": "json", "after": "1"}
    assert forms.http.post(server.url + path, data, timeout=30).status_code == 403
    assert forms.get("/case").question


@pytest.mark.parametrize("path", ["/case/keep", "/case/delete"])
def test_whoever_holds_no_case_finds_none(server: Server, path: str) -> None:
    assert requests.get(server.url + path, timeout=30).status_code == 404


def test_the_address_of_the_export_leads_to_its_page(forms: Forms) -> None:
    forms.begin("no")
    assert forms.get("/case/export").texts["h1"] == ["Save, move or delete this case"]


def test_nothing_is_deleted_before_the_question_is_answered(forms: Forms) -> None:
    forms.begin("no")
    page = forms.get("/case/delete")
    assert page.texts["h1"] == ["Delete this case for good?"]
    assert "save it as a file first" in page.html
    assert forms.get("/case").question


def test_a_deleted_case_is_gone_for_everyone_who_holds_it(
    server: Server, forms: Forms, pack: Pack
) -> None:
    page = forms.begin("no", "missing_now")
    code = page.texts["code"][0]
    lead = Forms(server.url, pack)
    key = lead.get("/join").forms[0].fields["key"]
    data = {"key": key, "code": code, "role": "designated_lead"}
    lead.sent(lead.http.post(f"{server.url}/join", data, timeout=30))
    socket = Socket(server.url, lead.cookie, "websocket").connect()
    socket.resume()
    assert "each of the 2 people" in forms.get("/case/delete").html
    done = forms.sent(delete(forms))
    assert done.texts["h1"] == ["The case is deleted"]
    assert not forms.http.cookies
    assert lead.http.get(f"{server.url}/case", timeout=30).status_code == 404
    ack = socket.call("resume", {"after": 0})
    socket.close()
    assert ack["ok"] is False
    assert "cannot be found" in ack["refusal"]["message"]


def test_what_somebody_added_meanwhile_is_not_deleted_unseen(forms: Forms) -> None:
    page = forms.begin("no")
    asked = form(forms.get("/case/delete"), "/case/delete")
    assert page.question
    forms.sent(forms.post(page.question, [("task", "missing_now")]))
    found = forms.post(asked, [])
    assert found.status_code == 409
    assert read_page(found.text).texts["title"] == ["Error: Waypost"]
    assert forms.get("/case").question
    assert forms.sent(delete(forms)).texts["h1"] == ["The case is deleted"]


def test_no_answer_stays_in_a_file_of_the_server(server: Server, forms: Forms, pack: Pack) -> None:
    page = forms.begin("yes", "missing_now")
    while page.question and "role" not in page.question.facts:
        page = forms.sent(forms.post(page.question, answers(pack, page)))
    assert page.question
    forms.sent(forms.post(page.question, answers(pack, page, role="designated_lead")))
    page = forms.get("/case/plan")
    item = next(act for act in page.acts if act.startswith("decide ")).split()[1]
    mark = "a canary that sings of 4711"
    forms.sent(forms.act(page, f"decide {item}", **{f"because {item}": mark}))
    token = forms.case

    def files() -> bytes:
        return b"".join(p.read_bytes() for p in server.data.parent.rglob("*") if p.is_file())

    assert mark.encode() in files()
    assert token.encode() in files()
    forms.sent(delete(forms))
    assert mark.encode() not in files()
    assert token.encode() not in files()


def test_no_screen_of_a_deleted_case_stays_in_memory(tmp_path: Path, pack: Pack) -> None:
    store = SqliteStore(tmp_path / "data")
    app, _ = make_app(Service(store, Shelf(Engine(pack), store)))

    def opened(danger: str) -> Any:
        client = app.test_client()
        key = read_page(client.get("/").text).forms[0].fields["key"]
        client.post("/case", data={"key": key, "immediate_danger": danger})
        client.get("/case")
        return client

    def screens() -> int:
        gc.collect()
        return sum(isinstance(found, Screen) for found in gc.get_objects())

    opened("no")
    before = screens()
    gone = opened("yes")
    assert screens() > before
    fields = read_page(gone.get("/case/delete").text).forms[-1].fields
    assert gone.post("/case/delete", data=fields).headers["Location"] == "/deleted"
    assert screens() == before
    store.close()
