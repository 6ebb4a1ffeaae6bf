"""Where the plan is written for another of those who hold a case, each page says so."""

from __future__ import annotations

import pytest

from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.page import Page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-whose")
SAID = "for someone else in this case: Designated lead. That person took up this case."


def joined(server: Server, pack: Pack, code: str, role: str) -> Forms:
    other = Forms(server.url, pack)
    key = other.get("/join").forms[0].fields["key"]
    other.sent(
        other.http.post(f"{server.url}/join", {"key": key, "code": code, "role": role}, timeout=30)
    )
    return other


def code(page: Page) -> str:
    return page.texts["code"][0]


def paper(held: Forms, pack: Pack) -> str:
    number = [kind.id for kind in pack.documents.kinds].index("plan") + 1
    page = held.get(f"/case/documents/{number}")
    form = next(one for one in page.forms if one.action.startswith("/case/documents/"))
    return held.post(form, [("form", "text")]).text


def test_who_began_is_told_for_whom_the_plan_is_once_a_lead_has_taken_it_up(
    server: Server, forms: Forms, pack: Pack
) -> None:
    forms.begin("yes", "worried")
    alone = forms.walk({"role": "frontline", "concerns": ["cse"], "record_seraf": "no"})
    assert "someone else in this case" not in alone.html
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    assert SAID not in socket.parts["head"] + socket.parts["whose"]
    lead = joined(server, pack, code(alone), "designated_lead")
    assert SAID in socket.resume(socket.seq)["parts"]["whose"]
    lead.walk({})
    assert SAID in socket.resume(socket.seq)["parts"]["head"]
    socket.close()
    for page in (forms.get(), forms.get("/case/plan")):
        assert page.html.count(SAID) == 2, "above the plan and above the list beside it"
        assert page.html.index(SAID) < page.html.index('id="items"')
        assert page.html.rindex(SAID) < page.html.index('id="todo"')
    assert "someone else in this case" not in lead.get().html


def test_who_took_it_up_is_told_when_the_plan_goes_back_to_who_began(
    server: Server, forms: Forms, pack: Pack
) -> None:
    page = forms.begin("yes", "worried")
    lead = joined(server, pack, code(page), "designated_lead")
    assert SAID in forms.get().html, "also to one who has not said their role"
    page = forms.get(f"/case/change/{list(pack.facts).index('role') + 1}")
    assert page.question
    forms.sent(forms.post(page.question, [("role", "frontline")]))
    assert "someone else in this case" not in forms.get().html
    label = pack.facts["role"].option("frontline").label
    said = f"for someone else in this case: {label}. That person began this case."
    assert said in lead.get().html


def test_two_in_the_same_role_read_the_same_plan_as_theirs(
    server: Server, forms: Forms, pack: Pack
) -> None:
    page = forms.begin("yes", "worried")
    forms.walk({"role": "frontline"})
    other = joined(server, pack, code(page), "frontline")
    for held in (forms, other):
        assert "someone else in this case" not in held.get().html


def test_the_plan_on_paper_says_it_too(server: Server, forms: Forms, pack: Pack) -> None:
    page = forms.begin("yes", "worried")
    forms.walk({"role": "frontline", "concerns": ["cse"], "record_seraf": "no"})
    lead = joined(server, pack, code(page), "designated_lead")
    assert SAID in paper(forms, pack)
    assert "someone else in this case" not in paper(lead, pack)
