"""Two people in one case: each page learns that the other has gone on, and takes nothing away."""

from __future__ import annotations

import pytest
from playwright.sync_api import WebSocket, expect

from assistant.flow.model import Pack
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.test_bars import clear
from tests.browser.test_held import CHILD
from tests.browser.test_sights import LEAD
from tests.browser.walker import Walker
from tests.web.clients import Forms
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-company")]
TASK = "I am worried about a child"
MOVED = "Somebody else has answered."


def begun(new_page: NewPage, server: Server, size: tuple[int, int] = PHONE) -> Walker:
    walk = Walker(new_page(size), server.url)
    walk.begin(task=TASK)
    walk.connected()
    return walk


def other_of(walk: Walker, new_page: NewPage, size: tuple[int, int] = PHONE) -> Walker:
    """The lead, who has joined by the code."""
    code = walk.page.locator("p.code").inner_text()
    page = new_page(size)
    page.goto(f"{walk.url}/join")
    page.get_by_label("The code of the case").fill(code)
    page.get_by_label("Designated lead").check()
    page.get_by_role("button", name="Go on with this case").click()
    other = Walker(page, walk.url)
    other.connected()
    return other


def ask(walk: Walker) -> str:
    """The question, without what is urgent and heard before it by whoever has just answered."""
    return walk.question.locator(".ask").first.inner_text().splitlines()[-1]


def test_a_page_in_which_nothing_is_given_shows_what_is_asked_now(
    new_page: NewPage, server: Server
) -> None:
    walk = begun(new_page, server)
    other = other_of(walk, new_page)
    expect(walk.page.locator("#log .joined")).to_contain_text("took up this case")
    other.answer(CHILD)
    expect(walk.page.locator("#status")).to_have_text(MOVED)
    expect(walk.page.locator("#known")).to_contain_text("14")
    assert ask(walk) == ask(other)
    walk.answer({})
    expect(other.page.locator("#status")).to_have_text(MOVED)
    assert ask(walk) == ask(other)
    done = other.page.locator("#bar")
    done.click()
    other.page.locator("#todo .tickbox").first.click()
    expect(walk.page.locator("#todo .settled")).to_have_count(1)


@pytest.mark.parametrize("size", [NARROW, DESKTOP])
def test_a_question_is_not_taken_from_under_somebodys_hands(
    new_page: NewPage, server: Server, size: tuple[int, int]
) -> None:
    walk = begun(new_page, server, size)
    other = other_of(walk, new_page)
    page = walk.page
    page.locator('[name="age"]').fill("15")
    before = ask(walk)
    other.answer(CHILD)
    said = page.locator("#moved")
    expect(said).to_contain_text("Somebody has answered this.")
    clear(said)
    assert ask(walk) == before
    expect(page.locator('[name="age"]')).to_have_value("15")
    expect(page.locator('[name="age"]')).to_be_focused()
    said.get_by_role("button", name="Show what is new").click()
    expect(page.locator("#question [data-focus]")).to_be_focused()
    expect(said).to_be_empty()
    assert ask(walk) == ask(other)


def test_one_who_answers_gets_one_frame_however_many_look_on(
    new_page: NewPage, server: Server
) -> None:
    page = new_page()
    frames: list[str] = []

    def watch(socket: WebSocket) -> None:
        for way in ("framesent", "framereceived"):
            socket.on(way, lambda frame: frames.append(str(frame)))

    page.on("websocket", watch)
    walk = Walker(page, server.url)
    walk.begin(task=TASK)
    walk.connected()
    other = other_of(walk, new_page)
    expect(page.locator("#log .joined")).to_have_count(1)
    frames.clear()
    walk.answer(CHILD)
    expect(other.page.locator("#status")).to_have_text(MOVED)
    page.wait_for_timeout(300)
    turn = [frame[:2] for frame in frames if frame.startswith("4")]
    assert turn == ["42", "43"], "one each way"


def test_what_is_answered_by_a_plain_form_is_told_to_open_pages(
    new_page: NewPage, server: Server, pack: Pack
) -> None:
    walk = begun(new_page, server)
    form = Forms(server.url, pack)
    form.http.cookies.update({c["name"]: c["value"] for c in walk.page.context.cookies()})
    found = form.get().question
    assert found
    form.sent(form.post(found, [("concerns", "cse"), ("age", "14")]))
    expect(walk.page.locator("#status")).to_have_text(MOVED)
    expect(walk.page.locator("#known")).to_contain_text("14")


def test_too_much_at_once_is_said_and_not_sent_again(new_page: NewPage, server: Server) -> None:
    walk = begun(new_page, server)
    page = walk.page
    walk.fill(CHILD)
    # No field lets so much in: a page that was meddled with does.
    page.locator('[name="age"]').evaluate(
        "e => { e.maxLength = 200000; e.value = '1'.repeat(100000) }"
    )
    walk.button({}).click()
    expect(page.locator("#problem")).to_contain_text("That is too much to send at once.")
    expect(page.locator(".saving")).to_have_count(0)
    page.locator('[name="age"]').fill("14")
    walk.go_on(CHILD)
    expect(page.locator("#known")).to_contain_text("14")


def test_what_is_written_about_an_item_stays_while_the_plan_changes(
    new_page: NewPage, server: Server, pack: Pack
) -> None:
    form = Forms(server.url, pack)
    form.begin("unknown")
    form.walk(LEAD)
    pages = [new_page(PHONE), new_page(PHONE)]
    for page in pages:
        page.context.add_cookies(
            [{"name": c.name, "value": str(c.value), "url": form.url} for c in form.http.cookies]
        )
        page.goto(f"{server.url}/case")
        expect(page.locator("#status")).to_have_text("Connected.")
    page, other = pages
    page.locator("#items .item:has(.decide) .also > summary").first.click()
    page.locator("#items .decide summary").first.click()
    box = page.locator("#items .decide textarea").first
    box.fill("We act tomorrow, because")
    other.locator("#log a.change", has_text="danger").first.click()
    other.locator("#question").get_by_role("button", name="No", exact=True).click()
    expect(page.locator("#status")).to_have_text(MOVED)
    expect(box).to_have_value("We act tomorrow, because")
    page.get_by_role("button", name="Show what is new").click()
    expect(page.locator("#news")).to_contain_text("No longer in your plan")
