"""Ticks, decisions and the plan by itself: by forms, and the same by a socket."""

from __future__ import annotations

import pytest

from assistant.flow.answers import Answer
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.page import Page, read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-deeds")
LEAD: dict[str, Answer] = {
    "task": "worried",
    "role": "designated_lead",
    "missing_status": "not_missing",
    "concerns": ["cse"],
    "record_seraf": "no",
}


def texts(page: Page, kind: str) -> list[str]:
    return page.texts.get(kind, [])


def test_a_tick_says_when_it_was_done_and_can_be_taken_back(forms: Forms) -> None:
    page = forms.begin(danger="yes")
    assert "tick ring-999" in page.acts
    page = forms.sent(forms.act(page, "tick ring-999"))
    assert "Done" in texts(page, "todo")[0]
    assert "settled" in page.texts
    plan = forms.get("/case/plan")
    assert texts(plan, "done")[0].startswith("Done")
    assert "untick ring-999" in plan.acts
    plan = forms.sent(forms.act(plan, "untick ring-999"))
    assert texts(plan, "done") == []
    assert plan.items[0] == "Ring 999 now"


def test_what_not_to_do_is_no_task_and_stands_before_what_can_wait(forms: Forms) -> None:
    forms.begin(danger="no")
    page = forms.walk(LEAD)
    assert "tick what-not-to-do" not in page.acts
    assert "tick write-it-down" in page.acts
    assert not texts(page, "todo")[0].startswith("Do not")
    plan = forms.get("/case/plan")
    heads = texts(plan, "group")
    assert "Now" not in heads
    assert heads.index("What not to do") < heads.index("What you do")
    others = plan.html.index("What others do")
    for label in ("What you can do", "What they do"):
        assert f'<p class="label">{label}</p>' not in plan.html[:others]
        assert f'<p class="label">{label}</p>' in plan.html[others:]


def test_the_plan_by_itself_has_how_and_why_before_the_end(forms: Forms) -> None:
    forms.begin(danger="yes")
    plan = forms.get("/case/plan")
    assert plan.question is None
    assert plan.items[0] == "Ring 999 now"
    assert "5.6.1-1" in plan.rows
    assert "How" not in texts(plan, "h2")
    assert "No single changed answer" not in plan.html


def test_what_was_done_and_has_left_the_plan_is_still_told(forms: Forms, pack: Pack) -> None:
    page = forms.begin(danger="yes")
    page = forms.sent(forms.act(page, "tick ring-999"))
    page = forms.get(f"/case/change/{list(pack.facts).index('immediate_danger') + 1}")
    assert page.question
    forms.sent(forms.post(page.question, [("immediate_danger", "no")]))
    plan = forms.get("/case/plan")
    assert "No longer in your plan" in texts(plan, "group")
    assert any("999" in text for text in plan.items)
    assert len(texts(plan, "done")) == 1


def test_a_lead_writes_down_that_it_was_decided_otherwise(forms: Forms) -> None:
    forms.begin(danger="unknown")
    page = forms.walk(LEAD)
    able = [do for do in page.acts if do.startswith("decide ")]
    assert able
    assert "decide ring-999" not in able
    item = able[0].removeprefix("decide ")
    reason = "The family agreed <b>otherwise</b>.\nWe meet on Monday."
    page = forms.sent(forms.act(page, able[0], **{f"because {item}": reason}))
    assert "The family agreed &lt;b&gt;otherwise&lt;/b&gt;." in page.html
    assert "Designated lead" in texts(page, "decided")[0]
    page = forms.sent(forms.act(page, able[0], **{f"because {item}": "  "}))
    assert texts(page, "decided") == []


@pytest.mark.parametrize("because", ["", "  ", "\n"])
def test_a_decision_without_a_reason_is_none(server: Server, forms: Forms, because: str) -> None:
    """Where nothing stands there is nothing to be taken back: a lead would believe it was kept."""
    forms.begin(danger="unknown")
    page = forms.walk(LEAD)
    seq = page.act.fields["after"]
    found = forms.act(page, "decide refer", **{"because refer": because})
    assert found.status_code == 422
    assert any("Say why" in text for text in texts(read_page(found.text), "problem"))
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    ack = socket.answer({"item": "refer", "because": because}, kind="decide")
    socket.close()
    assert ack["refusal"]["fact"] == "because"
    assert "Say why" in ack["refusal"]["message"]
    assert forms.get().act.fields["after"] == seq
    page = forms.sent(forms.act(page, "decide refer", **{"because refer": "Another plan."}))
    page = forms.sent(forms.act(page, "decide refer", **{"because refer": because}))
    assert texts(page, "decided") == []
    found = forms.act(page, "decide refer", **{"because refer": because})
    assert found.status_code == 422, "it was taken back once"


def test_others_are_not_offered_to_decide(forms: Forms) -> None:
    forms.begin(danger="unknown")
    page = forms.walk({**LEAD, "role": "frontline"})
    assert not [do for do in page.acts if do.startswith("decide")]
    found = forms.act(page, "decide refer", **{"because refer": "I think so"})
    assert found.status_code in (409, 422)
    assert "not for the role" in found.text
    assert texts(forms.get(), "decided") == []


def test_a_reason_that_cannot_be_taken_is_shown_again(forms: Forms) -> None:
    forms.begin(danger="unknown")
    page = forms.walk(LEAD)
    found = forms.act(page, "decide refer", **{"because refer": "too long " * 80})
    assert found.status_code == 422
    page = read_page(found.text)
    assert page.texts["title"] == ["Error: Waypost"]
    assert any("500 letters" in text for text in texts(page, "problem"))
    assert any(text.startswith("too long") for text in texts(page, "textarea"))
    assert texts(forms.get(), "decided") == []


ACTS = [
    "",
    "undo now",
    "tick",
    "tick no-such-item",
    "tick <b>refer</b>",
    "tick refer\x00",
    "untick ring-999",
    "decide",
    "decide ring-999",
    "decide no-such-item",
    "version",
    "version 000000000000",
    "redo",
    "delete",
    "x" * 5000,
]


@pytest.mark.parametrize("do", ACTS)
def test_bad_buttons_write_nothing(forms: Forms, do: str) -> None:
    page = forms.begin(danger="no", task="worried")
    for planned in ("case", "plan"):
        page.act.fields["page"] = planned
        found = forms.act(page, do)
        assert found.status_code in (400, 409, 422)
        again = read_page(found.text)
        assert again.texts["title"] == ["Error: Waypost"]
        assert "<b>refer" not in found.text
    page = forms.get()
    assert page.act.fields["after"] == "2"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"key": "x" * 32}, 403),
        ({"token": "../../etc"}, 422),
        ({"after": "-1"}, 409),
        ({"do": "tick write-it-down", "token": ""}, 422),
    ],
)
def test_bad_fields_beside_a_button_write_nothing(
    forms: Forms, fields: dict[str, str], status: int
) -> None:
    page = forms.begin(danger="no", task="worried")
    sent = {**page.act.fields, "do": "undo", **fields}
    found = forms.http.post(forms.url + "/case/act", sent, timeout=30)
    assert found.status_code == status
    assert forms.get().act.fields["after"] == "2"


def test_bad_ticks_and_decisions_by_socket_write_nothing(server: Server, forms: Forms) -> None:
    forms.begin(danger="no", task="worried")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    item = "write-it-down"
    bad: list[tuple[str, dict[str, object]]] = [
        ("tick", {}),
        ("tick", {"item": item}),
        ("tick", {"item": item, "done": True}),
        ("tick", {"item": item, "done": "maybe"}),
        ("tick", {"item": [item], "done": "yes"}),
        ("tick", {"item": "no-such-item", "done": "yes"}),
        ("tick", {"item": item, "done": "yes", "more": "x"}),
        ("decide", {"item": item, "because": "I think so"}),
        ("decide", {"item": item, "because": "x" * 5000}),
        ("decide", {"item": item, "because": None}),
        ("version", {}),
        ("version", {"version": 7}),
        ("handover", {"role": "met_lead"}),
    ]
    for kind, value in bad:
        ack = socket.call("answer", socket.frame(value, kind))
        assert ack["ok"] is False, (kind, value)
        assert ack["refusal"]["message"], (kind, value)
        assert "again" not in ack, (kind, value)
    assert socket.call("resume", {"after": 2}) == {"ok": True, "seq": 2}
    socket.close()


def test_a_tick_by_socket_sends_only_what_it_changed(server: Server, forms: Forms) -> None:
    forms.begin(danger="yes")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    ack = socket.answer({"item": "ring-999", "done": "yes"}, kind="tick")
    assert ack["ok"]
    assert set(ack["parts"]) == {"tally", "bar"}
    assert set(ack["lists"]) == {"todo"}
    assert len(ack["lists"]["todo"]["new"]) == 1
    socket.close()


def test_a_second_person_goes_on_and_each_is_named_by_role(
    server: Server, forms: Forms, pack: Pack
) -> None:
    page = forms.begin(danger="no")
    page = forms.sent(forms.post(page.question, [("task", "worried")]))  # type: ignore[arg-type]
    code = texts(page, "code")[0]
    other = Forms(server.url, pack)
    key = other.get("/").forms[0].fields["key"]
    data = {"key": key, "code": code.lower().replace("-", " "), "role": "designated_lead"}
    found = other.http.post(f"{server.url}/join", data, timeout=30)
    assert found.status_code == 200, found.text
    page = other.get()
    assert texts(page, "joined") == ["Designated lead (you) took up this case."]
    assert "Designated lead (you)" in texts(page, "part")[-1]
    page = other.sent(other.act(page, "danger"))
    first = forms.get()
    assert texts(first, "by")[-1] == "Designated lead"
    assert texts(first, "joined") == ["Designated lead took up this case."]
