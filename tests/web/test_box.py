"""The one box, by form and by socket: what it was taken for, put right, confirmed, kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.web.clients import Forms, Pairs, Socket, fields
from tests.web.page import Form, Page, read_page, without_tokens
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-box")
OWN_SERVER = True
PHONE = "she has a new phone and wont say who gave it to her"
GIFTS = "cse_indicators unexplained_gifts"
MONEY = "seraf_significant unexplained_money_or_items current"


def start(forms: Forms, task: str = "worried") -> Form:
    found = forms.begin("no", task).question
    assert found
    return found


def typed(text: str) -> Pairs:
    return [("by", "typing"), ("typed", text)]


def question_of(page: Page) -> Form:
    assert page.question
    return page.question


def say(forms: Forms, form: Form, pairs: Pairs) -> Page:
    found = forms.post(form, pairs)
    assert found.status_code in (200, 422), found.text
    return read_page(found.text)


def press(forms: Forms, page: Page, box: str, pairs: Pairs = ()) -> Page:  # type: ignore[assignment]
    return say(forms, question_of(page), [*pairs, ("box", box)])


def card(page: Page) -> str:
    return page.texts.get("card", [""])[0]


def connected(server: Server, forms: Forms) -> Socket:
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    return socket


def test_what_was_noticed_is_offered_and_nothing_is_ticked(forms: Forms) -> None:
    form = start(forms)
    page = say(forms, form, typed(PHONE))
    assert "That may be one of these. Tick what fits." in card(page)
    assert f'name="noticed" value="{GIFTS}"' in page.html
    assert f'name="noticed" value="{MONEY}"' in page.html
    assert not re.search(r'name="noticed"[^>]* checked', page.html)
    assert question_of(page).facts == form.facts, "the question stays"
    assert len(forms.get().texts["own"]) == 2, "nothing is written"


def test_what_may_be_an_answer_of_the_list_can_be_ticked_where_it_is_said(forms: Forms) -> None:
    start(forms)
    page = forms.get()
    while "cse_indicators" not in question_of(page).facts:
        given = {"role": "frontline", "concerns": "missing"}
        names = question_of(page).facts
        pairs = [p for n in names for p in fields(forms.pack, n, given.get(n, "unknown"))]
        page = forms.sent(forms.post(question_of(page), pairs))
    offered = 'name="noticed" value="cse_indicators older_partner"'
    page = say(forms, question_of(page), typed("boyfriend"))
    assert offered in page.html
    assert "could not tell" not in card(page)
    page = press(forms, page, "add")
    assert 'id="box-empty" role="alert">' in page.html
    assert offered in page.html, "it is still there to tick"
    told = press(forms, page, "as answer")
    assert card(told).startswith("That is not an answer yet")
    assert "It was my answer" not in card(told), "that has been said"
    page = press(forms, page, "add", [("noticed", "cse_indicators older_partner")])
    assert "It stands ticked below. It counts once you answer." in card(page)
    assert re.search(r'value="older_partner" checked', page.html)


def test_a_command_is_told_where_that_is_and_help_asks_for_danger_first(forms: Forms) -> None:
    form = start(forms)
    page = say(forms, form, typed("undo"))
    assert "press “Take back the last answer”" in card(page)
    assert question_of(page).facts == form.facts, "the question stays"
    page = say(forms, question_of(page), typed("help me"))
    assert card(page).startswith("If the child is in danger now, ring 999")
    assert "Is the child in danger now? Then ring 999." in card(page)
    assert len(forms.get().texts["own"]) == 2, "nothing is written"


def test_what_was_ticked_is_kept_for_its_question(forms: Forms) -> None:
    form = start(forms)
    page = say(forms, form, [("age", "14"), *typed(PHONE)])
    page = press(forms, page, "add", [("age", "14"), ("noticed", GIFTS), ("noticed", MONEY)])
    assert "What you noticed is kept" in card(page)
    assert "If that is asked, it will stand ticked." in card(page)
    assert 'name="age" value="14"' in page.html, "what was filled in is still there"
    assert "You noticed: Gifts or new things" in " ".join(page.texts["own"])
    assert PHONE not in forms.get().html


def test_nothing_ticked_is_said_and_the_card_stays(forms: Forms) -> None:
    page = say(forms, start(forms), typed(PHONE))
    page = press(forms, page, "add")
    assert 'id="box-empty" role="alert">' in page.html
    assert "That may be one of these." in card(page)
    assert card(press(forms, page, "close")) == ""


def test_a_question_is_looked_up_and_the_conversation_goes_on(forms: Forms) -> None:
    form = start(forms)
    page = say(forms, form, [("age", "14"), *typed("who is the MET lead?")])
    assert "This is what the guide says" in card(page)
    assert "Rests on: section" in card(page)
    page = press(forms, page, "close", [("age", "14")])
    assert card(page) == ""
    assert question_of(page).facts == form.facts
    assert 'name="age" value="14"' in page.html


def test_no_answer_in_the_guide_says_whom_to_ask(forms: Forms) -> None:
    page = say(forms, start(forms), typed("what is the capital of France?"))
    assert "No answer in the guide" in card(page)
    assert "Ask instead" in card(page)
    assert "Your manager or designated lead" in card(page)


def test_a_number_to_ring_is_one_tap_away(forms: Forms) -> None:
    forms.begin("no", "worried")
    page = say(forms, question_of(forms.get()), typed("how do I ring childline"))
    assert re.search(r'<section class="card".*href="tel:', page.html, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "took", "way", "then"),
    [
        (PHONE, "noticed", "question", "I took that as a question."),
        (PHONE, "noticed", "answer", "I could not tell what that is"),
        ("what is SERAF?", "question", "noticed", "Nothing in the lists is close to that"),
        ("tell her mum", "question", "answer", "I could not tell what that is"),
        ("purple", "nothing", "noticed", "Nothing in the lists is close to that"),
        ("purple", "nothing", "question", "No answer in the guide"),
    ],
)
def test_one_tap_reads_it_in_another_way(
    forms: Forms, text: str, took: str, way: str, then: str
) -> None:
    page = say(forms, start(forms, "worried"), typed(text))
    assert f'data-took="{took}"' in page.html
    page = press(forms, page, f"as {way}")
    assert then in card(page)
    assert len(forms.get().texts["own"]) == 2


def test_an_answer_that_was_not_meant_is_taken_back_and_read_again(forms: Forms) -> None:
    forms.begin("no")
    page = say(forms, question_of(forms.get()), typed("returned"))
    assert "I took that as your answer. Help with: A child who was missing" in card(page)
    assert len(forms.get().texts["own"]) == 2
    page = press(forms, page, "undo")
    assert question_of(page).facts == ["task"]
    assert 'data-took="answer"' not in page.html
    assert len(forms.get().texts["own"]) == 1


def test_an_answer_not_yet_sent_is_taken_out_again(forms: Forms) -> None:
    form = start(forms)
    page = say(forms, form, typed("trafficking"))
    assert "I did not mean that as my answer" in card(page)
    ticked = re.compile('name="concerns" value="trafficking"[^>]* checked')
    assert ticked.search(page.html)
    page = press(forms, page, "unfill concerns", [("concerns", "trafficking")])
    assert not ticked.search(page.html)
    assert "I took that as your answer" not in card(page)


def test_advice_to_act_now_goes_before_the_card(forms: Forms) -> None:
    forms.begin()
    found = forms.post(question_of(forms.get()), typed("yes"))
    assert [was.status_code for was in found.history] == [303]
    assert "#turn-1" in found.url


@pytest.mark.parametrize("text", ["he is being attacked right now", "she has taken an overdose"])
def test_danger_is_named_at_once_and_nothing_is_answered(forms: Forms, text: str) -> None:
    page = say(forms, start(forms), typed(text))
    assert card(page).startswith("If the child is in danger now, ring 999")
    assert "In danger now" in card(page)
    assert "immediate_danger" not in page.html.split('id="box"')[1].split('id="question"')[0]
    page = forms.sent(forms.act(page, "danger"))
    page = say(forms, question_of(page), typed(text))
    assert "In danger now" not in card(page), "it has been said"


def test_words_are_kept_as_a_note_only_when_somebody_says_so(server: Server, forms: Forms) -> None:
    page = say(forms, start(forms), typed("a new phone, rung by Karen Jones"))
    page = press(forms, page, "note", [("note", "a new phone, rung by Karen Jones")])
    assert "“Karen Jones”</strong> could be a name." in page.html
    assert "It is not kept yet." in page.html
    assert "Notes" not in page.texts["h3"]
    page = press(forms, page, "note", [("note", "A friend gave her a phone"), ("noticed", GIFTS)])
    assert "Kept as a note." in card(page)
    assert re.search(rf'value="{GIFTS}" checked', page.html), "what was ticked stays so"
    page = forms.get()
    assert "A friend gave her a phone" in page.html
    assert "Notes" in page.texts["h3"]


@pytest.mark.parametrize(
    ("text", "as_"),
    [
        (PHONE, None),
        ("who is the MET lead?", None),
        ("purple", None),
        ("14", None),
        ("what is the capital of France?", None),
        (PHONE, "question"),
    ],
)
def test_socket_and_form_show_the_same_card(
    server: Server, forms: Forms, text: str, as_: str | None
) -> None:
    form = start(forms)
    page = say(forms, form, typed(text))
    if as_:
        page = press(forms, page, f"as {as_}")
    socket = connected(server, forms)
    frame: dict[str, Any] = {"text": text, "facts": form.facts, "done": []}
    ack = socket.call("typed", {**frame, **({"as": as_} if as_ else {})})
    assert without_tokens(ack["box"]) in without_tokens(page.html)
    socket.close()


def test_socket_and_form_keep_the_same(server: Server, forms: Forms, pack: Any) -> None:
    start(forms)
    socket = connected(server, forms)
    value = {"cse_indicators": ["unexplained_gifts"]}
    ack = socket.answer(value, kind="noticed")
    assert ack["ok"]
    other = Forms(server.url, pack)
    page = say(other, start(other), typed(PHONE))
    page = press(other, page, "add", [("noticed", GIFTS)])
    assert without_tokens(ack["box"]) in without_tokens(page.html)
    assert without_tokens(socket.shown("log")) in without_tokens(page.html)
    socket.close()


def test_at_the_plan_the_box_takes_what_was_noticed(forms: Forms) -> None:
    forms.begin("no", "worried")
    page = forms.walk({"age": 14, "role": "designated_lead", "concerns": ["cse"]})
    form = next(form for form in page.forms if form.action.startswith("/case/answer"))
    page = say(forms, form, typed(PHONE))
    assert "That may be one of these." in card(page)
    assert "It was my answer" not in card(page)
    form = next(form for form in page.forms if form.action.startswith("/case/answer"))
    page = read_page(forms.post(form, [("box", "add"), ("noticed", GIFTS)]).text)
    assert "Gifts or new things" in " ".join(page.texts["own"])
    assert page.items, "the plan stands below"


BAD: list[Pairs] = [
    [("box", "no such")],
    [("box", "as nothing")],
    [("box", "add"), ("noticed", "no_such thing")],
    [("box", "add"), ("noticed", "cse_indicators no_such")],
    [("box", "add"), ("noticed", "age 14")],
    [("box", "add"), ("noticed", f"{GIFTS} current")],
    [("box", "add"), ("noticed", "<b> <i> <u>")],
    [("box", "as noticed"), ("words", "x" * 5000)],
    [("box", "as noticed")],
    [("box", "unfill age"), ("words", "\x00")],
    [("box", "note"), ("note", "")],
    [("box", "note"), ("note", "x" * 3000)],
    [("box", "note"), ("note", "a\x00b")],
    [("by", "typing"), ("typed", "\u202e\x1b")],
    [("by", "typing"), ("typed", '" OR 1=1 -- NEAR(*')],
    [("by", "typing"), ("typed", "она пришла домой поздно")],
]


@pytest.mark.parametrize("pairs", BAD)
def test_bad_forms_are_said_and_the_conversation_goes_on(forms: Forms, pairs: Pairs) -> None:
    form = start(forms)
    found = forms.post(form, pairs)
    assert found.status_code in (200, 400, 409, 422)
    assert "Traceback" not in found.text
    assert "<b> <i>" not in found.text
    assert re.search(r'class="problem|class="card"|did not work|role="alert">[A-Z]', found.text)
    page = forms.get()
    assert question_of(page).facts == form.facts
    assert len(page.texts["own"]) == 2


def test_too_much_is_refused_and_the_conversation_goes_on(server: Server, forms: Forms) -> None:
    form = start(forms)
    assert forms.post(form, typed("word " * 20_000)).status_code == 413
    assert question_of(forms.get()).facts == form.facts


def test_what_is_typed_is_in_no_log_and_no_file(server: Server, forms: Forms) -> None:
    """All but a note, which somebody asked to be kept."""
    marks = ["zanzibarquux", "plumbrandisher", "yellowvexillum", "grackledoom"]
    form = start(forms)
    page = say(forms, form, typed(f"she has a new phone {marks[0]}"))
    page = press(forms, page, "add", [("noticed", GIFTS)])
    say(forms, form, typed(f"what is {marks[1]}?"))
    say(forms, form, typed(marks[2]))
    socket = connected(server, forms)
    socket.call("typed", {"text": f"older men {marks[3]}", "facts": form.facts, "done": []})
    socket.call("typed", {"text": [marks[3]], "facts": form.facts, "done": []})
    socket.close()
    key = forms.get("/ask").forms[0].fields["key"]
    for text in (f"what is {marks[1]}?", marks[2] * 100):
        forms.http.post(f"{server.url}/ask", {"key": key, "asked": text}, timeout=30)
    kept = [server.log, *(path for path in Path(server.data).rglob("*") if path.is_file())]
    assert len(kept) > 1
    for path in kept:
        content = path.read_bytes()
        assert [mark for mark in marks if mark.encode() in content] == [], path


def test_the_guide_is_asked_without_a_case(server: Server, forms: Forms) -> None:
    page = forms.get("/ask")
    assert "/ask" in forms.get("/").html
    form = next(form for form in page.forms if form.action == "/ask")
    found = forms.post(form, [("asked", "what is SERAF?")])
    assert found.status_code == 200
    assert found.url.endswith("/ask"), "the words are in no address"
    page = read_page(found.text)
    assert "This is what the guide says" in card(page)
    assert "waypost_case" not in forms.http.cookies
    for text, said in (
        ("", "Type a question"),
        ("x" * 501, "too long"),
        ("\x00", "no words"),
        ("what is the capital of France?", "Ask instead"),
        ("he has taken an overdose what do I do", "If the child is in danger now, ring 999"),
    ):
        found = forms.post(form, [("asked", text)])
        assert found.status_code in (200, 422)
        assert said in found.text, text
    assert forms.http.post(f"{server.url}/ask", {"asked": "x"}, timeout=30).status_code == 403
