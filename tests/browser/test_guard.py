"""Words that may show who somebody is are told once before they leave the page; none is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from assistant.flow.model import Pack
from tests.browser.conftest import NARROW, PHONE, NewPage
from tests.browser.test_sights import LEAD
from tests.browser.test_walks import fits, violations
from tests.browser.walker import Walker
from tests.web.clients import Forms
from tests.web.server import ROOT, Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-guard")]
Walk = Callable[[Page], Walker]
TABLE = yaml.load(
    (ROOT / "tests" / "data" / "identifiers.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
NAMED = "her name is Jess"
FIND = """async (texts) => {
  const { find } = await import(document.getElementById("guard").dataset.script);
  return texts.map((text) => find(text, 2026));
}"""
# What is announced: each alert that comes into the page, with its words.
ALERTS = """() => {
  window.told = [];
  new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
    const alert = node.matches?.("[role=alert]") ? node : node.querySelector?.("[role=alert]");
    if (alert?.textContent.trim()) told.push(alert.textContent.trim().replace(/\\s+/g, " "));
  }))).observe(document.body, { childList: true, subtree: true });
}"""


class Frames:
    """All that leaves a page: what is sent over its socket, and the bodies of its requests."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        page.on("websocket", lambda socket: socket.on("framesent", self._add))
        page.on("request", lambda request: self._add(request.post_data or ""))

    def _add(self, frame: object) -> None:
        self.sent.append(frame if isinstance(frame, str) else str(frame))

    def holds(self, words: str) -> int:
        form = words.replace(" ", "+")
        return sum(words in frame or form in frame for frame in self.sent)


def guard(page: Page) -> Locator:
    return page.locator(".guard")


@pytest.fixture
def talk(new_page: NewPage, walker: Walk) -> Callable[..., tuple[Page, Frames]]:
    """A conversation at a question that can be answered in words."""

    def open_talk(size: tuple[int, int] = PHONE, **options: Any) -> tuple[Page, Frames]:
        page = new_page(size, **options)
        frames = Frames(page)
        walk = walker(page)
        walk.begin(task="I am worried about a child")
        walk.connected()
        return page, frames

    return open_talk


@pytest.fixture
def planned(new_page: NewPage, server: Server, pack: Pack) -> Callable[[], tuple[Page, Frames]]:
    """A plan of somebody who may decide otherwise."""

    def open_plan() -> tuple[Page, Frames]:
        forms = Forms(server.url, pack)
        forms.begin("no")
        forms.walk(LEAD)
        page = new_page(PHONE)
        frames = Frames(page)
        page.context.add_cookies(
            [{"name": c.name, "value": str(c.value), "url": server.url} for c in forms.http.cookies]
        )
        page.goto(f"{server.url}/case")
        expect(page.locator("#status")).to_have_text("Connected.")
        return page, frames

    return open_plan


def test_the_page_finds_what_the_table_says(talk: Callable[[], tuple[Page, Frames]]) -> None:
    page, _ = talk()
    caught = page.evaluate(FIND, [row["text"] for row in TABLE["caught"]])
    for row, found in zip(TABLE["caught"], caught, strict=True):
        kinds: dict[str, list[str]] = {}
        for one in found:
            kinds.setdefault(one["kind"], []).append(one["words"])
        assert kinds == {kind: words for kind, words in row.items() if kind != "text"}, row
    left = page.evaluate(FIND, TABLE["left"])
    assert [text for text, found in zip(TABLE["left"], left, strict=True) if found] == []


def test_nothing_leaves_the_page_before_the_second_press(
    talk: Callable[[], tuple[Page, Frames]],
) -> None:
    page, frames = talk()
    page.evaluate(ALERTS)
    box = page.locator("#typed")
    box.fill(NAMED)
    box.press("Enter")
    expect(guard(page)).to_be_visible()
    expect(guard(page)).to_contain_text("“Jess” could be a name. Try “the child”")
    expect(guard(page).locator("li")).to_have_count(1)
    page.wait_for_timeout(300)
    assert frames.holds("Jess") == 0
    assert len(page.evaluate("told")) == 1
    assert "“Jess”" in page.evaluate("told")[0]
    box.press("Enter")
    expect(page.locator("#box .card")).to_be_visible()  # read, and no age
    expect(guard(page)).to_have_count(0)
    assert frames.holds("Jess") == 1
    assert sum("Jess" in words for words in page.evaluate("told")) == 1


def test_by_keys_alone_it_is_changed_and_sent(talk: Callable[[], tuple[Page, Frames]]) -> None:
    page, frames = talk()
    page.locator("#typed").focus()
    page.keyboard.type(NAMED)
    page.keyboard.press("Enter")
    change = page.get_by_role("button", name="Change it")
    expect(change).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#typed")).to_be_focused()
    expect(page.locator("#typed")).to_have_accessible_description(re.compile("could be a name"))
    page.keyboard.type("the child")  # over the words that were meant, which stand selected
    expect(page.locator("#typed")).to_have_value("her name is the child")
    expect(guard(page)).to_have_count(0)
    expect(page.locator("#typed")).to_have_attribute("aria-describedby", "problem-typed")
    page.keyboard.press("Enter")
    expect(page.locator("#box .card")).to_be_visible()
    assert frames.holds("her name is the child") == 1
    assert frames.holds("Jess") == 0


def test_by_keys_alone_it_is_sent_as_it_is(talk: Callable[[], tuple[Page, Frames]]) -> None:
    page, frames = talk()
    page.locator("#typed").fill(NAMED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Change it")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send it as it is")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#box .card")).to_be_visible()
    expect(guard(page)).to_have_count(0)
    assert frames.holds("Jess") == 1


def test_other_words_are_looked_at_anew(talk: Callable[[], tuple[Page, Frames]]) -> None:
    page, frames = talk()
    box = page.locator("#typed")
    box.fill(NAMED)
    box.press("Enter")
    expect(guard(page)).to_be_visible()
    box.fill("ring her on 07700 900123")
    box.press("Enter")
    expect(guard(page)).to_contain_text("“07700 900123” could be a phone number")
    assert frames.holds("07700") == 0


def test_words_without_any_go_straight_through(talk: Callable[[], tuple[Page, Frames]]) -> None:
    page, frames = talk()
    page.locator('[name="concerns"][value="cse"]').check()
    page.locator("#typed").fill("she is about 14")
    page.locator("#typed").press("Enter")
    expect(page.locator("#known")).to_contain_text("14")
    assert frames.holds("she is about 14") == 1
    expect(guard(page)).to_have_count(0)


def test_a_reason_is_held_and_danger_never_is(planned: Callable[[], tuple[Page, Frames]]) -> None:
    page, frames = planned()
    item = page.locator(".item:has(.tickbox):has(.decide)").first
    item.locator(".also > summary").click()
    item.locator(".decide summary").click()
    item.locator("textarea").fill("Agreed with Karen Jones, 07700 900123")
    item.locator(".decide .button").first.click()
    expect(guard(page).locator("li")).to_have_count(2)
    expect(guard(page)).to_contain_text("“Karen Jones” could be a name")
    item.locator(".tickbox").click()  # sends no reason, so nothing is held
    expect(item.locator(".done")).to_be_visible()
    assert frames.holds("Karen") == 0
    page.get_by_role("button", name="In danger now").click()
    expect(page.locator("#danger.said")).to_be_visible()
    assert frames.holds("Karen") == 0


def test_a_reason_is_kept_as_it_is_the_second_time(
    planned: Callable[[], tuple[Page, Frames]],
) -> None:
    page, frames = planned()
    item = page.locator(".item:has(.tickbox):has(.decide)").first
    item.locator(".also > summary").click()
    item.locator(".decide summary").click()
    item.locator("textarea").fill("Agreed with Karen Jones")
    item.locator(".decide > .button").click()
    page.get_by_role("button", name="Send it as it is").click()
    expect(item.locator(".decided")).to_contain_text("Agreed with Karen Jones")
    assert frames.holds("Karen Jones") == 1
    expect(guard(page)).to_have_count(0)


def test_plain_forms_are_held_too_and_the_server_does_not_ask_again(
    planned: Callable[[], tuple[Page, Frames]],
) -> None:
    page, frames = planned()
    page.locator(".item:has(.tickbox) .also > summary").first.click()
    page.locator('.item:has(.tickbox) a[href^="/case/outcome/"]').first.click()
    page.locator("#because").fill("Karen Jones said no")
    save = page.get_by_role("button", name="It was not done", exact=True)
    save.click()
    expect(guard(page)).to_contain_text("“Karen Jones”")
    assert frames.holds("Karen Jones") == 0
    save.click()
    page.wait_for_url("**/case/plan#item-*")
    expect(page.locator(".decided").first).to_contain_text("Karen Jones said no")
    assert frames.holds("Karen Jones") == 1


def test_without_a_socket_a_box_that_a_button_does_not_send_stays_here(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page(filtered=True)
    frames = Frames(page)
    page.route("**/socket.io/**", lambda route: route.abort())
    walk = walker(page)
    walk.begin()
    page.locator("#typed").fill("her name is Jess")
    walk.button({"task": "worried"}).click()
    expect(walk.own).to_have_count(2)
    assert frames.holds("Jess") == 0


def test_where_what_looks_cannot_be_fetched_nothing_is_stopped(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    page.route("**/warning.*.js", lambda route: route.abort())
    walk = walker(page)
    walk.begin(task="I am worried about a child")
    walk.connected()
    page.locator('[name="concerns"][value="cse"]').check()
    page.locator("#typed").fill("14")
    page.locator("#typed").press("Enter")
    expect(page.locator("#known")).to_contain_text("14")


def test_it_fits_on_a_narrow_screen(talk: Callable[..., tuple[Page, Frames]], shots: Path) -> None:
    page, _ = talk(NARROW)
    page.locator("#typed").fill("Jess Smith, 07700 900123, dob 03/04/2011, PO1 3AX, @jess_x09")
    page.locator("#typed").press("Enter")
    expect(guard(page).locator("li")).to_have_count(5)
    page.screenshot(path=shots / "guard-narrow.png")
    change = page.get_by_role("button", name="Change it")
    expect(change).to_be_in_viewport(ratio=1)
    box, bar = change.bounding_box(), page.locator("#bar").bounding_box()
    assert box
    assert bar
    assert box["y"] + box["height"] <= bar["y"]
    assert fits(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=shots / "guard-narrow-dark.png")
    assert violations(page) == []
