"""What is typed: read for the first question without an answer; nothing is written before that."""

from __future__ import annotations

import re

import pytest

from tests.web.clients import Forms, Socket
from tests.web.page import Form, read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-typed")
WORRY = ["concerns", "age"]


def question(forms: Forms, danger: str = "no", task: str = "") -> Form:
    found = forms.begin(danger, task).question
    assert found
    return found


def typed(text: str) -> list[tuple[str, str]]:
    return [("by", "typing"), ("typed", text)]


def test_words_answer_a_question_that_stands_alone(forms: Forms) -> None:
    found = forms.post(question(forms), typed("i am worried"))
    assert found.status_code == 200
    page = read_page(found.text)
    assert "I am worried about a child" in page.texts["own"][-1]
    assert "I took that as your answer." in page.texts["card"][0]


def test_nothing_typed_and_sent_answers_nothing_and_keeps_what_is_filled_in(forms: Forms) -> None:
    form = question(forms, task="worried")
    found = forms.post(form, [("age", "14"), ("send", "typing"), ("typed", "  ")])
    assert found.status_code == 422
    page = read_page(found.text)
    assert page.texts["problem"].count("Type something first.") == 1
    assert "This question" not in found.text
    assert 'name="age" value="14"' in found.text
    sent = forms.post(form, [("age", "14"), ("send", "typing"), ("typed", "no")])
    assert "I took that as your answer." in sent.text


def test_words_fill_one_question_after_the_other(forms: Forms) -> None:
    form = question(forms, task="worried")
    assert form.facts == WORRY
    found = forms.post(form, typed("trafficking"))
    assert found.status_code == 200
    assert re.search(r'name="concerns" value="trafficking"[^>]* checked', found.text)
    assert len(forms.get().texts["own"]) == 2, "nothing is written yet"
    page = read_page(forms.post(form, [("concerns", "trafficking"), *typed("14")]).text)
    assert len(page.texts["own"]) == 4


def test_a_button_wins_over_what_was_typed(forms: Forms) -> None:
    page = forms.sent(forms.post(question(forms), [("task", "returned"), ("typed", "worried")]))
    assert "A child who was missing is back" in page.texts["own"][-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("purple", "fits none of the answers"),
        ("<i>qwerty</i>", "fits none of the answers"),
        ("\x00\x1b", "Nothing was typed."),
        ("x" * 5000, "That is too long."),
    ],
)
def test_what_is_not_understood_is_said_and_the_question_stays(
    forms: Forms, text: str, said: str
) -> None:
    form = question(forms)
    found = forms.post(form, typed(text))
    assert found.status_code == 422
    assert "<i>qwerty" not in found.text
    assert said in found.text
    page = forms.get()
    assert page.question
    assert page.question.facts == ["task"]
    assert len(page.texts["own"]) == 1


def test_by_socket_words_are_read_and_nothing_is_written(server: Server, forms: Forms) -> None:
    forms.begin(danger="no", task="worried")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    ack = socket.call("typed", {"text": "traffick", "facts": WORRY, "done": []})
    assert (ack["fact"], ack["answer"]) == ("concerns", ["trafficking"])
    ack = socket.call("typed", {"text": "about 14", "facts": WORRY, "done": ["concerns"]})
    assert (ack["fact"], ack["answer"], ack["words"]) == ("age", 14, "14")
    assert socket.call("resume", {"after": 2}) == {"ok": True, "seq": 2}
    socket.close()


BAD: list[tuple[str, object]] = [
    ("nothing", None),
    ("a list", ["no"]),
    ("no text", {"facts": WORRY, "done": []}),
    ("a number", {"text": 14, "facts": WORRY, "done": []}),
    ("too long", {"text": "x" * 501, "facts": WORRY, "done": []}),
    ("far too long", {"text": "x" * 50_000, "facts": WORRY, "done": []}),
    ("no facts", {"text": "14", "facts": [], "done": []}),
    ("as something else", {"text": "14", "facts": WORRY, "done": [], "as": "guess"}),
    ("as a list", {"text": "14", "facts": WORRY, "done": [], "as": ["answer"]}),
    ("facts that are no list", {"text": "14", "facts": "age", "done": []}),
    ("facts of numbers", {"text": "14", "facts": [1], "done": []}),
    ("too many facts", {"text": "14", "facts": ["age"] * 500, "done": []}),
    ("a question not asked", {"text": "no", "facts": ["looked_after"], "done": []}),
    ("no such question", {"text": "no", "facts": ["<b>"], "done": []}),
    ("all are answered", {"text": "no", "facts": WORRY, "done": WORRY}),
    ("markup", {"text": "<b>14</b>x", "facts": WORRY, "done": []}),
    ("control characters", {"text": "\x00", "facts": WORRY, "done": []}),
]


def test_bad_frames_of_what_is_typed(server: Server, forms: Forms) -> None:
    forms.begin(danger="no", task="worried")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    for name, bad in BAD:
        ack = socket.call("typed", bad)
        assert ack["ok"] is False, name
        assert ack["refusal"]["message"], name
        assert "again" not in ack, name
    values: list[object] = [None, [], "x", {"age": "old"}, {"no_such": "yes"}, {"age": 14}]
    for value in values:
        ack = socket.call("score", {"value": value})
        assert ack["ok"] is False
        assert "again" not in ack
    assert socket.call("resume", {"after": 2}) == {"ok": True, "seq": 2}
    socket.close()


HINT = "It judges the child and hides who does the harm."


def test_words_that_blame_a_child_are_hinted_at_where_they_are_typed(
    server: Server, forms: Forms
) -> None:
    found = forms.post(question(forms), typed("he is promiscuous"))
    assert HINT in found.text
    assert HINT not in forms.get().html, "nothing of it is kept"
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    for text, hinted in (
        ("he is promiscuous", True),
        ("what is promiscuous?", True),
        ('"promiscuous"', False),
        ("purple", False),
        ("worried", False),
    ):
        ack = socket.call("typed", {"text": text, "facts": ["task"], "done": []})
        assert (HINT in ack.get("hints", "")) == hinted, text
        assert ("hints" in ack) == hinted, text
    socket.close()
