"""Leave quickly: by button, by the first link, by Shift three times, and without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from assistant.web.entry import LEAVE_TO
from tests.browser.walker import Walker
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-leave")]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser for which the page that says nothing is here: no other host is asked."""
    found = browser.new_context(viewport={"width": 360, "height": 740})
    found.route(f"{LEAVE_TO}*", away)
    yield found
    found.close()


def away(route: Route) -> None:
    route.fulfill(
        body="<!doctype html><title>Weather</title><p>Sunny</p>", content_type="text/html"
    )


def gone(page: Page, server: Server) -> None:
    """The neutral page is shown, nothing is kept, and the way back does not lead to the case."""
    expect(page).to_have_url(LEAVE_TO)
    expect(page).to_have_title("Weather")
    names = [cookie["name"] for cookie in page.context.cookies(server.url)]
    assert names == []
    page.go_back()
    expect(page.locator("#log")).to_have_count(0)
    page.goto(f"{server.url}/case")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no conversation here")


def in_a_case(context: BrowserContext, server: Server) -> Page:
    page = context.new_page()
    Walker(page, server.url).begin("No", "A child is missing now")
    page.wait_for_load_state("load")  # the script listens from here on
    return page


def test_the_button_leaves(context: BrowserContext, server: Server) -> None:
    page = in_a_case(context, server)
    page.locator("[data-leave]").click()
    gone(page, server)


def test_the_first_tab_stop_leaves(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Leave this page quickly", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    gone(page, server)


def test_shift_three_times_leaves_and_says_how_many_are_left(
    context: BrowserContext, server: Server
) -> None:
    page = in_a_case(context, server)
    told = page.locator("#leaving")
    expect(told).to_have_attribute("role", "status")
    page.keyboard.press("Shift")
    expect(told).to_have_text("Shift, press 2 more times to leave.")
    page.keyboard.press("Shift")
    expect(told).to_have_text("Shift, press 1 more time to leave.")
    expect(page.locator(".lights")).to_be_visible()
    page.keyboard.press("Shift")
    gone(page, server)


def test_what_another_service_keeps_in_the_browser_stays(
    context: BrowserContext, server: Server
) -> None:
    other = {"name": "other_service", "value": "signed-in", "url": server.url}
    context.add_cookies([other])  # type: ignore[list-item]
    page = in_a_case(context, server)
    page.locator("[data-leave]").click()
    expect(page).to_have_url(LEAVE_TO)
    assert [cookie["name"] for cookie in context.cookies(server.url)] == ["other_service"]


def test_typing_capitals_does_not_leave(context: BrowserContext, server: Server) -> None:
    page = in_a_case(context, server)
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    expect(page.locator("#leaving")).to_have_text("")
    page.keyboard.press("Shift")
    expect(page.locator("#leaving")).to_have_text("Shift, press 2 more times to leave.")
    expect(page.locator("#log")).to_be_visible()


def test_the_page_is_covered_before_the_next_one_is_there(
    context: BrowserContext, server: Server
) -> None:
    page = in_a_case(context, server)
    # 204 leaves a browser where it is: as on a line so slow that nothing has come yet.
    context.route("**/leave", lambda route: route.fulfill(status=204))
    page.locator("[data-leave]").click()
    cover = page.locator(".left-cover")
    expect(cover).to_have_text("Loading.")
    expect(cover).to_have_attribute("role", "alert")
    expect(cover).to_have_css("position", "fixed")
    expect(page.locator("main")).to_be_hidden()
    assert page.title().strip() == ""


def test_without_a_script_the_link_leaves(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route(f"{LEAVE_TO}*", away)
    page = context.new_page()
    page.goto(server.url)
    page.locator("[data-leave]").click()
    expect(page).to_have_url(LEAVE_TO)
    assert context.cookies(server.url) == []
    context.close()
