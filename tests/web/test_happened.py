"""What has happened since: told by plain forms, shown on the page and sent to others by socket."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest
import requests

from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.flow.answers import Answer
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.page import Page, read_page, without_tokens
from tests.web.server import Server
from tests.web.test_conversation import CODE

pytestmark = pytest.mark.xdist_group("web-happened")
MISSING: dict[str, Answer] = {
    "task": "missing_now",
    "role": "residential_staff",
    "age": 14,
    "looked_after": "yes",
    "living": "residential",
    "police_informed": "yes",
    "police_category": "absent",
}

REFERRED: dict[str, Answer] = {
    "task": "worried",
    "role": "designated_lead",
    "age": 14,
    "concerns": ["cse"],
    "concerns_remain": "yes",
    "record_seraf": "no",
    "referral_made": "yes",
}


def number(pack: Pack, event: str) -> int:
    return [each.id for each in pack.events].index(event) + 1


def item(pack: Pack, rule: str) -> int:
    return [each.id for each in pack.rules].index(rule) + 1


def ago(**since: float) -> str:
    return (datetime.now(LONDON) - timedelta(**since)).strftime("%Y-%m-%dT%H:%M")


def tell(forms: Forms, event: str, /, **more: str) -> requests.Response:
    page = forms.get(f"/case/since/{number(forms.pack, event)}")
    (form,) = [each for each in page.forms if each.action == "/case/event"]
    data = {**form.fields, **more}
    return forms.http.post(forms.url + "/case/event", data, timeout=30)


def settle(forms: Forms, rule: str, /, **more: str) -> requests.Response:
    path = f"/case/outcome/{item(forms.pack, rule)}"
    form = forms.get(path).forms[0]
    return forms.http.post(forms.url + path, {**form.fields, **more}, timeout=30)


def links(page: Page) -> str:
    return page.html.partition('id="since"')[2].partition("</section>")[0]


def test_the_case_page_offers_what_can_have_happened(forms: Forms, pack: Pack) -> None:
    forms.begin(danger="no")
    page = forms.walk(MISSING)
    assert f'href="/case/since/{number(pack, "child-back")}"' in links(page)
    assert f'href="/case/since/{number(pack, "missing-again")}"' not in links(page)
    assert "What has happened since?" in page.texts["h2"]


def test_an_event_is_told_and_the_case_goes_on_from_there(forms: Forms) -> None:
    forms.begin(danger="no")
    forms.walk(MISSING)
    at = ago(hours=1)
    found = tell(forms, "child-back", **{"at-other": at, "immediate_danger": "no"})
    assert found.status_code == 200
    page = forms.get()
    assert page.question
    assert "returned_at" not in page.question.facts
    assert "As it was then." in page.html
    assert "The child is back." in " ".join(page.texts["own"])
    assert "Still “No”." in " ".join(page.texts["own"])
    assert "Changed from “No” to “No”." not in " ".join(page.texts["own"])
    page = forms.sent(forms.act(page, "undo"))
    assert page.question is None
    assert "The child is back." not in " ".join(page.texts["own"])


def test_what_is_asked_with_an_event_stands_right_under_what_happened(forms: Forms) -> None:
    forms.begin(danger="no")
    forms.walk(MISSING)
    page = forms.get(f"/case/since/{number(forms.pack, 'child-back')}")
    assert page.texts["h2"] == [
        "Is the child in danger right now?",
        "When did the child come back?",
    ]
    assert "<h3" not in page.html


def test_what_did_not_happen_is_not_asked_when_it_was(forms: Forms) -> None:
    forms.begin(danger="no")
    forms.walk(REFERRED)
    page = forms.get(f"/case/since/{number(forms.pack, 'no-answer')}")
    assert page.texts["h2"] == ["When did you last try to get an answer?"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"at": "2026-11-23T20:30"}, "Choose one answer"),
        ({"immediate_danger": "no"}, "Say when it happened."),
        ({"at": "soon", "immediate_danger": "no"}, "Give a day and a time."),
        ({"at": "2999-01-01T10:00", "immediate_danger": "no"}, "has not come yet"),
    ],
)
def test_what_is_wrong_is_said_on_the_form_and_nothing_is_written(
    forms: Forms, sent: dict[str, str], says: str
) -> None:
    forms.begin(danger="no")
    before = forms.walk(MISSING)
    found = tell(forms, "child-back", **sent)
    assert found.status_code == 422
    assert says in found.text
    assert "Error: Waypost" in found.text
    assert forms.get().act.fields["after"] == before.act.fields["after"]


@pytest.mark.parametrize("event", ["0", "999", "-1", "x", "", "99999999999999"])
def test_no_other_event_can_be_told(forms: Forms, event: str) -> None:
    forms.begin(danger="no")
    page = forms.walk(MISSING)
    data = {**page.act.fields, "event": event, "at": "unknown"}
    assert forms.http.post(forms.url + "/case/event", data, timeout=30).status_code == 404
    assert forms.http.get(f"{forms.url}/case/since/{event}", timeout=30).status_code == 404


def test_another_who_looks_on_is_sent_what_happened(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    page = forms.walk(MISSING)
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    tell(forms, "child-back", at="unknown", immediate_danger="no")
    ack = socket.call("resume", {"after": int(page.act.fields["after"])})
    assert "since" in ack["parts"]
    assert any("The child is back." in html for _, html in ack["lists"]["log"]["new"])
    socket.close()


def by_socket(forms: Forms, socket: Socket, event: str, value: dict[str, str]) -> dict[str, Any]:
    ack = socket.call("event", {"number": number(forms.pack, event)})
    form = read_page(ack["parts"]["question"]).loose
    assert (form["kind"], form["step"]) == ("event", event)
    frame = {"token": secrets.token_urlsafe(18), **form, "value": value, "after": socket.seq}
    return socket.take(socket.call("answer", frame))


def test_an_event_told_by_socket_leaves_the_same_log_plan_and_page(
    server: Server, pack: Pack
) -> None:
    by_form, live = Forms(server.url, pack), Forms(server.url, pack)
    for forms in (by_form, live):
        forms.begin(danger="no")
        forms.walk(MISSING)
    value = {"at": ago(hours=1), "immediate_danger": "no"}
    tell(by_form, "child-back", **value)
    socket = Socket(server.url, live.cookie, "websocket").connect()
    socket.resume()
    assert by_socket(live, socket, "child-back", value)["ok"]
    socket.close()
    pages = [without_tokens(re.sub(CODE, "", f.get().html)) for f in (by_form, live)]
    assert pages[0] == pages[1]
    store = SqliteStore(server.data)
    logs = [
        [(e.seq, e.kind, e.step, e.value, e.by) for e in store.log(store.held(f.case)[0].id)]
        for f in (by_form, live)
    ]
    store.close()
    assert logs[0] == logs[1]
    assert logs[0][-1][1:3] == ("event", "child-back")


def test_what_is_wrong_with_an_event_is_said_by_socket_and_nothing_is_written(
    server: Server, forms: Forms
) -> None:
    forms.begin(danger="no")
    forms.walk(MISSING)
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    for value, fact in (
        ({"immediate_danger": "no"}, "at"),
        ({"at": "2999-01-01T10:00", "immediate_danger": "no"}, "at"),
        ({"at": ago(hours=1)}, "immediate_danger"),
        ({"at": ago(hours=1), "immediate_danger": "no", "task": "worried"}, ""),
    ):
        before = socket.seq
        ack = by_socket(forms, socket, "child-back", value)
        assert (ack["ok"], ack["refusal"]["fact"], socket.seq) == (False, fact, before)
        assert ack["refusal"]["message"]
    socket.close()


@pytest.mark.parametrize("frame", [{"number": 0}, {"number": 999}, {"number": "1"}, {}, None, []])
def test_a_socket_offers_no_other_event(server: Server, forms: Forms, frame: object) -> None:
    forms.begin(danger="no")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    ack = socket.call("event", frame)
    assert not ack["ok"]
    assert "not something that can have happened" in ack["refusal"]["message"]
    socket.close()


def test_a_missed_clock_says_since_when_and_what_to_do_then(forms: Forms) -> None:
    forms.begin(danger="no")
    forms.walk({**MISSING, "reported_to_police_at": ago(hours=9)})
    plan = forms.get("/case/plan")
    assert "Late since" in plan.html
    assert "What to do now that it is late" in plan.html
    assert "<strong>Late</strong>" in forms.get().html
    settle(forms, "absent-review", **{"done": "yes", "at-other": ago(minutes=5)})
    plan = forms.get("/case/plan")
    assert "Done late. It was due by" in plan.html
    assert "What to do now that it is late" not in plan.html


def test_what_was_done_says_when_and_what_was_not_says_why(forms: Forms) -> None:
    forms.begin(danger="yes")
    settle(forms, "ring-999", done="yes", at="2026-11-20T09:15")
    assert "9:15 am, Friday 20 November" in forms.get("/case/plan").texts["done"][0]
    settle(forms, "ring-999", done="no", because="No <b>signal</b>.")
    plan = forms.get("/case/plan")
    assert "No &lt;b&gt;signal&lt;/b&gt;." in plan.html
    assert "done" not in plan.texts
    found = settle(forms, "ring-999", done="yes", at="2999-01-01T10:00")
    assert found.status_code == 422
    assert "has not come yet" in found.text


def test_a_time_or_a_reason_is_asked_for_where_it_belongs(forms: Forms) -> None:
    forms.begin(danger="yes")
    before = forms.get("/case/plan").act.fields["after"]
    found = settle(forms, "ring-999", done="yes")
    assert found.status_code == 422
    assert 'id="problem-at" role="alert">Say when it was done.' in found.text
    for reason in ("", "  \n"):
        found = settle(forms, "ring-999", done="no", because=reason)
        assert found.status_code == 422
        assert 'id="because-problem" role="alert">Say why it was not done.' in found.text
    assert forms.get("/case/plan").act.fields["after"] == before


def test_a_time_that_nobody_gave_and_a_tick_taken_back_say_so(forms: Forms) -> None:
    plan = forms.begin(danger="yes")
    assert "tick ring-999" in forms.get("/case/plan").acts
    forms.act(plan, "tick ring-999")
    assert "That is when it was marked as done." in forms.get("/case/plan").texts["done"][0]
    forms.act(forms.get("/case/plan"), "untick ring-999")
    plan = forms.get("/case/plan")
    assert "Not done after all. No reason was given." in " ".join(plan.texts["decided"])
    settle(forms, "ring-999", done="yes", at="2026-11-20T09:15")
    assert "when it was marked" not in forms.get("/case/plan").texts["done"][0]


def test_a_socket_asks_for_the_same(server: Server, forms: Forms) -> None:
    page = forms.begin(danger="yes")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    for number, (value, fact) in enumerate(
        [({"done": "yes", "at": ""}, "at"), ({"done": "no", "because": " "}, "because")]
    ):
        sent = {"item": "ring-999", **value}
        frame = {"token": f"no-time-{number}", "kind": "tick", "step": "", "value": sent}
        ack = socket.call("answer", {**frame, "after": int(page.act.fields["after"])})
        assert ack["ok"] is False
        assert ack["refusal"]["fact"] == fact
    socket.close()


def test_what_still_stands_from_before_has_a_place_of_its_own(forms: Forms) -> None:
    forms.begin(danger="no")
    forms.walk(MISSING)
    tell(forms, "child-back", **{"at-other": ago(hours=9), "immediate_danger": "no"})
    more = {"immediate_danger": "no", "police_informed": "no"}
    tell(forms, "missing-again", **{"at-other": ago(hours=1), **more})
    plan = forms.get("/case/plan")
    assert "Still open from before" in plan.texts["group"]
    assert any("return interview" in text for text in plan.items)
    assert plan.items[0] == "Ring the police now and report the child missing"
    page = forms.sent(forms.act(plan, "tick return-interview-in-care"))
    assert "Done" in " ".join(page.texts["done"])


def test_the_calendar_has_what_is_due_and_leaves_out_what_is_done(forms: Forms) -> None:
    forms.begin(danger="no")
    page = forms.walk({**MISSING, "reported_to_police_at": ago(hours=2)})
    assert 'href="/case/calendar.ics"' in links(page)

    def events() -> list[icalendar.Component]:
        found = forms.http.get(forms.url + "/case/calendar.ics", timeout=30)
        assert found.headers["Content-Type"].startswith("text/calendar")
        return icalendar.Calendar.from_ical(found.text).walk("VEVENT")

    (first,) = events()
    assert forms.case not in first.to_ical().decode()
    (again,) = events()
    assert again["uid"] == first["uid"]
    forms.sent(forms.act(page, "tick absent-review"))
    nothing = forms.http.get(forms.url + "/case/calendar.ics", timeout=30)
    assert nothing.status_code == 404
    assert nothing.headers["Content-Type"].startswith("text/html")
    assert "Nothing in the plan is due at a later time." in nothing.text


def test_without_a_case_there_is_nothing_to_tell(forms: Forms) -> None:
    for path in ("/case/since/1", "/case/outcome/1", "/case/calendar.ics"):
        assert forms.http.get(forms.url + path, timeout=30).status_code == 404
    assert forms.http.post(forms.url + "/case/event", {}, timeout=30).status_code == 403


def test_what_is_marked_as_done_asks_for_what_happened(forms: Forms, pack: Pack) -> None:
    forms.begin(danger="no")
    forms.walk({**REFERRED, "referral_made": "no"})
    link = f'href="/case/since/{number(pack, "referred")}"'
    before = forms.get("/case").html.count(link)
    assert settle(forms, "refer", done="yes", at=ago(days=2)).status_code == 200
    asked = forms.get("/case")
    assert asked.html.count(link) == before + 2  # with the item, and in the list beside it
    assert "social care has decided on your referral" not in asked.html
    assert tell(forms, "referred", at=ago(days=2)).status_code == 200
    told = forms.get("/case")
    assert link not in told.html
    assert "social care has decided on your referral" in told.html
    assert "It should still be done." in told.html


def test_an_event_whose_day_will_do_asks_for_a_day(forms: Forms) -> None:
    forms.begin(danger="no")
    forms.walk({**MISSING, "task": "returned"})
    page = forms.get(f"/case/since/{number(forms.pack, 'interview-held')}")
    assert 'type="date" autocomplete="off" name="at-other"' in page.html
    assert 'value="no_further_action"' in page.html
    assert 'value="not_held"' not in page.html
    assert "Or give the day</label>" in page.html
    outcome = {"return_interview_outcome": "no_further_action"}
    day = ago(days=1).partition("T")[0]
    taken = tell(forms, "interview-held", **outcome, **{"at-other": day})
    assert taken.status_code == 200
    assert "Say when it happened" not in taken.text
