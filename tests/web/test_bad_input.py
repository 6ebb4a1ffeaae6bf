"""Bad forms and bad frames: a clear message, nothing written, and the conversation goes on."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.web.clients import Forms, Socket
from tests.web.page import read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-bad-input")

MISSING = object()
# What is wrong with a form: the fields to put in the place of the right ones; status; message.
FORMS: list[tuple[str, dict[str, object], int, str]] = [
    ("no answer", {"task": MISSING}, 422, "Choose one answer."),
    ("not an option", {"task": "nothing"}, 422, "Choose one answer."),
    ("two answers", {"task": ["worried", "returned"]}, 422, "Choose one answer."),
    ("must be answered", {"task": "unknown"}, 422, "Choose one answer."),
    ("markup", {"task": "<script>alert(1)</script>"}, 422, "Choose one answer."),
    ("control characters", {"task": "worried\x00\x1b[31m"}, 422, "Choose one answer."),
    ("far too long", {"task": "x" * 5000}, 422, "Choose one answer."),
    ("another question", {"facts": "age", "age": "14"}, 422, "is not being asked here"),
    ("no such question", {"facts": "no_such"}, 400, "question that there is not"),
    ("an old question", {"step": "danger"}, 422, "no longer the one being asked"),
    ("no such step", {"step": "no-such-step"}, 422, "no longer the one being asked"),
    ("an old page", {"after": "0"}, 409, "moved on"),
    ("a page ahead", {"after": "7"}, 409, "Load it again"),
    ("after is no number", {"after": "-1"}, 409, "whole number"),
    ("after is a tale", {"after": "9" * 40}, 409, "whole number"),
    ("no token", {"token": ""}, 422, "token"),
    ("a bad token", {"token": "../../etc"}, 422, "token"),
    ("a token twice", {"token": ["a" * 20, "b" * 20]}, 400, "more than once"),
    ("not a kind", {"kind": "delete"}, 422, "not something that can be done"),
    ("no key", {"key": ""}, 403, "did not come from a page"),
    ("a forged key", {"key": "x" * 32}, 403, "did not come from a page"),
    ("too large", {"task": "x" * 70_000}, 413, "too much to send"),
]


@pytest.mark.parametrize(
    ("wrong", "status", "message"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS]
)
def test_bad_forms(forms: Forms, wrong: dict[str, object], status: int, message: str) -> None:
    question = forms.begin(danger="no").question
    assert question
    sent = {**question.fields, "task": "worried", **wrong}
    data = {name: value for name, value in sent.items() if value is not MISSING}
    found = forms.http.post(forms.url + "/case/answer", data, timeout=30)
    assert found.status_code == status
    page = read_page(found.text)
    assert message in found.text
    assert "<script>alert" not in found.text
    assert "Traceback" not in found.text
    assert page.texts["title"] == ["Error: Waypost"]

    page = forms.get()
    assert len(page.texts["own"]) == 1
    assert page.question
    page = forms.sent(forms.post(page.question, [("task", "worried")]))
    assert len(page.texts["own"]) == 2


def test_what_was_typed_is_shown_again(forms: Forms) -> None:
    question = forms.begin(danger="no").question
    assert question
    page = forms.sent(forms.post(question, [("task", "received_referral")]))
    while page.question and "age" not in page.question.facts:
        pairs = [(name, "unknown") for name in page.question.facts]
        page = forms.sent(forms.post(page.question, pairs))
    assert page.question
    others = [(name, "unknown") for name in page.question.facts if name != "age"]
    found = forms.post(page.question, [("age", "fifteen"), *others])
    assert found.status_code == 422
    assert 'value="fifteen"' in found.text
    assert "Give a whole number from 0 to 120, or “I don&#39;t know”." in found.text


UNKNOWN_CASE = [
    {},
    {"waypost_case": ""},
    {"waypost_case": "A" * 24},
    {"waypost_case": "../../../etc/passwd"},
    {"waypost_case": "x" * 3000},
    {"waypost_case": "%00"},
]


@pytest.mark.parametrize("cookies", UNKNOWN_CASE)
def test_an_unknown_case_is_not_found(server: Server, cookies: dict[str, str]) -> None:
    for path in ("/case", "/case/change/1"):
        found = requests.get(server.url + path, cookies=cookies, timeout=30)
        assert found.status_code == 404
        assert "There is no conversation here" in found.text
    key = {"waypost_form": "k" * 32}
    found = requests.post(
        server.url + "/case/answer", {"key": "k" * 32}, cookies={**cookies, **key}, timeout=30
    )
    assert found.status_code == 404


@pytest.mark.parametrize("path", ["/case/change/0", "/case/change/2", "/case/change/99999"])
def test_a_question_without_an_answer_cannot_be_changed(forms: Forms, path: str) -> None:
    forms.begin(danger="no")
    found = forms.http.get(forms.url + path, timeout=30)
    assert found.status_code == 404
    assert "answer" in found.text or "no such question" in found.text


@pytest.mark.parametrize("path", ["/case/answer", "/case/act"])
def test_the_address_of_a_form_leads_to_the_conversation(forms: Forms, path: str) -> None:
    forms.begin(danger="no")
    assert forms.get(path).question


def frame(**wrong: object) -> dict[str, Any]:
    right: dict[str, object] = {
        "token": "t" * 24,
        "kind": "answer",
        "step": "task",
        "value": {"task": "worried"},
        "after": 1,
    }
    return {name: v for name, v in {**right, **wrong}.items() if v is not MISSING}


FRAMES: list[tuple[str, object, str]] = [
    ("nothing", None, "is an object with"),
    ("a text", "worried", "is an object with"),
    ("a number", 7, "is an object with"),
    ("a list", [1, 2], "is an object with"),
    ("an unknown key", frame(case="another"), "nothing else"),
    ("no token", frame(token=MISSING), "token"),
    ("a token that is a number", frame(token=12345678), "token"),
    ("a token too long", frame(token="t" * 65), "token"),
    ("no kind", frame(kind=MISSING), "kind"),
    ("a kind that is a list", frame(kind=["answer"]), "kind"),
    ("not a kind", frame(kind="delete"), "not something that can be done"),
    ("a step that is an object", frame(step={"a": 1}), "step"),
    ("an old question", frame(step="danger"), "no longer the one being asked"),
    ("no after", frame(after=MISSING), "after"),
    ("after is true", frame(after=True), "after"),
    ("after is a text", frame(after="1"), "after"),
    ("after is half", frame(after=0.5), "after"),
    ("an old page", frame(after=0), "moved on"),
    ("a page ahead", frame(after=50), "Load it again"),
    ("a value that is a list", frame(value=["worried"]), "value"),
    ("no value", frame(value={}), "Choose one answer."),
    ("not an option", frame(value={"task": "nothing"}), "Choose one answer."),
    ("an answer that is an object", frame(value={"task": {"a": {"b": []}}}), "Choose one answer."),
    ("an answer that is null", frame(value={"task": None}), "Choose one answer."),
    ("an answer that is huge", frame(value={"task": "x" * 5000}), "Choose one answer."),
    ("markup", frame(value={"<b>": "worried"}), "not a fact"),
    ("a question not asked", frame(value={"task": "worried", "age": 3}), "not being asked"),
    ("no such question", frame(value={"nothing": "yes"}), "not being asked"),
    ("many questions", frame(value={f"a{n}": "x" for n in range(500)}), "at most"),
    ("change what was not answered", frame(kind="change"), "has not been answered"),
    ("change of nothing", frame(kind="change", value={}), "no answer to change"),
    ("redo of nothing", frame(kind="redo", value={}), "nothing to redo"),
    ("undo with a value", frame(kind="undo"), "must be empty"),
]


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_bad_frames(server: Server, forms: Forms, transport: str) -> None:
    forms.begin(danger="no")
    socket = Socket(server.url, forms.cookie, transport).connect()
    try:
        for name, bad, message in FRAMES:
            ack = socket.call("answer", bad)
            assert ack["ok"] is False, name
            assert message in ack["refusal"]["message"], name
        assert socket.client.call("answer", timeout=20)["ok"] is False
        assert socket.call("resume", {"after": "x"})["ok"] is False
        assert socket.call("resume", [])["ok"] is False
        for number in (0, -1, 3, 9999, True, "1", None):
            assert socket.call("change", {"number": number})["ok"] is False, number
        assert socket.resume()["seq"] == 1
        assert socket.answer({"task": "worried"})["seq"] == 2
    finally:
        socket.close()


def test_a_token_used_for_something_else_is_refused(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    assert socket.call("answer", frame())["ok"]
    ack = socket.call("answer", frame(value={"task": "returned"}))
    assert not ack["ok"]
    assert "same id" in ack["refusal"]["message"]
    socket.close()
