"""The pages before a conversation: axe finds nothing, thumbs hit all, nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, NARROW, PHONE
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-entrance")]
OWN_SERVER = True

THUMB = 44  # CSS pixels
SIGHTS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "still": {"reduced_motion": "reduce"},
}


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A page of a size. Chromium calls a 4xx a fault in its console, and here they are wanted."""
    contexts = []

    def make(size: tuple[int, int], **options: Any) -> Page:
        viewport: Any = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(viewport=viewport, **options))
        page: Page = contexts[-1].new_page()
        return page

    yield make
    for context in contexts:
        context.close()


def refused(page: Page, server: Server) -> None:
    """The first screen with an error on it."""
    page.goto(server.url)
    page.get_by_role("button", name="A child is missing now").click()
    expect(page).to_have_title("Error: Waypost")


def wrong_join(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/join")
    page.get_by_role("button", name="Go on with this case").click()
    expect(page).to_have_title("Error: Waypost")


def case_lost(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/case")


def come_back(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="A child is missing now").click()
    page.goto(server.url)
    page.get_by_text("999 by text or sign language").click()


def in_danger(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_label("Yes", exact=True).check()
    expect(page.locator(".alarm")).to_be_visible()


def words(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/glossary")
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")


SCREENS = {
    "words": words,
    "refused": refused,
    "join": wrong_join,
    "lost": case_lost,
    "back": come_back,
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_axe_finds_nothing(new_page: NewPage, server: Server, screen: str, sight: str) -> None:
    page = new_page(NARROW if sight != "light" else DESKTOP, **SIGHTS[sight])
    SCREENS[screen](page, server)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP])
def test_a_thumb_hits_everything_and_nothing_runs_off_the_side(
    new_page: NewPage, server: Server, screen: str, size: tuple[int, int]
) -> None:
    page = new_page(size)
    SCREENS[screen](page, server)
    small = page.evaluate(
        """least => [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')]
            .filter(at => !at.closest('.hidden, .skip, li') && at.getClientRects().length)
            .map(at => [at.outerHTML.slice(0, 80), at.getBoundingClientRect()])
            .filter(([, box]) => box.height < least || box.width < least)
            .map(([html, box]) => `${html} ${box.width}x${box.height}`)""",
        THUMB,
    )
    assert small == []
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide == 0


def test_at_twice_the_size_of_letters_nothing_is_cut_off(new_page: NewPage, server: Server) -> None:
    page = new_page(PHONE)
    come_back(page, server)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main *, .bar *')]
            .filter(at => !at.closest('.hidden, .skip, svg') && at.getClientRects().length)
            .filter(at => at.getBoundingClientRect().right > innerWidth + 1)
            .map(at => at.outerHTML.slice(0, 80))"""
    )
    assert cut == []


def test_an_error_is_tied_to_the_question_and_focused(new_page: NewPage, server: Server) -> None:
    page = new_page(PHONE)
    refused(page, server)
    question = page.get_by_role("group", name="Is the child in danger right now?")
    expect(question).to_have_accessible_description(
        "If they are, or could be, ring 999 before you do anything else. You need not be sure."
        " Error: Choose one answer, or “I don't know”."
    )
    expect(page.get_by_label("Yes", exact=True)).to_be_focused()


def test_enter_in_the_danger_question_chooses_no_task(new_page: NewPage, server: Server) -> None:
    page = new_page(PHONE)
    page.goto(server.url)
    page.get_by_label("Yes", exact=True).press("Space")
    page.get_by_label("Yes", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="What do you need help with?")).to_be_visible()


def test_the_number_dials(new_page: NewPage, server: Server) -> None:
    page = new_page(PHONE)
    page.goto(server.url)
    ring = page.get_by_role("link", name="Ring 999")
    expect(ring).to_have_attribute("href", "tel:999")
    expect(ring).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_danger_shows_999_at_once_before_a_task_is_chosen(
    new_page: NewPage, server: Server, scripts: bool
) -> None:
    page = new_page(PHONE, java_script_enabled=scripts)
    page.goto(server.url)
    alarm = page.locator(".alarm")
    expect(alarm).to_be_hidden()
    page.get_by_label("Yes", exact=True).check()
    ring = alarm.get_by_role("link", name="Ring 999 now")
    expect(ring).to_have_attribute("href", "tel:999")
    expect(ring).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_contain_text("Ring 999 now")
    page.get_by_label("No", exact=True).check()
    expect(alarm).to_be_hidden()


def test_who_rings_999_has_said_that_there_is_danger(new_page: NewPage, server: Server) -> None:
    page = new_page(PHONE)
    page.goto(server.url)
    # No telephone is here to take the call.
    no_call = "event => event.target.closest('a') && event.preventDefault()"
    page.evaluate(f"addEventListener('click', {no_call})")
    page.get_by_role("link", name="Ring 999").click()
    expect(page.get_by_label("Yes", exact=True)).to_be_checked()
    expect(page.locator(".alarm")).to_be_visible()
    page.get_by_label("No", exact=True).check()
    page.locator(".first-danger .ring").first.click()
    expect(page.get_by_label("No", exact=True)).to_be_checked()
