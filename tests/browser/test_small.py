"""A small screen: the plan is short, nothing lies under the rows that stay, and 999 is at hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.flow.model import Pack
from tests.browser.conftest import NARROW, PHONE, NewPage
from tests.browser.test_sights import planned, until
from tests.browser.test_walks import fits, violations
from tests.web.clients import Forms
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-small")]
SCREENS = 14  # of a phone: the whole page of a plan took 37
RED = "rgb(179, 35, 27)"
Show = Callable[..., Page]


@pytest.fixture
def forms(server: Server, pack: Pack) -> Forms:
    return Forms(server.url, pack)


@pytest.fixture
def show(new_page: NewPage, forms: Forms) -> Show:
    def opened(path: str, size: tuple[int, int] = NARROW, **options: object) -> Page:
        page = new_page(size, **options)
        page.context.add_cookies(
            [{"name": c.name, "value": str(c.value), "url": forms.url} for c in forms.http.cookies]
        )
        page.goto(forms.url + path)
        return page

    return opened


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_a_plan_is_short_and_each_row_opens_to_all_of_it(
    show: Show, forms: Forms, pack: Pack, scripts: bool
) -> None:
    planned(forms, pack)
    page = show("/case/plan", PHONE, java_script_enabled=scripts)
    assert page.locator("html").evaluate("it => it.scrollHeight") < SCREENS * PHONE[1]
    folded = page.locator("#items .fold:not([open])")
    assert folded.count() > 8
    cautions = {rule.do for rule in pack.rules if rule.caution}
    for row in folded.all():
        item = row.locator("xpath=..")
        expect(item.locator("h4")).to_be_visible()
        title = item.locator("h4").inner_text()
        expect(item.locator(".tickbox:visible")).to_have_count(0 if title in cautions else 1)
        expect(item.locator(".how").first).to_be_hidden()
    number = folded.last.locator("xpath=..").get_attribute("id")
    row = page.locator(f"[id='{number}']")
    row.locator(".fold > summary").press("Enter")
    expect(row.locator(".how").first).to_be_visible()
    row.locator(".also > summary").press("Enter")
    expect(row.get_by_role("link", name="Done earlier, or not done?")).to_be_visible()
    expect(row.get_by_role("link", name="This advice is wrong")).to_be_visible()


def test_the_way_to_a_contacts_card_opens_the_item_that_has_it(
    show: Show, forms: Forms, pack: Pack
) -> None:
    planned(forms, pack)
    page = show("/case/plan")
    page.locator("#items details").evaluate_all("all => all.forEach(it => (it.open = false))")
    more = page.locator("a.fuller").first
    more.evaluate("it => it.closest('.fold').open = true")
    target = (more.get_attribute("href") or "").removeprefix("#")
    expect(page.locator(f"[id='{target}']")).to_be_hidden()
    more.click()
    expect(page.locator(f"[id='{target}']")).to_be_visible()


def test_your_case_tells_ones_own_from_others_and_counts_its_own(
    show: Show, forms: Forms, pack: Pack
) -> None:
    planned(forms, pack)
    page = show("/case#beside", PHONE)
    own = page.locator("#todo .todo:not(.settled)").count()
    expect(page.locator("#tally")).to_contain_text(f"{own} still to do, 1 done")
    expect(page.locator("#bar")).to_contain_text(f"{own} to do")
    assert page.locator("#theirs .todo").count() > 0
    for name in ("What you do", "What others do"):
        expect(page.locator("#beside").get_by_role("heading", name=name)).to_be_visible()
    page.locator("#todo .settled").evaluate("it => it.remove()")
    expect(page.get_by_role("list", name="What you do").get_by_role("listitem")).to_have_count(own)


def test_each_box_of_the_seraf_has_its_time_beside_it(show: Show, forms: Forms, pack: Pack) -> None:
    until("seraf_significant")(forms, pack)
    page = show("/case")
    for cell in page.locator(".cell").all()[:4]:
        box, words = cell.locator("input").bounding_box(), cell.locator("span").bounding_box()
        assert box
        assert words
        assert words["x"] > box["x"] + box["width"]
        assert words["x"] + words["width"] <= NARROW[0]
    expect(page.locator(".periods thead")).to_be_hidden()
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    row = page.locator(".periods tbody tr").nth(5)
    row.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 200)")
    bar = page.locator(".bar").bounding_box()
    for head in page.locator(".periods thead th").all():
        top = head.evaluate(
            "it => { const r = document.createRange(); r.selectNodeContents(it);"
            " return r.getBoundingClientRect().top; }"
        )
        assert bar
        assert top >= bar["y"] + bar["height"], "the head lies under the row at the top"


def test_what_to_do_if_nobody_picks_up_stands_under_the_button(
    show: Show, forms: Forms, pack: Pack
) -> None:
    planned(forms, pack)
    page = show("/case")
    found = page.locator("#log .urgent .ring + .note.next").all()
    assert found
    for note in found:
        button = note.locator("xpath=preceding-sibling::*[1]").bounding_box()
        words = note.bounding_box()
        assert button
        assert words
        assert words["y"] >= button["y"] + button["height"]


@pytest.mark.parametrize("screen", ["role", "seraf_significant"])
def test_on_its_side_a_phone_keeps_its_height_for_what_is_asked(
    show: Show, forms: Forms, pack: Pack, screen: str
) -> None:
    until(screen)(forms, pack)
    page = show("/case", (640, 330))
    page.evaluate("scrollTo(0, 400)")
    taken = page.evaluate(
        """() => [".bar", ".casebar"].reduce((sum, name) => {
          const found = document.querySelector(name);
          const stays = ["sticky", "fixed"].includes(getComputedStyle(found).position);
          return sum + (stays ? found.offsetHeight : 0);
        }, 0)"""
    )
    assert taken < 330 / 4
    expect(page.get_by_role("link", name="Ring 999", exact=True).first).to_be_in_viewport()
    assert fits(page)


def test_999_looks_the_same_wherever_it_is(show: Show, forms: Forms, pack: Pack) -> None:
    forms.begin("yes")
    page = show("/case/plan", (1280, 900))
    found = page.locator('a[href="tel:999"]:visible').all()
    assert len(found) > 2
    for link in found:
        expect(link).to_have_css("background-color", RED)
    number = page.locator('#items a[href^="/case/outcome/"]').first.get_attribute("href")
    page.goto(forms.url + (number or ""))
    expect(page.locator('.bar a[href="tel:999"]')).to_be_in_viewport()


def test_ones_own_answers_have_an_edge_with_forced_colours(
    show: Show, forms: Forms, pack: Pack
) -> None:
    forms.begin("yes")
    page = show("/case", PHONE, forced_colors="active")
    edge = page.locator("#log .own").first
    expect(edge).to_have_css("border-top-width", "1px")
    expect(edge).to_have_css("border-top-color", "rgb(0, 0, 0)")


def test_yes_and_no_stand_side_by_side_where_an_answer_is_missing(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(NARROW)
    # A browser writes a 422 into its console, where this file takes it for a fault.
    page.route(
        "**/case", lambda route: route.fulfill(response=route.fetch(max_redirects=0), status=200)
    )
    page.goto(server.url)
    page.get_by_role("button", name="I am worried about a child").click()
    expect(page.locator(".field.wrong")).to_be_visible()
    yes, no = (
        page.locator(".first-danger .govuk-radios__item").nth(at).bounding_box() for at in (0, 1)
    )
    assert yes
    assert no
    assert yes["y"] == no["y"]
    assert no["x"] > yes["x"]
