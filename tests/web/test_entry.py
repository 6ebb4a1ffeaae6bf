"""The first screen opens a case in one go; leaving keeps nothing."""

from __future__ import annotations

import re

import pytest
import requests

from assistant.cases.joining import WRONG_BY_ADDRESS
from assistant.cases.packs import open_pack
from assistant.cases.sqlite import SqliteStore
from assistant.flow.model import Pack
from assistant.web.entry import LEAVE_TO, first_steps
from tests.flows.packs import BASE
from tests.web.clients import Forms
from tests.web.page import read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-entry")
OWN_SERVER = True


def leave(server: Server, forms: Forms, **headers: str) -> requests.Response:
    return forms.http.get(f"{server.url}/leave", headers=headers, allow_redirects=False, timeout=30)


def test_the_first_screen_shows_every_task_and_a_number_that_dials(
    forms: Forms, pack: Pack
) -> None:
    html = forms.get("/").html
    for option in pack.facts["task"].options:
        assert f'name="task" value="{option.value}"' in html
        assert option.label in html
    assert html.index("tel:999") < html.index('name="immediate_danger"')
    assert "999bsl.co.uk" in html


def test_danger_and_task_are_two_entries_of_one_case(forms: Forms, pack: Pack) -> None:
    page = forms.begin("unknown", "missing_now")
    assert page.question is not None
    assert page.question.fields["after"] == "2"
    assert not {"immediate_danger", "task"} & set(page.question.facts)
    assert pack.facts["task"].option("missing_now").label in page.html


def test_danger_alone_is_enough_and_the_task_is_asked_next(forms: Forms) -> None:
    page = forms.begin("yes")
    assert page.question is not None
    assert page.question.facts == ["task"]


def test_a_case_without_an_answer_asks_about_danger_itself(forms: Forms, pack: Pack) -> None:
    page = forms.begin()
    assert page.question is not None
    assert page.question.facts == [pack.emergency.fact]


@pytest.mark.parametrize("danger", ["", "maybe", "<b>"])
def test_a_task_needs_an_answer_about_danger(forms: Forms, danger: str) -> None:
    found = forms.start(danger, "worried")
    assert found.status_code == 422
    page = read_page(found.text)
    assert page.texts["title"] == ["Error: Waypost"]
    assert page.texts["problem"][0].startswith("Error: Choose one answer")
    assert 'aria-describedby="danger-why danger-problem"' in found.text
    assert "waypost_case" not in forms.http.cookies


def test_a_task_that_there_is_not_opens_nothing(forms: Forms) -> None:
    found = forms.start("no", "everything")
    assert found.status_code == 422
    assert "Choose one answer" in found.text
    assert "waypost_case" not in forms.http.cookies
    page = read_page(found.text)
    assert len(page.texts["problem"]) == 1


def test_a_way_back_is_offered_to_whoever_has_a_case(forms: Forms) -> None:
    assert "/case#now" not in forms.get("/").html
    forms.begin("no")
    assert 'href="/case#now"' in forms.get("/").html


def test_leaving_goes_to_a_page_that_says_nothing_and_keeps_nothing(
    server: Server, forms: Forms
) -> None:
    forms.begin("no")
    found = leave(server, forms, **{"Sec-Fetch-Site": "same-origin"})
    assert (found.status_code, found.headers["Location"]) == (303, LEAVE_TO)
    # It would clear what other services of the same domain keep.
    assert "Clear-Site-Data" not in found.headers
    ended = [line for line in found.raw.headers.getlist("Set-Cookie") if "Max-Age=0" in line]
    assert sorted(line.partition("=")[0] for line in ended) == ["waypost_case", "waypost_form"]
    assert all("Path=/" in line for line in ended)
    assert found.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in found.headers["Cache-Control"]
    assert not forms.http.cookies
    assert forms.http.get(f"{server.url}/case", timeout=30).status_code == 404


def test_another_site_cannot_make_anyone_lose_their_case(server: Server, forms: Forms) -> None:
    forms.begin("no")
    found = leave(server, forms, **{"Sec-Fetch-Site": "cross-site"})
    assert (found.status_code, found.headers["Location"]) == (303, LEAVE_TO)
    assert "Set-Cookie" not in found.headers
    assert "waypost_case" in forms.http.cookies


def test_every_page_has_the_way_out_first(server: Server, forms: Forms) -> None:
    forms.begin("no")
    for path in ("/", "/case", "/nowhere"):
        html = forms.http.get(server.url + path, timeout=30).text
        first = html.index('href="/leave"')
        assert first < html.index('class="skip" href="#now"')
        assert first < html.index("<main")
        assert html.count('href="/leave"') == 2


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/case", "/case/plan", "/case/keep", "/case/delete", "/case/documents"),
        *("/glossary", "/ask", "/join", "/nowhere"),
    ],
)
def test_the_way_past_the_top_leads_somewhere(server: Server, forms: Forms, path: str) -> None:
    forms.begin("no")
    html = forms.http.get(server.url + path, timeout=30).text
    place = re.search(r'class="skip" href="#(\w+)"', html)
    assert place
    assert html.count(f'id="{place[1]}"') == 1


@pytest.mark.parametrize("path", ["/case", "/case/plan", "/case/keep", "/case/delete"])
def test_on_a_page_of_a_case_999_stands_at_the_top(server: Server, forms: Forms, path: str) -> None:
    forms.begin("no")
    html = forms.http.get(server.url + path, timeout=30).text
    assert 'href="tel:999"' in html[: html.index("<main")]


def test_a_pack_that_begins_otherwise_is_not_forced_into_two_questions() -> None:
    assert [fact.name for _, fact in first_steps(open_pack())] == ["immediate_danger", "task"]
    other = open_pack(BASE)
    begins = first_steps(other)
    assert len(begins) < 2
    assert all(step.facts == (fact.name,) for step, fact in begins)


def code_of(server: Server, forms: Forms) -> str:
    store = SqliteStore(server.data)
    code = store.held(forms.case)[0].code
    store.close()
    return code


def join(forms: Forms, code: str, role: str) -> requests.Response:
    key = forms.get("/join").forms[0].fields["key"]
    data = {"key": key, "code": code, "role": role}
    return forms.http.post(f"{forms.url}/join", data, timeout=30)


def test_another_person_goes_on_by_the_code_in_a_role_of_their_own(
    server: Server, pack: Pack, forms: Forms
) -> None:
    forms.begin("no", "missing_now")
    code = code_of(server, forms)
    lead = Forms(server.url, pack)
    page = lead.sent(join(lead, f" {code[:5].lower()} - {code[5:].lower()} ", "designated_lead"))
    assert lead.case != forms.case
    assert pack.facts["task"].option("missing_now").label in page.html
    store = SqliteStore(server.data)
    last = store.log(store.held(lead.case)[0].id)[-1]
    store.close()
    assert (last.kind, last.by) == ("handover", "designated_lead")


@pytest.mark.parametrize(
    ("code", "role", "said"),
    [
        ("", "police", ["Enter the code"]),
        ("KKKKKKKKKK", "police", ["No case has this code"]),
        ("<b>'", "police", ["No case has this code"]),
        ("KKKKKKKKKK", "", ["Choose your role"]),
        ("KKKKKKKKKK", "<i>", ["Choose your role"]),
        ("", "", ["Enter the code", "Choose your role"]),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_at_its_field(
    forms: Forms, code: str, role: str, said: list[str]
) -> None:
    found = join(forms, code, role)
    assert found.status_code == 422
    page = read_page(found.text)
    assert page.texts["title"] == ["Error: Waypost"]
    summary = page.texts["govuk-error-summary"][0]
    assert len(page.texts["problem"]) == len(said)
    for words, problem in zip(said, page.texts["problem"], strict=True):
        assert words in summary
        assert problem.startswith(f"Error: {words}")
    assert "waypost_case" not in forms.http.cookies
    assert "<b>" not in found.text
    assert 'value="KKKKKKKKKK"' in found.text or not code.startswith("K")


def test_a_form_from_elsewhere_joins_nothing(server: Server, forms: Forms) -> None:
    data = {"key": "other", "code": "KKKKKKKKKK", "role": "police"}
    assert forms.http.post(f"{server.url}/join", data, timeout=30).status_code == 403


def test_codes_cannot_be_tried_out(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> None:
    with Server(tmp_path_factory.mktemp("tried") / "data") as own:
        owner, other = Forms(own.url, pack), Forms(own.url, pack)
        owner.begin("no")
        for _ in range(WRONG_BY_ADDRESS):
            assert join(other, "KKKKKKKKKK", "police").status_code == 422
        found = join(other, code_of(own, owner), "police")
        assert found.status_code == 429
        assert int(found.headers["Retry-After"]) > 0
        assert "Too many wrong codes" in read_page(found.text).texts["problem"][0]
        assert "waypost_case" not in other.http.cookies
