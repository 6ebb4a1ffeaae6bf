"""Nothing that is said stands under the rows that stay at the top and at the foot."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.test_guard import NAMED
from tests.browser.test_held import CHILD
from tests.browser.walker import Walker
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-bars")]
SIZES = (NARROW, PHONE, DESKTOP)
TASK = "I am worried about a child"
BETWEEN = """e => {
  const at = e.getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect();
  const foot = document.querySelector(".casebar").getBoundingClientRect();
  return [bar.bottom, at.top, at.bottom, foot.height ? foot.top : innerHeight];
}"""


def clear(part: Locator) -> None:
    """It stands whole between the two rows."""
    expect(part).to_be_visible()
    part.page.wait_for_timeout(150)  # the rows grow, and what is under them moves, in frames
    over, top, bottom, under = part.evaluate(BETWEEN)
    assert over <= top + 0.5, "it is under the row at the top"
    assert bottom <= under + 0.5, "it is under the row at the foot"


def talk(page: Page, server: Server) -> Walker:
    walk = Walker(page, server.url)
    walk.begin(task=TASK)
    walk.connected()
    return walk


@pytest.mark.parametrize("size", SIZES)
def test_what_is_wrong_with_what_was_typed(
    new_page: NewPage, server: Server, size: tuple[int, int]
) -> None:
    page = new_page(size)
    talk(page, server)
    box = page.locator("#typed")
    box.evaluate("e => { e.maxLength = 5000; e.value = 'too long '.repeat(400) }")
    box.press("Enter")
    clear(page.locator("#problem-typed"))
    clear(box)
    box.fill(NAMED)
    box.press("Enter")
    clear(page.locator(".guard"))


@pytest.mark.parametrize("size", SIZES)
def test_that_the_conversation_has_moved_on(
    new_page: NewPage, server: Server, size: tuple[int, int]
) -> None:
    page = new_page(size)
    walk = talk(page, server)
    other = Walker(page.context.new_page(), server.url)
    other.page.goto(f"{server.url}/case#now")
    other.connected()
    other.fill(CHILD)
    walk.answer(CHILD)
    other.page.get_by_role("button", name="Continue", exact=True).click()
    clear(other.page.locator("#problem"))
    expect(other.page.locator("#problem")).to_contain_text("moved on")
    clear(other.page.locator("#question [data-focus]"))


@pytest.mark.parametrize("size", SIZES)
def test_the_heading_that_has_the_focus_whatever_is_said_at_the_top(
    new_page: NewPage, server: Server, size: tuple[int, int]
) -> None:
    page = new_page(size)
    walk = talk(page, server)
    walk.answer({})
    heading = page.locator("#question [data-focus]")
    clear(heading)
    page.get_by_role("button", name="Take back the last answer").click()
    expect(page.locator("#status")).to_have_text("Taken back.")
    clear(heading)
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.locator("#status")).to_have_text("That was not saved.")
    clear(page.locator("#question .field.wrong .ask").first)
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#status")).to_have_text("Put back.")
    clear(heading)
    page.context.set_offline(True)
    expect(page.locator("#status")).to_contain_text("No connection")
    clear(heading)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["too long " * 400, NAMED, "purple"])
def test_without_scripts_a_page_that_refuses_says_so_where_it_lands(
    new_page: NewPage, server: Server, size: tuple[int, int], words: str
) -> None:
    page = new_page(size, refused=True, java_script_enabled=False)
    Walker(page, server.url).begin(task=TASK)
    page.locator("#typed").evaluate("(e, words) => { e.maxLength = 5000; e.value = words }", words)
    page.locator(".composer button").click()
    if words == "purple":
        expect(page.locator("#summary")).to_have_count(0)
        clear(page.locator("#box .card h2"))
    else:
        clear(page.locator("#summary"))
        page.locator("#summary a").click()
        expect(page).to_have_url(re.compile("#typed$"))
        clear(page.locator("#typed"))


def test_without_scripts_each_question_that_is_wrong_is_led_to(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(NARROW, refused=True, java_script_enabled=False)
    Walker(page, server.url).begin(task=TASK)
    page.get_by_role("button", name="Continue", exact=True).click()
    clear(page.locator("#summary .govuk-error-summary__title"))
    wrong = page.locator("#question .problem:visible")
    assert page.locator("#summary a").count() == wrong.count() > 1
    page.locator("#summary a").last.click()
    clear(wrong.last)


def test_what_was_taken_before_is_no_longer_said(new_page: NewPage, server: Server) -> None:
    page = new_page()
    talk(page, server)
    page.locator("#typed").fill("trafficking")
    page.locator("#typed").press("Enter")
    expect(page.locator("#status")).to_contain_text("Taken as your answer.")
    page.locator("#typed").fill("purple")
    page.locator("#typed").press("Enter")
    expect(page.locator("#box .card")).to_contain_text("I could not tell what that is")
    expect(page.locator("#status")).to_have_text("Connected.")
