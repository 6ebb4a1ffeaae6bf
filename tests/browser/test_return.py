"""Coming back: the code is offered before it is missed, and the page opens at what is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from assistant.flow.model import Pack
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.test_sights import LEAD
from tests.browser.walker import Walker
from tests.web.clients import Forms
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-return")]
TASK = "I am worried about a child"
LINES = (
    "e => Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"
)


def take(page: Page, forms: Forms) -> None:
    page.context.add_cookies(
        [{"name": c.name, "value": str(c.value), "url": forms.url} for c in forms.http.cookies]
    )


@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP])
def test_the_code_stands_near_the_question_and_in_nothing_that_stays(
    new_page: NewPage, server: Server, size: tuple[int, int]
) -> None:
    page = new_page(size)
    walk = Walker(page, server.url)
    walk.begin(task=TASK)
    code = page.locator("p.code").inner_text()
    line = page.locator("#now").get_by_text(f"come back: {code}")
    expect(line).to_be_visible()
    assert line.evaluate(LINES) == 1
    top = page.locator("#beside .code-line")
    expect(top).to_contain_text(code)
    if size != DESKTOP:
        page.locator("#bar").click()
    expect(top).to_be_in_viewport()
    assert top.evaluate(LINES) <= 2, "beside the button that closes it"
    assert code not in page.title() + page.url


def test_the_code_stands_at_the_plan(new_page: NewPage, server: Server, pack: Pack) -> None:
    forms = Forms(server.url, pack)
    forms.begin("no")
    code = forms.walk(LEAD).texts["code"][0]
    page = new_page(PHONE)
    take(page, forms)
    page.goto(f"{server.url}/case/plan")
    expect(page.locator(".talk").get_by_text(f"come back: {code}")).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(page.locator(".talk").get_by_text(f"come back: {code}")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_without_a_place_in_its_address_the_page_leads_to_what_is_asked(
    new_page: NewPage, server: Server, pack: Pack, script: bool
) -> None:
    forms = Forms(server.url, pack)
    page = forms.begin("no", "worried")
    for _ in range(5):
        form = page.question
        assert form
        pairs = [(name, "unknown") for name in form.facts]
        pairs += [(f"{name}.unknown", "yes") for name in form.facts]
        answered = forms.post(form, [p for p in pairs if fits(pack, *p)])
        page = forms.sent(answered)
    shown = new_page(PHONE, java_script_enabled=script)
    take(shown, forms)
    shown.goto(f"{server.url}/case")
    if not script:
        shown.get_by_role("link", name="Go to what is asked now", exact=True).click()
    expect(shown.locator("#question [data-focus]")).to_be_in_viewport()
    expect(shown.locator("#log .turn").first).not_to_be_in_viewport()
    forms.walk(LEAD)
    shown.goto("about:blank")
    shown.goto(f"{server.url}/case")
    if not script:
        shown.get_by_role("link", name="Go to your plan", exact=True).click()
    expect(shown.locator("#plan-title")).to_be_in_viewport()


def fits(pack: Pack, name: str, value: str) -> bool:
    """A field of the form of a question, for not knowing."""
    fact, _, alone = name.partition(".")
    return (pack.facts[fact].type in ("choice", "yes_no")) is not bool(alone)
