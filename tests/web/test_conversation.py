"""The same conversation by forms, by websocket and by long polling: the same log, plan and HTML."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from assistant.cases.sqlite import SqliteStore
from assistant.cases.worked import WorkedCase, read_worked_case
from assistant.engine.due import LONDON
from assistant.flow.model import FactType, Pack
from tests.web.clients import Forms, Socket
from tests.web.page import Page, without_tokens
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-conversation")
# The code of a case, and how it is read out.
CODE = r'<p class="code">.*?</p>\s*<p class="note">.*?</p>'
EARLIER = "2026-11-02T10:00"
CASES = Path(__file__).parent.parent / "data" / "protocol" / "cases"


def worked(name: str, pack: Pack) -> WorkedCase:
    """A worked case as it can be told today: its own clock may lie ahead of the server's."""
    path = next(CASES.glob(f"{name}-*.yaml"))
    case = read_worked_case(path.read_text(encoding="utf-8"), path.name, pack)
    today = datetime.now(LONDON).strftime("%Y-%m-%dT%H:%M")
    ahead = {
        name: EARLIER
        for name, answer in case.facts.items()
        if pack.facts[name].type is FactType.DATETIME and str(answer) > today
    }
    return replace(case, facts={**case.facts, **ahead})


def expected(case: WorkedCase) -> frozenset[str]:
    assert case.expect
    return case.expect.rows


def part(page: Page, name: str) -> str:
    """What the page holds under an id, without what is random."""
    start = page.html.index(f'id="{name}"')
    return without_tokens(page.html[page.html.index(">", start) + 1 :])


@pytest.mark.parametrize("name", ["02", "07", "11", "18"])
def test_forms_lead_to_the_expected_plan(forms: Forms, pack: Pack, name: str) -> None:
    case = worked(name, pack)
    forms.begin()
    assert forms.walk(case.facts).rows & pack.ruled == expected(case)


@pytest.mark.parametrize("transport", ["websocket", "polling"])
@pytest.mark.parametrize("name", ["02", "07"])
def test_a_socket_leads_to_the_expected_plan_and_the_same_page(
    server: Server, forms: Forms, pack: Pack, name: str, transport: str
) -> None:
    case = worked(name, pack)
    forms.begin()
    socket = Socket(server.url, forms.cookie, transport).connect()
    try:
        assert socket.client.transport() == transport
        assert socket.walk(case.facts).rows & pack.ruled == expected(case)
    finally:
        socket.close()
    page = forms.get()
    for name in (*socket.parts, *socket.lists):
        assert part(page, name).startswith(without_tokens(socket.shown(name))), name


@pytest.mark.parametrize("transport", ["websocket", "polling"])
def test_forms_and_socket_end_in_the_same_log_plan_and_page(
    server: Server, pack: Pack, transport: str
) -> None:
    case = worked("02", pack)
    by_form, by_socket = Forms(server.url, pack), Forms(server.url, pack)
    by_form.begin()
    plan = by_form.walk(case.facts)
    by_socket.begin()
    socket = Socket(server.url, by_socket.cookie, transport).connect()
    assert socket.walk(case.facts).items == plan.items
    socket.close()
    pages = [without_tokens(re.sub(CODE, "", f.get().html)) for f in (by_form, by_socket)]
    assert pages[0] == pages[1]
    store = SqliteStore(server.data)
    logs = [
        [(e.seq, e.kind, e.step, e.value, e.by) for e in store.log(store.held(f.case)[0].id)]
        for f in (by_form, by_socket)
    ]
    store.close()
    assert logs[0] == logs[1]
    assert len(logs[0]) > 5


def test_reload_brings_the_conversation_back(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    page = forms.get()
    assert page.texts["own"] == ["Your answer: No Change : Danger now"]
    assert page.question
    again = Forms(server.url, forms.pack)
    again.http.cookies.update(forms.http.cookies)
    assert without_tokens(again.get().html) == without_tokens(page.html)


def test_danger_can_be_said_at_any_moment(forms: Forms) -> None:
    forms.begin(danger="no")
    page = forms.get()
    assert page.question
    page = forms.sent(forms.post(page.question, [("task", "worried")]))
    page = forms.sent(forms.act(page, "danger"))
    assert page.texts["todo"][0].startswith("Ring 999 now")
    assert "danger" not in page.acts
    assert any("Changed from “No” to “Yes”." in text for text in page.texts["own"])


def test_a_changed_answer_says_what_the_plan_gained_and_lost(forms: Forms, pack: Pack) -> None:
    forms.begin(danger="yes")
    number = list(pack.facts).index("immediate_danger") + 1
    page = forms.get(f"/case/change/{number}")
    assert page.question
    assert page.question.fields["kind"] == "change"
    page = forms.sent(forms.post(page.question, [("immediate_danger", "no")]))
    assert any("Ring 999 now" in text for text in page.texts["lost"])
    assert not any("Ring 999 now" in text for text in page.texts.get("todo", []))


def test_undo_takes_the_last_answer_back_and_redo_gives_it_again(forms: Forms) -> None:
    page = forms.begin(danger="no")
    assert "redo" not in page.acts
    page = forms.sent(forms.act(page, "undo"))
    assert page.question
    assert page.question.facts == ["immediate_danger"]
    assert "undo" not in page.acts
    page = forms.sent(forms.act(page, "redo"))
    assert page.question
    assert page.question.facts == ["task"]
    assert page.texts["own"] == ["Your answer: No Change : Danger now"]


def test_a_second_tab_is_told_and_shown_where_the_case_is(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    one = Socket(server.url, forms.cookie, "websocket").connect()
    two = Socket(server.url, forms.cookie, "websocket").connect()
    one.resume()
    two.resume()
    assert one.answer({"task": "worried"})["ok"]
    ack = two.answer({"task": "returned"})
    assert not ack["ok"]
    assert "moved on" in ack["refusal"]["message"]
    assert two.parts == one.parts
    assert two.lists == one.lists
    one.close()
    two.close()


def test_resume_brings_only_what_is_new(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    assert socket.call("resume", {"after": 1}) == {"ok": True, "seq": 1}
    ack = socket.call("resume", {"after": 0})
    assert [key for key, _ in ack["lists"]["log"]["new"]] == ["1"]
    assert "order" not in ack["lists"]["log"]
    socket.close()
