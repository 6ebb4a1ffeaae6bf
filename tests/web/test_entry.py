"""The first screen opens a case in one go; leaving keeps nothing."""

from __future__ import annotations

import pytest
import requests

from assistant.cases.packs import open_pack
from assistant.flow.model import Pack
from assistant.web.entry import LEAVE_TO, first_steps
from tests.flows.packs import BASE
from tests.web.clients import Forms
from tests.web.page import read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-entry")


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
    assert found.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert found.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in found.headers["Cache-Control"]
    assert not forms.http.cookies
    assert forms.http.get(f"{server.url}/case", timeout=30).status_code == 404


def test_another_site_cannot_make_anyone_lose_their_case(server: Server, forms: Forms) -> None:
    forms.begin("no")
    found = leave(server, forms, **{"Sec-Fetch-Site": "cross-site"})
    assert (found.status_code, found.headers["Location"]) == (303, LEAVE_TO)
    assert "Clear-Site-Data" not in found.headers
    assert "waypost_case" in forms.http.cookies


def test_every_page_has_the_way_out_first(server: Server, forms: Forms) -> None:
    forms.begin("no")
    for path in ("/", "/case", "/nowhere"):
        html = forms.http.get(server.url + path, timeout=30).text
        first = html.index('href="/leave"')
        assert first < html.index('class="skip" href="#now"')
        assert first < html.index("<main")
        assert html.count('href="/leave"') == 2


def test_a_pack_that_begins_otherwise_is_not_forced_into_two_questions() -> None:
    assert [fact.name for _, fact in first_steps(open_pack())] == ["immediate_danger", "task"]
    other = open_pack(BASE)
    begins = first_steps(other)
    assert len(begins) < 2
    assert all(step.facts == (fact.name,) for step, fact in begins)
