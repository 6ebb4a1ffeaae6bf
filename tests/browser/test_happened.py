"""What has happened since, told in the conversation: by socket, by keys, without a line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.flow.model import Pack
from tests.browser.conftest import PHONE, NewPage
from tests.web.clients import Forms
from tests.web.server import Server
from tests.web.test_happened import MISSING, ago

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-happened")]
BACK = "The child is back"
HOUR = re.compile("^An hour ago")
Open = Callable[..., Page]


@pytest.fixture
def open_case(new_page: NewPage, server: Server, pack: Pack) -> Open:
    """A case with its plan, of a child who is missing, in a browser."""

    def make(**options: object) -> Page:
        forms = Forms(server.url, pack)
        forms.begin(danger="no")
        forms.walk(MISSING)
        page = new_page(PHONE, **options)
        page.context.add_cookies(
            [{"name": c.name, "value": str(c.value), "url": server.url} for c in forms.http.cookies]
        )
        page.goto(f"{server.url}/case")
        return page

    return make


def connected(page: Page) -> Page:
    expect(page.locator("#status")).to_have_text("Connected.")
    return page


def link(page: Page) -> Locator:
    return page.get_by_role("link", name=BACK, exact=True)


def told(page: Page) -> Locator:
    return page.locator("#log .own").filter(has_text=f"{BACK}.")


def test_it_is_told_without_a_page_load_and_the_case_goes_on(open_case: Open) -> None:
    page = connected(open_case())
    page.evaluate("window.stayed = true")
    link(page).click()
    expect(page.locator("#question [data-focus]")).to_be_focused()
    expect(page.locator("#question [data-focus]")).to_have_text(BACK)
    expect(page.locator("#typed")).to_be_visible()
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.locator(".field.wrong .problem")).to_have_text("Say when it happened.")
    page.get_by_label(HOUR).check()
    save.click()
    expect(page.locator(".field.wrong")).to_have_attribute("data-fact", "immediate_danger")
    page.locator('[data-fact="immediate_danger"]').get_by_label("No", exact=True).check()
    save.click()
    expect(told(page)).to_have_count(1)
    expect(page.locator("#status")).to_have_text("Saved.")
    heading = page.locator("#question [data-focus]")
    expect(heading).to_be_focused()
    expect(heading).not_to_have_text(BACK)
    expect(page.locator("#typed")).to_be_visible()
    assert page.evaluate("window.stayed")
    page.get_by_role("button", name="Take back the last answer").click()
    expect(told(page)).to_have_count(0)


def test_by_keys_alone_and_back_without_saving(open_case: Open) -> None:
    page = connected(open_case())
    link(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#question [data-focus]")).to_be_focused()
    page.get_by_role("link", name="Go back without saving").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#question [data-fact]")).to_have_count(0)
    expect(link(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label(HOUR).focus()
    page.keyboard.press("Space")
    page.locator('[data-fact="immediate_danger"]').get_by_label("No", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Or give the day and the time").fill(ago(hours=2))
    expect(page.get_by_label(HOUR)).not_to_be_checked()
    page.get_by_label("Or give the day and the time").press("Enter")
    expect(told(page)).to_have_count(1)


def test_told_without_a_line_it_is_held_and_sent_once(open_case: Open) -> None:
    page = connected(open_case())
    link(page).click()
    page.get_by_label(HOUR).check()
    page.locator('[data-fact="immediate_danger"]').get_by_label("No", exact=True).check()
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    expect(page.locator("#status.bad")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".saving")).to_contain_text(f"{BACK} Not saved yet.")
    expect(told(page)).to_have_count(0)
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(told(page)).to_have_count(1)
    expect(page.locator(".saving")).to_have_count(0)


def test_without_scripts_the_form_stands_on_a_page_of_its_own(open_case: Open) -> None:
    page = open_case(java_script_enabled=False)
    link(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BACK)
    page.get_by_label(HOUR).check()
    page.locator('[data-fact="immediate_danger"]').get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(told(page)).to_have_count(1)
