"""A person with a browser goes from the first screen to the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.flow.answers import Answer
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-walks")]
Walk = Callable[[Page], Walker]

WORRIED: dict[str, Answer] = {
    "task": "worried",
    "role": "frontline",
    "area": "hampshire",
    "age": 12,
    "looked_after": "no",
    "living": "family",
    "from_abroad": "no",
    "moved": "no",
    "concerns": ["cse"],
    "missing_status": "not_missing",
    "cse_indicators": ["unexplained_gifts"],
    "carer_may_be_involved": "no",
    "discussed_with_manager": "yes",
    "lead_consulted": "yes",
    "concerns_remain": "yes",
    "record_seraf": "yes",
    "seraf_vulnerabilities": ["low_self_esteem"],
    "seraf_moderate": ["staying_out_late"],
    "seraf_significant": {"unknown_vehicles": ["current", "recent"]},
    "referral_made": "no",
}
SIZES = [
    pytest.param(PHONE, "light", id="phone"),
    pytest.param(DESKTOP, "dark", id="desktop"),
]


def violations(page: Page) -> list[str]:
    """What axe-core finds."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


def fits(page: Page) -> bool:
    """Nothing stands out to the right."""
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return bool(wide[0] <= wide[1])


@pytest.mark.parametrize(("size", "scheme"), SIZES)
def test_worried_from_the_first_screen_to_the_plan(
    new_page: NewPage, walker: Walk, shots: Path, size: tuple[int, int], scheme: str
) -> None:
    page = new_page(size, color_scheme=scheme)
    walk = walker(page)
    page.goto(walk.url)
    assert violations(page) == []
    page.screenshot(path=shots / f"first-{size[0]}.png")
    walk.begin()
    walk.connected()
    walk.answer({"task": "worried"})
    expect(page.locator("[data-focus]:focus")).to_have_text("About the child")
    assert violations(page) == []
    page.screenshot(path=shots / f"turn-{size[0]}.png")
    assert walk.to_the_plan(WORRIED) > 8
    expect(page.locator("#plan-title")).to_be_focused()
    assert violations(page) == []
    assert fits(page)
    page.screenshot(path=shots / f"plan-{size[0]}.png")
    page.screenshot(path=shots / f"plan-{size[0]}-whole.png", full_page=True)

    items = walk.items()
    assert any("referral" in text.lower() for text in items)
    score = page.locator(".score")
    expect(score).to_contain_text("13 points")
    expect(score).to_contain_text("A score is one thing to go by")
    assert page.title() == "Waypost"
    assert page.url.split("#")[0] == f"{walk.url}/case"

    told = page.locator("#log").inner_text()
    page.reload()
    expect(page.locator("#status")).to_have_text("Connected.")
    assert page.locator("#log").inner_text() == told
    assert walk.items() == items


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_danger_said_at_any_moment_puts_999_first(
    new_page: NewPage, walker: Walk, shots: Path, scheme: str, scripts: bool
) -> None:
    page = new_page(NARROW, color_scheme=scheme, java_script_enabled=scripts)
    walk = walker(page)
    walk.begin()
    if scripts:
        walk.connected()
    walk.answer({"task": "missing_now"})
    page.get_by_role("button", name="The child is in danger now").click()
    expect(page.locator(".banner.said")).to_be_visible()
    assert walk.items()[0] == "Ring 999 now"
    urgent = page.locator("#log .turn").last.locator(".urgent").first
    expect(urgent).to_contain_text("Ring 999 now")
    expect(urgent.get_by_role("link", name="Ring 999")).to_have_attribute("href", "tel:999")
    expect(urgent).to_be_in_viewport()
    page.screenshot(path=shots / f"danger-{scheme}-{'script' if scripts else 'plain'}.png")
    if scripts:
        assert violations(page) == []
        assert fits(page)


def test_without_javascript_the_forms_lead_to_the_same_plan(
    new_page: NewPage, walker: Walk
) -> None:
    plain, live = new_page(java_script_enabled=False), new_page()
    for page in (plain, live):
        walker(page).begin()
    walker(live).connected()
    given = {**WORRIED, "record_seraf": "no"}
    assert walker(plain).to_the_plan(given) == walker(live).to_the_plan(given)
    assert walker(plain).items() == walker(live).items()
    assert plain.locator("#log").inner_text() == live.locator("#log").inner_text()


def test_an_answer_is_changed_in_place_and_taken_back(new_page: NewPage, walker: Walk) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin("Yes")
    walk.connected()
    page.get_by_role("link", name="Change : Danger now").click()
    expect(page.get_by_role("button", name="Change the answer")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Keep it as it was").click()
    expect(page.locator(".ask")).to_have_text("What do you need help with?")

    page.locator("a.change").click()
    page.locator('input[value="no"]').check()
    page.get_by_role("button", name="Change the answer").click()
    expect(page.locator("#log")).to_contain_text("You changed “Yes” to “No”.")
    expect(page.locator(".lost")).to_contain_text("Ring 999 now")
    assert "Ring 999 now" not in walk.items()

    page.get_by_role("button", name="Take back the last answer").click()
    expect(page.locator(".lost")).to_have_count(0)
    assert walk.items()[0] == "Ring 999 now"


def test_a_missing_answer_is_asked_for_in_place(new_page: NewPage, walker: Walk) -> None:
    page = new_page(NARROW)
    walk = walker(page)
    walk.begin()
    walk.connected()
    walk.question.get_by_role("button", name="Continue").click()
    expect(page.locator(".problem")).to_have_text("Choose one answer.")
    expect(walk.question.locator("input:focus")).to_have_count(1)
    assert violations(page) == []
    walk.answer({"task": "worried"})
    expect(walk.own).to_have_count(2)


def test_none_of_these_and_the_others_leave_one_another_out(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin()
    walk.connected()
    walk.answer(WORRIED)
    age = walk.question.locator('[data-fact="age"]')
    age.locator(".box").fill("12")
    age.locator('[data-alone="unknown"]').check()
    expect(age.locator(".box")).to_have_value("")
    age.locator(".box").fill("13")
    expect(age.locator('[data-alone="unknown"]')).not_to_be_checked()
    walk.answer(WORRIED)
    concerns = walk.question.locator('[data-fact="concerns"]')
    concerns.locator('input[value="cse"]').check()
    concerns.locator('[data-alone="none"]').check()
    expect(concerns.locator('input[value="cse"]')).not_to_be_checked()
