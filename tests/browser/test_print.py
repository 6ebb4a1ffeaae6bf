"""The plan on paper: one clean document, black on white, with what was done and decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, NewPage
from tests.browser.test_walks import WORRIED, Walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-print")]
SCREEN_ONLY = (".bar", "#log", "#now", "#beside", "#bar", ".tick button", ".decide", "textarea")


def test_the_plan_prints_as_one_clean_document(
    new_page: NewPage, walker: Walk, shots: Path
) -> None:
    page = new_page(DESKTOP, color_scheme="dark")
    walk = walker(page)
    walk.begin("Yes")
    walk.connected()
    walk.to_the_plan({**WORRIED, "role": "designated_lead", "record_seraf": "no"})
    page.locator("#items .tickbox").first.click()
    expect(page.locator("#items .done")).to_have_count(1)
    item = page.locator("#items .item").nth(2)
    item.locator(".decide summary").click()
    item.locator("textarea").fill("It was agreed at the meeting.")
    item.locator(".decide .button").click()
    expect(item.locator(".decided")).to_be_visible()

    page.emulate_media(media="print")
    assert page.pdf(path=shots / "plan.pdf").startswith(b"%PDF")
    for part in SCREEN_ONLY:
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    said = page.locator("main").inner_text()
    assert "Done" in said
    assert "It was agreed at the meeting." in said
    assert "This plan follows the" in said
    assert "What stands under “Since then” is not in the protocol." in said
    assert "Rests on: section" in said, "what is folded on the screen is open on paper"
    for text in page.locator("h2, h4, .how li, .decided, .cite").all()[:40]:
        if text.is_visible():
            expect(text).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
