"""The plan on paper: one clean document, black on white, with what was done and decided."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import DESKTOP, PHONE, NewPage
from tests.browser.test_walks import WORRIED, Walk
from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-print")]
SCREEN_ONLY = (
    ".bar",
    "#log",
    "#now",
    "#beside",
    "#bar",
    "#since",
    ".tickbox",
    ".also",
    ".says",
    "textarea",
    "#plan .button",
)
CONTROLS = (
    "What to say",
    "This advice is wrong",
    "Done earlier, or not done?",
    "Done at another time?",
    "We decided otherwise",
    "Change what was decided",
    "What has happened since?",
    "Go on with the questions",
    "calendar",
    "More about it",
    "Your case",
    "Ask the guide",
)
PAPERS = 1.5  # how many times as long as the PDF of the same plan


def pages(pdf: bytes) -> list[str]:
    """The words of each page, a line of theirs a line."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def planned(walk: Walker) -> Page:
    walk.begin("Yes")
    walk.connected()
    walk.to_the_plan({**WORRIED, "role": "designated_lead", "record_seraf": "no"})
    return walk.page


def test_the_plan_prints_as_one_clean_document(
    new_page: NewPage, walker: Walk, shots: Path
) -> None:
    page = planned(walker(new_page(DESKTOP, color_scheme="dark")))
    page.locator("#items .tickbox").first.click()
    expect(page.locator("#items .done")).to_have_count(1)
    item = page.locator("#items .item:has(.fold[open] .decide)").last
    item.locator(".also > summary").click()
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


def test_the_way_to_the_plan_is_not_on_paper(new_page: NewPage, walker: Walk) -> None:
    page = planned(walker(new_page(DESKTOP)))
    page.reload()
    way = page.get_by_text("Go to your plan")
    expect(way).to_be_visible()
    page.emulate_media(media="print")
    expect(way).to_be_hidden()


# What a browser does that does not know `::details-content`: what is folded is not there.
OLDER = "details:not([open])::details-content { display: none !important; }"


def test_an_older_browser_prints_what_is_folded_too_and_folds_it_again(
    new_page: NewPage, walker: Walk
) -> None:
    page = planned(walker(new_page(PHONE, bypass_csp=True)))
    page.add_style_tag(content=OLDER)
    open_now = "() => [...document.querySelectorAll('details')].map((one) => one.open)"
    before = page.evaluate(open_now)
    assert False in before
    assert True in before
    cited = page.locator("#items .cite").all_text_contents()
    assert len(cited) > 5
    printed = " ".join(" ".join(pages(page.pdf(format="A4"))).split())
    assert printed.count("Rests on: section") >= len(cited)
    page.wait_for_function(f"(was) => `${{({open_now})()}}` === `${{was}}`", arg=before)


@pytest.mark.parametrize(("size", "path"), [(PHONE, "/case/plan"), (DESKTOP, "/case")])
def test_it_is_about_as_long_as_the_paper_and_nothing_is_cut(
    new_page: NewPage, walker: Walk, size: tuple[int, int], path: str
) -> None:
    walk = walker(new_page(size))
    page = planned(walk)
    page.goto(walk.url + path)
    titles = walk.items()
    numbers = {
        text.removeprefix("Ring ") for text in page.locator("#items .call").all_inner_texts()
    }
    printed = pages(page.pdf(format="A4"))
    page.goto(f"{walk.url}/case/documents")
    page.get_by_role("link", name=re.compile(r"\bPlan$")).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PDF").first.click()
    paper = PdfReader(waiting.value.path()).pages
    assert len(printed) <= PAPERS * len(paper)

    # A word may be cut at the end of a line of the PDF's text, never a sentence of ours.
    lines = [[line.strip() for line in text.split("\n") if line.strip()] for text in printed]
    for title in titles:
        (at,) = {n for n, page_lines in enumerate(lines) if title in " ".join(page_lines)} or {-1}
        assert at >= 0, f"cut by the end of a page: {title}"
        assert not title.endswith(lines[at][-1]), f"left alone at the foot of a page: {title}"
    said = " ".join(" ".join(found) for found in lines)
    assert [words for words in CONTROLS if words in said] == []
    assert [number for number in numbers if number not in said] == []
    assert len(numbers) > 2
