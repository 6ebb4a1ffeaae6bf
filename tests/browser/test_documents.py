"""Papers in a browser: axe finds nothing on their pages, they print, and a PDF comes down."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.walker import Walker
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-documents")]


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its screen."""
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found + (["wider than the screen"] if wide else [])


@pytest.mark.parametrize("sight", ["light", "dark"])
def test_the_pages_of_papers_are_fit_for_all(
    new_page: NewPage, server: Server, walker: Callable[[Page], Walker], sight: str
) -> None:
    page = new_page(color_scheme=sight)
    walker(page).begin(task="I am worried about a child")
    page.goto(f"{server.url}/case/documents")
    assert faults(page) == []
    page.get_by_role("link", name=re.compile("SERAF")).click()
    assert faults(page) == []
    page.get_by_label("The child's name").fill("Sam Example")
    page.get_by_role("button", name="To print").first.click()
    expect(page.get_by_text("Sam Example")).to_be_visible()
    assert page.title() == "Waypost"
    assert faults(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Leave")).to_be_hidden()
    expect(page.get_by_text("Sam Example")).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Change what you typed").click()
    expect(page.get_by_label("The child's name")).to_have_value("Sam Example")
    page.get_by_role("button", name="Text to copy").first.click()
    expect(page.get_by_label("Choose all of it and copy it")).to_contain_text("Sam Example")
    assert faults(page) == []


def test_a_pdf_comes_down_and_the_page_stays(
    new_page: NewPage, server: Server, walker: Callable[[Page], Walker]
) -> None:
    page = new_page()
    walker(page).begin(task="I am worried about a child")
    page.goto(f"{server.url}/case/documents/1")
    page.get_by_label("The child's name").fill("Sam Example")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PDF").first.click()

    assert waiting.value.suggested_filename == "waypost-record.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
    expect(page.get_by_label("The child's name")).to_have_value("Sam Example")


def test_a_paper_can_be_left_quickly(
    new_page: NewPage, server: Server, walker: Callable[[Page], Walker]
) -> None:
    page = new_page()
    walker(page).begin(task="I am worried about a child")
    page.goto(f"{server.url}/case/documents/1")
    page.get_by_role("button", name="To print").first.click()
    expect(page.get_by_role("heading", name="First record")).to_be_visible()
    page.keyboard.press("Shift")

    expect(page.locator("#leaving")).to_have_text("Shift, press 2 more times to leave.")
    expect(page.locator("[data-leave]")).to_have_attribute("href", "/leave")
