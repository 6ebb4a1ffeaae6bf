"""What was noticed and the notes, on the page and by socket: the same HTML both ways."""

from __future__ import annotations

import re
import secrets

import pytest

from assistant.flow.answers import Answer
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.page import without_tokens
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-noticed")
SIGN = "unexplained_gifts"
LINE = "You noticed this in your own words."
CSE: dict[str, Answer] = {
    "task": "worried",
    "role": "designated_lead",
    "age": 14,
    "concerns": ["cse"],
}


def html(forms: Forms, path: str = "/case") -> str:
    return forms.http.get(forms.url + path, timeout=30).text


def place(text: str, name: str) -> str:
    """What the page holds at the place of that id, up to the next place."""
    found = re.search(rf'<div id="{name}">(.*?)</div>(?:\n|</section>)', text, re.DOTALL)
    assert found, name
    return found[1]


def begun(server: Server, pack: Pack) -> tuple[Forms, Socket]:
    forms = Forms(server.url, pack)
    forms.begin("no", "worried")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    return forms, socket


def in_question(forms: Forms) -> list[str]:
    """The facts that are asked now."""
    question = forms.get().question
    assert question
    return list(question.facts)


def by_form(forms: Forms, kind: str, pairs: list[tuple[str, str]], facts: str) -> str:
    """Send by a plain form what a socket would send as a frame."""
    page = forms.get()
    assert page.question
    data = {**page.question.fields, "kind": kind, "step": "", "facts": facts}
    data["token"] = secrets.token_urlsafe(18)
    found = forms.http.post(forms.url + "/case/answer", [*data.items(), *pairs], timeout=30)
    assert found.status_code == 200, found.text
    return found.text


def test_it_stands_ticked_in_its_question_with_a_calm_line(server: Server, pack: Pack) -> None:
    forms, socket = begun(server, pack)
    try:
        ack = socket.answer({"cse_indicators": [SIGN]}, "noticed")
        assert ack["ok"], ack
        page = html(forms)
        assert "You noticed: Gifts or new things that nobody can explain" in page
        assert "Nothing is answered by this yet." in page
        assert "it will stand ticked." in socket.shown("noticed")
        assert LINE not in page
        while "cse_indicators" not in (asked := in_question(forms)):
            answers = {n: "no" if n == "immediate_danger" else "unknown" for n in asked}
            assert socket.answer(answers)["ok"]
        for shown in (socket.shown("question"), html(forms)):
            assert LINE in shown
            ticked = re.findall(r'name="cse_indicators" value="(\w+)" checked', shown)
            assert ticked == [SIGN]
        assert "It counts once you answer." in socket.shown("noticed")
        said: dict[str, object] = dict.fromkeys(asked, "unknown")
        assert socket.answer({**said, "cse_indicators": [SIGN, "misses_education"]})["ok"]
        assert socket.shown("noticed").strip() == ""
        marked = (
            'Gifts or new things that nobody can explain <span class="note">(noticed in own words)'
        )
        assert marked in socket.shown("known")
        assert "takes no part <span" not in socket.shown("known")
    finally:
        socket.close()


def test_a_form_and_a_socket_come_to_the_same_page(server: Server, pack: Pack) -> None:
    pages = []
    for by in ("form", "socket"):
        forms, socket = begun(server, pack)
        try:
            if by == "form":
                by_form(forms, "noticed", [("cse_indicators", SIGN)], "cse_indicators")
            else:
                assert socket.answer({"cse_indicators": [SIGN]}, "noticed")["ok"]
            text = html(forms)
            socket.resume()
            for name in ("noticed", "question", "log"):
                assert without_tokens(socket.shown(name)) in without_tokens(text)
            code = re.search(r'<p class="code">(.*?)</p>', text)
            assert code
            pages.append((socket.shown("noticed"), socket.shown("log"), socket.shown("question")))
        finally:
            socket.close()
    assert pages[0] == pages[1]


def test_what_is_not_asked_here_is_listed_with_the_reason(server: Server, pack: Pack) -> None:
    forms, socket = begun(server, pack)
    try:
        assert socket.answer({"cse_indicators": [SIGN]}, "noticed")["ok"]
        forms.walk(CSE)
        for path in ("/case", "/case/plan"):
            text = place(html(forms, path), "noticed")
            assert "Gifts or new things that nobody can explain." in text
            assert "Not used in the plan: that question is not asked here" in text
            assert "because of what you said: Your worry: “Sexual exploitation”." in text
    finally:
        socket.close()


def test_added_to_an_answer_it_says_what_the_plan_gained_and_is_taken_back(
    server: Server, pack: Pack
) -> None:
    forms, socket = begun(server, pack)
    try:
        forms.walk({"task": "worried", "role": "designated_lead", "age": 14, "cse_indicators": []})
        before = html(forms)
        socket.resume()
        assert socket.answer({"cse_indicators": [SIGN]}, "noticed")["ok"]
        turn = socket.shown("log").split("<article")[-1]
        assert "You noticed: Gifts or new things" in turn
        assert "Change<span" in turn
        assert "added to your plan" in turn or "Do this now" in turn
        assert "Take back the last answer" in html(forms)
        forms.sent(forms.act(forms.get(), "undo"))
        again = html(forms)
        assert place(again, "noticed").strip() == ""
        assert 'id="log"' in again
        items = re.compile(r'id="item-(\d+)"')
        assert items.findall(again) == items.findall(before)
    finally:
        socket.close()


def test_a_note_stands_beside_the_case_with_its_hint_for_its_writer(
    server: Server, pack: Pack
) -> None:
    forms, socket = begun(server, pack)
    try:
        text = "She is promiscuous.\n<b>He drove a red car.</b>"
        ack = socket.answer({"text": text}, "note")
        assert ack["ok"], ack
        shown = socket.shown("notes")
        assert "She is promiscuous.<br>&lt;b&gt;He drove a red car.&lt;/b&gt;" in shown
        assert "Somebody who gave no role (you)" in shown
        assert "Better:" in shown
        assert without_tokens(shown) in without_tokens(html(forms))
        code = re.search(r'<p class="code">(.*?)</p>', html(forms))
        assert code
        seq = int(re.findall(r'id="note-(\d+)"', shown)[0])
        assert socket.answer({"takes_back": seq}, "note")["ok"]
        assert "promiscuous" not in html(forms)
    finally:
        socket.close()
