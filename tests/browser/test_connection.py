"""The line breaks and the server dies: an answer given is kept, said to be unsaved, sent once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from assistant.cases.packs import open_pack
from assistant.cases.sqlite import SqliteStore
from tests.browser.conftest import NewPage
from tests.browser.walker import Walker
from tests.web.clients import Forms
from tests.web.filter import Blocks, Filter
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-connection")]
_COUNT = """() => {
  window.changes = 0;
  new MutationObserver((found) => (window.changes += found.length)).observe(document.body,
    { attributes: true, childList: true, characterData: true, subtree: true });
}"""


def kept(server: Server, case: str) -> list[object]:
    store = SqliteStore(server.data)
    log = store.log(store.held(case)[0].id)
    store.close()
    return [entry.value for entry in log]


def cut_off(page: Page, server: Server, danger: str = "No") -> Walker:
    """A conversation that has begun, and whose server has gone."""
    walk = Walker(page, server.url)
    walk.begin(danger)
    walk.connected()
    server.kill()
    expect(page.locator("#status")).to_contain_text("No connection")
    return walk


def test_an_answer_survives_a_kill_before_it_is_acknowledged(
    new_page: NewPage, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data")
    server.start(fault="after-append:2")
    try:
        page = new_page()
        walk = Walker(page, server.url)
        walk.begin()
        walk.connected()
        walk.button({"task": "worried"}).click()
        assert server.ended() == -9
        expect(page.locator(".saving")).to_contain_text("Not saved yet")
        server.start()
        expect(walk.own).to_have_count(2)
        expect(page.locator(".saving")).to_have_count(0)
        walk.answer({})
        case = next(c for c in page.context.cookies() if c.get("name") == "waypost_case")
    finally:
        server.stop()
    values = kept(server, str(case.get("value")))
    assert values[:2] == [{"immediate_danger": "no"}, {"task": "worried"}]
    assert len(values) == 3


def test_an_answer_given_without_a_connection_is_sent_once_it_is_back(
    new_page: NewPage, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data")
    with server:
        page = new_page()
        walk = cut_off(page, server)
        button = walk.button({"task": "worried"})
        button.click()
        button.click()
        expect(page.locator(".saving")).to_have_count(1)
        expect(page.locator(".saving")).to_contain_text("Not saved yet")
        server.start()
        expect(walk.own).to_have_count(2)
        expect(walk.question.locator(".ask").first).to_have_text("Your worry")


def test_where_the_network_is_back_nobody_waits_for_the_next_try(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    page.clock.install()
    walk = Walker(page, server.url)
    walk.begin()
    walk.connected()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=2))  # no try is ever due
    page.context.set_offline(True)
    walk.button({"task": "worried"}).click()
    expect(page.locator(".saving")).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    expect(walk.question.locator(".ask").first).to_have_text("Your worry")
    expect(page.locator(".saving")).to_have_count(0)


def test_a_phone_that_slept_finds_out_by_itself_that_its_line_is_dead(
    new_page: NewPage, tmp_path: Path
) -> None:
    with Server(tmp_path / "data") as server:
        page = new_page()
        page.clock.install()
        walk = Walker(page, server.url)
        walk.begin()
        walk.connected()
        page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=2))
        page.evaluate("() => Object.defineProperty(document, 'hidden', { get: () => away })")
        turn = """(away) => {
          window.away = away;
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
        for seconds, said in (
            (2, "Connected."),
            (10, "No connection. What you give is kept here."),
        ):
            page.evaluate(turn, True)
            server.hold()
            page.clock.run_for(seconds * 1000)
            page.evaluate(turn, False)
            page.clock.run_for(5000)
            expect(page.locator("#status")).to_have_text(said)
            server.go_on()
        expect(page.locator("#status")).to_have_text("Connected again.")
        walk.answer({"task": "worried"})
        expect(walk.question.locator(".ask").first).to_have_text("Your worry")


def test_two_tabs_on_one_case_see_the_same(new_page: NewPage, server: Server) -> None:
    page = new_page()
    walk = Walker(page, server.url)
    walk.begin()
    walk.connected()
    other = page.context.new_page()
    other.goto(f"{server.url}/case")
    second = Walker(other, server.url)
    second.connected()
    walk.answer({"task": "worried"})
    expect(second.own).to_have_count(2)
    expect(other.locator("#question")).to_contain_text("Your worry")
    assert other.locator("#log").inner_text() == page.locator("#log").inner_text()


@pytest.mark.parametrize("blocks", [Blocks.REFUSES, Blocks.SWALLOWS])
def test_where_a_filter_blocks_websockets_long_polling_serves(
    new_page: NewPage, server: Server, blocks: Blocks
) -> None:
    with Filter(server.port, blocks) as between:
        page = new_page(filtered=True)
        walk = Walker(page, between.url)
        walk.begin()
        expect(page.locator("#status")).to_have_text("Connected.", timeout=40_000)
        page.evaluate("window.here = true")
        walk.answer({"task": "worried"})
        expect(walk.own).to_have_count(2)
        assert page.evaluate("window.here") is True, "the page was loaded again"
        assert between.blocked > 0


def test_where_no_socket_comes_up_at_all_the_forms_serve(new_page: NewPage, server: Server) -> None:
    with Filter(server.port, Blocks.ALL) as between:
        page = new_page(filtered=True)
        walk = Walker(page, between.url)
        walk.begin()
        expect(page.locator("#status")).to_contain_text("Working without a live connection")
        walk.button({"task": "worried"}).click()
        expect(walk.own).to_have_count(2)
        expect(walk.question.locator(".ask").first).to_have_text("Your worry")
        assert between.blocked > 0


def test_what_a_button_does_waits_behind_an_answer_and_each_is_sent_once(
    new_page: NewPage, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data")
    with server:
        page = new_page()
        walk = cut_off(page, server, "Yes")
        walk.button({"task": "worried"}).click()
        expect(page.locator("#status")).to_have_text("No connection. Not saved yet.")
        page.locator("#bar").click()
        done = page.locator("#todo .tickbox").first
        done.click()
        done.click()
        page.keyboard.press("Escape")
        expect(page.locator(".saving")).to_have_count(2)
        expect(page.locator(".saving").last).to_have_text("Done Not saved yet.")
        server.start()
        expect(page.locator(".saving")).to_have_count(0)
        expect(page.locator("#todo .settled")).to_have_count(1)
        expect(walk.question.locator(".ask").first).to_have_text("Your worry")
        case = next(c for c in page.context.cookies() if c.get("name") == "waypost_case")
    assert kept(server, str(case.get("value"))) == [
        {"immediate_danger": "yes"},
        {"task": "worried"},
        {"item": "ring-999", "done": "yes"},
    ]


def test_danger_is_taken_while_an_answer_waits_and_a_step_back_is_not_where_that_fails(
    new_page: NewPage, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data")
    with server:
        page = new_page()
        walk = cut_off(page, server)
        walk.button({"task": "worried"}).click()
        page.get_by_role("button", name="Take back the last answer").click()
        page.get_by_role("button", name="In danger now").click()
        expect(page.locator(".saving")).to_have_count(3)
        page.context.set_offline(True)
        # Somebody else was there first.
        form = Forms(server.url, open_pack())
        form.http.cookies.update({c["name"]: c["value"] for c in page.context.cookies()})
        server.start()
        found = form.get().question
        assert found
        form.sent(form.post(found, [("task", "returned")]))
        page.context.set_offline(False)
        expect(page.locator(".saving")).to_have_count(0)
        expect(page.locator("#danger.said")).to_be_visible()
        case = next(c for c in page.context.cookies() if c.get("name") == "waypost_case")
    assert kept(server, str(case.get("value"))) == [
        {"immediate_danger": "no"},
        {"task": "returned"},
        {"immediate_danger": "yes"},
    ]


def test_nothing_is_drawn_between_a_tap_and_a_question_that_comes_at_once(
    new_page: NewPage, server: Server
) -> None:
    """A page that is drawn anew in between holds the question up."""
    page = new_page()
    held: list[Callable[[], None]] = []

    def route(socket: WebSocketRoute) -> None:
        def back(message: str | bytes) -> None:
            if "Your worry" in str(message):
                held.append(lambda: socket.send(message))
            else:
                socket.send(message)

        socket.connect_to_server().on_message(back)

    page.route_web_socket(re.compile("/socket.io/"), route)
    page.clock.install()
    walk = Walker(page, server.url)
    walk.begin()
    walk.connected()
    page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=2))
    page.evaluate(_COUNT)
    walk.button({"task": "worried"}).click()
    while not held:
        page.wait_for_timeout(20)
    assert page.evaluate("changes") == 0
    page.clock.run_for(1000)
    expect(page.locator(".saving")).to_contain_text("Saving")
    expect(page.locator("#status")).to_have_text("Saving…")  # in sight, wherever somebody reads
    held[0]()
    expect(walk.question.locator(".ask").first).to_have_text("Your worry")
    expect(page.locator(".saving")).to_have_count(0)


def test_a_place_that_an_older_page_lacks_holds_nothing_up(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    walk = Walker(page, server.url)
    walk.begin()
    walk.connected()
    page.evaluate(
        "for (const id of ['todo', 'tally', 'open']) document.getElementById(id).remove()"
    )
    walk.button({"task": "worried"}).click()
    expect(walk.question.locator(".ask").first).to_have_text("Your worry")
    expect(page.locator("#known")).to_contain_text("I am worried about a child")
