"""The row at the top stays small: it never covers what is asked, on no screen and in no state."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.walker import Walker
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-row")]
TABLET = (960, 700)
HIGHEST = 96  # CSS pixels: less than what is left free above a place that is gone to


def height(page: Page) -> float:
    box = page.locator(".bar").bounding_box()
    assert box
    return box["height"]


@pytest.mark.parametrize("danger", ["Yes", "No"])
@pytest.mark.parametrize("size", [NARROW, PHONE, TABLET, DESKTOP])
def test_the_row_covers_no_question(
    new_page: NewPage, server: Server, size: tuple[int, int], danger: str
) -> None:
    page = new_page(size)
    walk = Walker(page, server.url)
    walk.begin(danger)
    walk.connected()
    assert height(page) <= HIGHEST
    page.locator(".bar summary").click()
    assert height(page) > HIGHEST
    walk.answer({"task": "worried"})
    expect(page.locator("[data-focus]:focus")).to_have_text("Your worry")
    assert height(page) <= HIGHEST
    box = page.locator("[data-focus]").bounding_box()
    assert box
    assert box["y"] >= height(page)
    ring, leave = page.locator("#danger .ring"), page.locator("[data-leave]")
    expect(ring).to_be_in_viewport(ratio=1)
    expect(leave).to_be_in_viewport(ratio=1)


def test_in_a_very_low_window_the_row_and_the_bar_scroll_away(
    new_page: NewPage, server: Server
) -> None:
    """As where a desktop's page is shown four times as large."""
    page = new_page((320, 225))
    walk = Walker(page, server.url)
    walk.begin("Yes")
    walk.connected()
    walk.answer({"task": "worried"})
    expect(page.locator("[data-focus]:focus")).to_be_in_viewport(ratio=1)
    expect(page.locator(".bar-row")).not_to_be_in_viewport()
    page.locator("#bar").click()
    expect(page.locator("#beside .close")).to_be_in_viewport(ratio=1)
