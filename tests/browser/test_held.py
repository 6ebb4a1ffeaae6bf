"""What was given without a connection stays: whatever the page does, offers, or is made to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Error, Page, expect

from assistant.cases.sqlite import SqliteStore
from assistant.flow.answers import Answer
from tests.browser.conftest import NewPage
from tests.browser.walker import Walker
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-held")]
CHILD: dict[str, Answer] = {
    "age": 14,
    "looked_after": "no",
    "living": "family",
    "from_abroad": "no",
}
STAYS = "This page stays until that is saved. Not saved yet."


def offline(page: Page, server: Server) -> Walker:
    """A conversation whose line has gone, with an answer that waits."""
    walk = Walker(page, server.url)
    walk.begin("No", "I am worried about a child")
    walk.connected()
    page.context.set_offline(True)
    expect(page.locator("#status")).to_contain_text("No connection")
    walk.fill(CHILD)
    walk.button({}).click()
    expect(page.locator(".saving")).to_contain_text("Not saved yet")
    return walk


def ages(server: Server, page: Page) -> list[object]:
    """The ages that are kept, one for each time that the answer was."""
    case = next(c for c in page.context.cookies() if c.get("name") == "waypost_case")
    store = SqliteStore(server.data)
    log = store.log(store.held(str(case.get("value")))[0].id)
    store.close()
    return [entry.value["age"] for entry in log if "age" in entry.value]


def back(walk: Walker, server: Server) -> None:
    """The line is there again: the answer is saved, once."""
    walk.page.context.set_offline(False)
    expect(walk.page.locator("#known")).to_contain_text("14")
    expect(walk.page.locator(".saving")).to_have_count(0)
    assert ages(server, walk.page) == [14]


def watch(page: Page, go: bool) -> list[str]:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        (dialog.accept if go else dialog.dismiss)()

    page.on("dialog", answer)
    return asked


@pytest.mark.parametrize(
    "link", ["#log a.change", 'a[href="/ask"]', '#beside a[href="/case/plan"]']
)
def test_no_link_leads_away_while_an_answer_waits(
    new_page: NewPage, server: Server, link: str
) -> None:
    page = new_page((1280, 900))
    walk = offline(page, server)
    asked = watch(page, go=True)
    page.locator(link).first.click()
    expect(page.locator("#status")).to_have_text(STAYS)
    assert page.url.endswith("/case#now")
    assert asked == []
    back(walk, server)
    page.locator('a[href="/ask"]').first.click()
    expect(page).to_have_url(f"{server.url}/ask")
    assert asked == [], "nothing waits, so nothing asks to stay"


def test_what_is_typed_first_without_a_connection_waits_for_it(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    walk = offline(page, server)
    page.locator("#typed").fill("she has a new phone")
    page.locator("#typed").press("Enter")
    expect(page.locator("#problem-typed")).to_contain_text("There is no connection")
    expect(page.locator("#typed")).to_have_value("she has a new phone")
    assert page.url.endswith("/case#now")
    back(walk, server)
    expect(page.locator("#problem-typed")).to_be_hidden()
    page.locator("#typed").press("Enter")
    expect(page.locator("#box .card")).to_contain_text("That may be one of these.")


def test_what_is_typed_offline_with_nothing_waiting_stays_in_the_box(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    walk = Walker(page, server.url)
    walk.begin("No", "I am worried about a child")
    walk.connected()
    page.context.set_offline(True)
    expect(page.locator("#status")).to_contain_text("No connection")
    page.locator("#typed").fill("she has a new phone")
    page.locator("#typed").press("Enter")
    expect(page.locator("#problem-typed")).to_contain_text("There is no connection")
    page.locator('a[href="/ask"]').first.click()
    expect(page.locator("#status")).to_contain_text("That opens once it is back")
    expect(page.locator("#typed")).to_have_value("she has a new phone")


def test_a_reload_is_asked_about_and_an_answer_outlives_it(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    walk = offline(page, server)
    asked = watch(page, go=True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    assert asked == ["beforeunload"]
    page.context.set_offline(False)
    page.goto(f"{server.url}/case#now")
    back(walk, server)
    expect(walk.question.locator(".ask").first).not_to_have_text("Your worry")
    assert page.evaluate("sessionStorage.length") == 0


def test_what_waits_is_not_sent_into_another_case(new_page: NewPage, server: Server) -> None:
    page = new_page()
    offline(page, server)
    watch(page, go=True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.context.clear_cookies()
    walk = Walker(page, server.url)
    walk.begin("No", "I am worried about a child")
    walk.connected()
    expect(page.locator(".saving")).to_have_count(0)
    assert ages(server, page) == []


@pytest.mark.parametrize(
    "leave",
    [
        lambda page: page.locator("[data-leave]").click(no_wait_after=True),
        lambda page: [page.keyboard.press("Shift") for _ in range(3)],
    ],
)
def test_leaving_asks_nothing_and_keeps_nothing(
    new_page: NewPage, server: Server, leave: Callable[[Page], object]
) -> None:
    page = new_page()
    offline(page, server)
    asked = watch(page, go=False)
    page.route("**/leave", lambda route: route.fulfill(body="away"))
    assert page.evaluate("sessionStorage.length") == 1
    page.evaluate("document.activeElement.blur()")
    leave(page)
    expect(page.get_by_text("away")).to_be_visible()
    assert asked == []
    assert page.evaluate("sessionStorage.length") == 0


def test_what_is_saved_asks_nobody_to_stay(new_page: NewPage, server: Server) -> None:
    page = new_page()
    walk = Walker(page, server.url)
    walk.begin("No", "I am worried about a child")
    asked = watch(page, go=False)
    link = page.locator("#log a.change").last.get_attribute("href")
    page.goto(f"{server.url}{link}#now".replace("#now#now", "#now"))
    walk.connected()
    # The same answer as before brings nothing to show: the page goes back by itself.
    page.locator("#question button[value=worried]").click()
    expect(page.locator("#question input[name=kind]")).to_have_value("answer")
    assert page.url.endswith("/case#now")
    assert asked == []
