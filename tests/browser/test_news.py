"""What a change, an event or a step back did to the plan is said at its head, and heard once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.flow.model import Pack
from tests.browser.conftest import PHONE, NewPage
from tests.browser.test_happened import BACK, HOUR
from tests.browser.test_keyboard import WATCH
from tests.browser.test_walks import WORRIED
from tests.browser.walker import Walker
from tests.web.clients import Forms
from tests.web.server import Server
from tests.web.test_happened import MISSING

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-news")]
Open = Callable[..., Page]


@pytest.fixture
def at_plan(new_page: NewPage, server: Server, pack: Pack) -> Open:
    """Somebody at a plan; nobody knows whether there is danger."""

    def make(given: dict[str, object], **options: object) -> Page:
        forms = Forms(server.url, pack)
        forms.begin(danger="unknown")
        forms.walk({**WORRIED, **given})  # type: ignore[dict-item]
        page = new_page(PHONE, **options)
        page.context.add_cookies(
            [{"name": c.name, "value": str(c.value), "url": server.url} for c in forms.http.cookies]
        )
        page.goto(f"{server.url}/case")
        if options.get("java_script_enabled", True):
            expect(page.locator("#status")).to_have_text("Connected.")
            page.evaluate(WATCH)
        return page

    return make


def change_danger(page: Page) -> None:
    page.locator("#log a.change", has_text="danger").first.click()
    page.locator("#question").get_by_role("button", name="No", exact=True).click()


def news(page: Page) -> Locator:
    return page.locator("#news")


def in_sight(page: Page, part: Locator) -> None:
    """It stands whole between the two bars, once the page has gone there."""
    page.wait_for_function(
        """part => {
          const { top, bottom } = part.getBoundingClientRect();
          return document.querySelector(".bar").getBoundingClientRect().bottom <= top
            && bottom <= document.getElementById("bar").getBoundingClientRect().top;
        }""",
        arg=part.element_handle(),
    )


def heard(page: Page, words: str | re.Pattern[str]) -> None:
    """It stands in the heading that has the focus, and the log was silent."""
    heading = page.locator("#plan-title")
    expect(heading).to_be_focused()
    expect(heading).to_have_text(words)
    assert page.evaluate("told") == []


def test_what_a_change_and_steps_back_did_is_said_at_the_head_of_the_plan(at_plan: Open) -> None:
    page = at_plan({})
    expect(news(page)).to_be_empty()
    change_danger(page)
    expect(news(page)).to_contain_text("No longer in your plan")
    expect(news(page).locator("li", has_text="999")).to_be_visible()
    in_sight(page, news(page).locator("li", has_text="999"))
    heard(page, re.compile(r"No longer in your plan\..*999.*Your plan$"))
    page.get_by_role("button", name="Take back the last answer").click()
    expect(news(page)).to_contain_text(re.compile("Added:.*999", re.DOTALL))
    in_sight(page, news(page).locator("li", has_text="999"))
    heard(page, re.compile(r"Added\..*999.*Your plan$"))
    page.get_by_role("button", name="Put it back").click()
    expect(news(page)).to_contain_text("No longer in your plan")
    heard(page, re.compile(r"No longer in your plan\..*999.*Your plan$"))
    page.locator("#items .tickbox").first.click()
    expect(page.locator("#items .settled")).to_have_count(1)
    expect(news(page)).to_contain_text("No longer in your plan")
    page.locator("#plan-title").evaluate("e => e.blur()")
    expect(page.locator("#plan-title")).to_have_text("Your plan")


def test_what_an_event_did_is_said_once_its_questions_are_answered(
    new_page: NewPage, server: Server, pack: Pack
) -> None:
    forms = Forms(server.url, pack)
    forms.begin(danger="no")
    forms.walk(MISSING)
    page = new_page(PHONE)
    page.context.add_cookies(
        [{"name": c.name, "value": str(c.value), "url": server.url} for c in forms.http.cookies]
    )
    page.goto(f"{server.url}/case")
    expect(page.locator("#status")).to_have_text("Connected.")
    page.get_by_role("link", name=BACK, exact=True).click()
    page.get_by_label(HOUR).check()
    page.locator('[data-fact="immediate_danger"]').get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    walk = Walker(page, server.url)
    while walk.question.count():
        walk.answer({})
    expect(news(page)).to_contain_text("Added")
    expect(news(page)).to_contain_text("No longer in your plan")
    expect(page.locator("#plan-title")).to_have_text(re.compile("^What has changed in your plan"))


def test_without_scripts_it_is_where_the_page_lands(at_plan: Open) -> None:
    page = at_plan({}, java_script_enabled=False)
    change_danger(page)
    expect(page).to_have_url(re.compile("#plan$"))
    expect(news(page).locator("li", has_text="999")).to_be_in_viewport()
    expect(news(page)).to_contain_text("No longer in your plan")


def test_a_change_that_changes_nothing_says_so(at_plan: Open) -> None:
    page = at_plan({})
    page.locator("#known .change", has_text="danger").first.evaluate("e => e.click()")
    page.locator("#question").get_by_role("button", name="I don’t know").or_(
        page.locator("#question button[value=unknown]")
    ).first.click()
    expect(news(page)).to_contain_text("Nothing. It stands as it was.")


def test_a_decision_without_a_reason_says_so_at_the_field(at_plan: Open) -> None:
    page = at_plan({"role": "designated_lead", "record_seraf": "no"})
    item = page.locator("#items .item:has(.fold[open] .decide)").first
    item.locator(".also > summary").click()
    item.locator(".decide summary").click()
    item.locator(".decide button").click()
    expect(item.locator(".decide .problem")).to_contain_text("Say why you decided otherwise")
    expect(page.locator("#status")).not_to_have_text("Saved.")
    item.locator("textarea").fill("We act tomorrow.")
    item.locator(".decide button").click()
    expect(page.locator("#items .decided")).to_contain_text("We act tomorrow.")
