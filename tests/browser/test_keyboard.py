"""A whole task by keyboard alone; at each turn what a screen reader is given is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-keyboard")]
Walk = Callable[[Page], Walker]
MOST_STOPS = 120

# What is announced: nodes that come into the log, and the words of the line that tells how it is.
WATCH = """() => {
  window.told = [];
  const log = document.getElementById("log");
  new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
    if (node.id && log.getAttribute("aria-live") !== "off") told.push(node.id);
  }))).observe(log, { childList: true });
}"""
# A control in the tree, with its name where it has one.
CONTROL = re.compile(r'- (?:button|radio|checkbox|textbox)(?: "([^"]+)")?')
HERE = """() => {
  const at = document.activeElement;
  const field = at.closest("fieldset");
  return { tag: at.tagName, type: at.type ?? "", name: at.name ?? "", value: at.value ?? "",
    text: at.textContent.trim(), alone: at.matches("[name$='.unknown']"),
    radio: at.type === "radio" && field.querySelector("input:checked") === null };
}"""


def here(page: Page) -> dict[str, Any]:
    found = page.evaluate(HERE)
    assert isinstance(found, dict)
    return found


def answer_by_keyboard(page: Page) -> None:
    """Go on from the heading, not knowing anything, until a button sends it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = here(page)
        if at["tag"] == "BUTTON" and (at["value"] == "unknown" or at["alone"]):
            return page.keyboard.press("Enter")
        if at["tag"] == "BUTTON" and at["text"] == "Continue":
            return page.keyboard.press("Enter")
        if at["radio"]:
            page.keyboard.press("ArrowUp")  # the last: I don't know
            assert here(page)["value"] == "unknown"
        elif at["type"] == "checkbox" and at["alone"]:
            page.keyboard.press("Space")
    raise AssertionError("the keyboard finds no way to answer")


def test_a_task_from_the_first_screen_to_the_plan_by_keyboard(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    page.goto(walker(page).url)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = here(page)
        if at["radio"]:
            page.keyboard.press("ArrowUp")
        if at["value"] == "worried":
            break
    page.keyboard.press("Enter")
    walk = walker(page)
    walk.connected()
    page.evaluate(WATCH)
    page.locator("#question [data-focus]").focus()  # it is at the advice to act now
    turns = page.locator("#log .turn").count()
    assert turns == 2
    while walk.question.count():
        answer_by_keyboard(page)
        turns += 1
        expect(page.locator("#log .turn")).to_have_count(turns)
        expect(page.locator("[data-focus]:focus")).to_have_count(1)
        expect(page.locator("#status")).to_have_text("Saved.")
        told = page.evaluate("told")
        # What is urgent is heard before the heading that the focus is on, and not from the log.
        urgent = {n for n in range(3, turns + 1) if page.locator(f"#turn-{n} .urgent").count()}
        by_log = [f"turn-{number}" for number in range(3, turns + 1) if number not in urgent]
        assert told == by_log, "each is told once"
        if turns in urgent:
            heard = page.locator("[data-focus]:focus")
            expect(heard).to_have_accessible_name(re.compile("^Do this now: "))
        if walk.question.count():
            heading = page.locator("#question [data-focus]").inner_text().splitlines()[-1]
            tree = page.locator("#answer").aria_snapshot()
            assert re.search(f'heading "(Do this now: .*)?{re.escape(heading)}"', tree)
            controls = CONTROL.findall(tree)
            assert len(controls) >= 3, tree
            assert all(controls), "each has a name"
    expect(page.locator("#plan-title")).to_be_focused()
    assert turns > 8


def test_the_page_of_the_first_answer_has_the_focus_on_what_is_asked_next(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin(task="I am worried about a child")
    expect(page.locator("#question [data-focus]")).to_be_focused()
    walk.connected()
    page.locator("#typed").focus()
    page.reload()
    walk.connected()
    expect(page.locator("#question [data-focus]")).to_be_focused()


def test_an_error_is_told_where_it_is_and_the_rest_stays(new_page: NewPage, walker: Walk) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin(task="I am worried about a child")
    walk.connected()
    walk.question.locator('[name="concerns"][value="cse"]').check()
    age = walk.question.locator('[data-fact="age"]')
    age.locator(".box").fill("400")
    age.locator(".box").press("Enter")
    expect(age.get_by_role("alert")).to_contain_text("Give a whole number from 0 to 120")
    expect(age.get_by_role("heading")).to_be_focused()
    expect(age.locator(".box")).to_have_value("400")
    expect(page.locator("#log .turn")).to_have_count(2)


def test_advice_to_act_now_is_heard_once_before_the_question(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin()
    walk.connected()
    page.evaluate(WATCH)
    page.get_by_role("button", name="In danger now").click()
    heard = page.locator("[data-focus]:focus")
    expect(heard).to_have_accessible_name("Do this now: Ring 999 now. What do you need help with?")
    assert page.evaluate("told") == [], "the log would tell it a second time, and cut short"
    expect(page.locator("#log .urgent")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(walk.question.locator(".ask")).to_have_accessible_name("What do you need help with?")
