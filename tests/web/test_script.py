"""What to say, how it is known, and advice that is wrong: pages of plain forms."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest

from assistant.flow.answers import Answer
from assistant.flow.model import Pack
from tests.web.clients import Forms
from tests.web.page import Page, read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-script")
FOUND: dict[str, Answer] = {
    "task": "worried",
    "role": "designated_lead",
    "age": 14,
    "concerns": ["cse"],
    "area": "portsmouth",
    "record_seraf": "no",
}


@pytest.fixture
def numbers(pack: Pack) -> dict[str, int]:
    return {call.id: at for at, call in enumerate(pack.scripts.calls, 1)}


def to_paste(page: Page) -> str:
    found = re.search(r'<textarea[^>]* id="text"[^>]*>(.*?)</textarea>', page.html, re.DOTALL)
    assert found
    return unescape(found[1])


def test_an_item_leads_to_what_to_say_and_to_say_that_it_is_wrong(
    forms: Forms, numbers: dict[str, int]
) -> None:
    page = forms.begin(danger="yes")
    assert f'href="/case/say/{numbers["emergency"]}"' in page.html
    plan = forms.get("/case/plan")
    assert f'href="/case/say/{numbers["emergency"]}"' in plan.html
    assert "This advice is wrong" in plan.html
    found = forms.get(f"/case/say/{numbers['emergency']}")
    assert "The child is in danger now." in to_paste(found)
    assert 'href="tel:999"' in found.html


def test_in_danger_the_police_are_rung_on_999(forms: Forms, numbers: dict[str, int]) -> None:
    forms.begin(danger="yes")
    page = forms.get(f"/case/say/{numbers['police']}")
    assert page.texts["h1"] == ["Ring 999 for the police"]
    assert to_paste(page).startswith("Ring 999 for the police")
    main = page.html[page.html.index("<h1") :]
    assert 'href="tel:999"' in main
    assert "tel:101" not in main


@pytest.mark.parametrize("danger", ["no", "unknown"])
def test_without_danger_they_are_rung_on_101(
    forms: Forms, numbers: dict[str, int], danger: str
) -> None:
    forms.begin(danger=danger)
    page = forms.get(f"/case/say/{numbers['police']}")
    assert page.texts["h1"] == ["Ring the police"]
    assert 'href="tel:101"' in page.html
    assert "If they could be in danger now, ring 999 and not 101." in page.html


def test_every_call_has_a_page_and_those_of_the_plan_come_first(forms: Forms, pack: Pack) -> None:
    forms.begin(danger="no")
    forms.walk(FOUND)
    page = forms.get("/case/say")
    assert "Calls in your plan" in page.texts["h2"]
    for number, call in enumerate(pack.scripts.calls, 1):
        assert f'href="/case/say/{number}"' in page.html
        found = forms.get(f"/case/say/{number}")
        assert found.texts["h1"] == [call.title]
        assert to_paste(found).startswith(call.title)


def test_how_a_thing_is_known_is_kept_and_moves_it(forms: Forms, numbers: dict[str, int]) -> None:
    forms.begin(danger="no")
    forms.walk(FOUND)
    number = numbers["social-care"]
    page = forms.get(f"/case/say/{number}")
    form = next(form for form in page.forms if form.action == "/case/known")
    before = to_paste(page)
    assert "What I was told" not in before
    page = forms.sent(forms.post(form, [("way age", "told"), ("way area", "")]))
    assert "What I was told\n- Their age is 14." in to_paste(page)
    form = next(form for form in page.forms if form.action == "/case/known")
    page = forms.sent(forms.post(form, [("way age", "")]))
    assert to_paste(page) == before


@pytest.mark.parametrize(
    ("pairs", "status"),
    [
        ([("way age", "guessed")], 422),
        ([("way age", "seen"), ("way age", "told")], 400),
        ([("way nothing", "seen")], 200),
        ([("call", "99")], 400),
    ],
)
def test_a_way_that_is_none_changes_nothing(
    forms: Forms, numbers: dict[str, int], pairs: list[tuple[str, str]], status: int
) -> None:
    forms.begin(danger="no")
    forms.walk(FOUND)
    page = forms.get(f"/case/say/{numbers['social-care']}")
    form = next(form for form in page.forms if form.action == "/case/known")
    assert forms.post(form, pairs).status_code == status
    assert to_paste(forms.get(f"/case/say/{numbers['social-care']}")) == to_paste(page)


def test_own_words_are_put_in_hinted_at_and_not_kept(
    server: Server, forms: Forms, numbers: dict[str, int]
) -> None:
    forms.begin(danger="no")
    forms.walk(FOUND)
    address = f"/case/say/{numbers['police']}"
    page = forms.get(address)
    form = next(form for form in page.forms if form.action.startswith(address))
    own = "He waits <at> the gate.\nShe is promiscuous, a zebrafinch said."
    found = forms.post(form, [("own", own)])
    assert found.status_code == 200
    page = read_page(found.text)
    assert "In my own words\n- He waits <at> the gate.\n- She is promiscuous" in to_paste(page)
    assert any("“promiscuous”. Better:" in text for text in page.texts["li"])
    assert "zebrafinch" not in forms.get(address).html
    assert "zebrafinch" not in server.log.read_text()


def test_a_decision_with_blaming_words_is_taken_and_hinted_at(forms: Forms) -> None:
    forms.begin(danger="unknown")
    page = forms.walk(FOUND)
    do = next(do for do in page.acts if do.startswith("decide "))
    item = do.removeprefix("decide ")
    page = forms.sent(forms.act(page, do, **{f"because {item}": "It is a lifestyle choice."}))
    assert "It is a lifestyle choice." in page.texts["decided"][0]
    assert "“lifestyle choice”. Better:" in page.texts["hints"][0]
    page = forms.sent(forms.act(page, do, **{f"because {item}": "The team met about it."}))
    assert "hints" not in page.texts


def test_a_message_that_advice_is_wrong_is_the_same_whatever_was_answered(
    server: Server, pack: Pack
) -> None:
    told = []
    for danger, task in (("yes", "missing_now"), ("no", "worried")):
        forms = Forms(server.url, pack)
        forms.begin(danger, task)
        numbers = range(1, len(pack.rules) + 1, 9)
        told.append([forms.get(f"/case/wrong/{number}").html for number in numbers])
    assert told[0] == told[1]
    for rule, html in zip(pack.rules[::9], told[0], strict=True):
        text = to_paste(read_page(html))
        assert rule.id in text
        assert rule.do in text
        assert pack.version in text
        assert all(f"({row})" in text for line in rule.lines for row in line.clauses)
        assert "mailto:" not in unquote(html)


@pytest.mark.parametrize(
    "path", ["/case/say/0", "/case/say/999", "/case/wrong/0", "/case/wrong/9999"]
)
def test_there_is_no_other_page(forms: Forms, path: str) -> None:
    forms.begin(danger="no")
    assert forms.http.get(forms.url + path, timeout=30).status_code == 404


@pytest.mark.parametrize("path", ["/case/say", "/case/say/1", "/case/wrong/1", "/case/known"])
def test_without_a_case_there_is_nothing_to_say(forms: Forms, path: str) -> None:
    assert forms.http.get(forms.url + path, timeout=30).status_code == 404


def test_a_form_of_another_page_changes_nothing(forms: Forms, numbers: dict[str, int]) -> None:
    forms.begin(danger="no")
    data = {"key": "not-the-key", "call": str(numbers["police"]), "way age": "seen"}
    for path in ("/case/known", "/case/say/1"):
        found = forms.http.post(forms.url + path, data=data, timeout=30)
        assert found.status_code == 403
