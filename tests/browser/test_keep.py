"""Saving and deleting a case: by keyboard alone, without JavaScript, on a phone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, PHONE, NewPage
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-keep")]

THUMB = 44  # CSS pixels


def opened(page: Page, server: Server) -> None:
    """The page of a case with two answers."""
    page.goto(server.url)
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="A child is missing now").click()
    page.goto(f"{server.url}/case/keep")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == name:
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_saved_and_deleted_with_the_keyboard_alone(
    new_page: NewPage, server: Server, script: bool
) -> None:
    page = new_page(PHONE)
    opened(page, server)
    if not script:
        kept = page.context.cookies()
        page = new_page(PHONE, java_script_enabled=False)
        page.context.add_cookies(kept)  # type: ignore[arg-type]
        page.goto(f"{server.url}/case/keep")
    if script:
        tab_to(page, "Save all of it, to move it")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert json.loads(Path(download.value.path()).read_text())["waypost_case"] == 1
        tab_to(page, "Delete this case")
        page.keyboard.press("Enter")
        page.wait_for_url("**/case/delete")
        tab_to(page, "Delete this case for good")
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name="Delete this case").click()
        page.get_by_role("button", name="Delete this case for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The case is deleted")
    expect(page).to_have_title("Waypost")
    assert not page.context.cookies()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/case/keep", "/case/delete"])
def test_nothing_is_cut_off_and_thumbs_hit_all(
    new_page: NewPage, server: Server, shots: Path, path: str, scheme: str
) -> None:
    page = new_page(NARROW, color_scheme=scheme)
    opened(page, server)
    page.goto(server.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    small = page.evaluate(
        f"""[...document.querySelectorAll("main button, main .way")]
        .map(found => found.getBoundingClientRect().height).filter(height => height < {THUMB})"""
    )
    assert small == []
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    name = path.rpartition("/")[2]
    page.screenshot(path=shots / f"keep-{name}-{scheme}.png", full_page=True)


def test_a_case_goes_on_by_its_code(new_page: NewPage, server: Server) -> None:
    page = new_page(PHONE)
    opened(page, server)
    code = page.locator(".code").inner_text()
    other = new_page(PHONE)
    other.goto(f"{server.url}/join")
    other.locator("#code").click()
    other.keyboard.type(code)
    other.get_by_label("Social worker", exact=True).check()
    other.get_by_role("button", name="Go on with this case").click()
    expect(other.locator("#log")).to_contain_text("A child is missing now")
