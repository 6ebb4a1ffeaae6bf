"""The one box, in a browser: noticed, asked, put right, kept; by keyboard, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.test_walks import WORRIED, fits, violations
from tests.browser.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-box")]
Walk = Callable[[Page], Walker]
NOTICED = "she has a new phone and won't say who gave it to her"
GIFTS = 'input[value="cse_indicators unexplained_gifts"]'
TASK = "I am worried about a child"


def card(page: Page) -> Locator:
    return page.locator("#box .card")


def say(page: Page, text: str) -> None:
    page.locator("#typed").fill(text)
    page.locator("#typed").press("Enter")


def talk(walk: Walker, task: str = TASK) -> Page:
    walk.begin(task=task)
    walk.connected()
    return walk.page


def test_what_was_noticed_stands_ticked_later_and_counts_once_answered(
    new_page: NewPage, walker: Walk, shots: Path
) -> None:
    walk = walker(new_page())
    page = talk(walk)
    page.locator('[name="age"]').fill("14")
    say(page, NOTICED)
    heading = card(page).get_by_role("heading", name="That may be one of these. Tick what fits.")
    expect(heading).to_be_focused()
    expect(card(page).locator("[name=noticed]:checked")).to_have_count(0)
    expect(page.locator("#typed")).to_have_value("")
    page.screenshot(path=shots / "box-noticed.png", full_page=True)
    page.get_by_role("button", name="Add what I ticked").click()
    expect(page.locator("#box-empty")).to_be_visible()
    page.locator(GIFTS).check()
    page.get_by_role("button", name="Add what I ticked").click()
    expect(card(page)).to_contain_text("What you noticed is kept")
    expect(page.locator('[name="age"]')).to_have_value("14")
    expect(walk.own.last).to_contain_text("You noticed: Gifts or new things")
    page.screenshot(path=shots / "box-kept.png", full_page=True)
    given = {**WORRIED, "concerns": []}
    walk.answer(given)
    expect(card(page)).to_have_count(0)
    while not page.locator('[data-fact="cse_indicators"]').count():
        walk.answer(given)
    expect(page.locator("#question")).to_contain_text("You noticed this in your own words.")
    ticked = page.locator('[data-fact="cse_indicators"] input:checked')
    expect(ticked).to_have_count(1)
    expect(ticked).to_have_value("unexplained_gifts")
    page.get_by_role("button", name="Continue", exact=True).click()
    while walk.question.count() and page.locator("#question [data-fact]").count():
        walk.answer(given)
    expect(page.locator("#known")).to_contain_text("(noticed in own words)")


def test_a_question_is_answered_and_the_conversation_goes_on(
    new_page: NewPage, walker: Walk, shots: Path
) -> None:
    page = talk(walker(new_page()))
    page.locator('[name="age"]').fill("14")
    say(page, "who is the MET lead?")
    expect(card(page).get_by_role("heading", name="This is what the guide says")).to_be_focused()
    page.screenshot(path=shots / "box-question.png", full_page=True)
    card(page).get_by_role("button", name="Go on").click()
    expect(card(page)).to_have_count(0)
    expect(page.locator("#question [data-focus]")).to_be_focused()
    expect(page.locator('[name="age"]')).to_have_value("14")
    say(page, "what is the capital of France?")
    expect(card(page)).to_contain_text("Ask instead")
    page.screenshot(path=shots / "box-no-answer.png", full_page=True)


def test_one_tap_puts_each_reading_right(new_page: NewPage, walker: Walk, shots: Path) -> None:
    walk = walker(new_page())
    page = talk(walk, "")
    say(page, "purple")
    expect(card(page)).to_contain_text("I could not tell what that is")
    say(page, "returned")
    expect(card(page)).to_contain_text("I took that as your answer.")
    expect(page.locator("#question [data-focus]")).to_be_focused()
    expect(walk.own).to_have_count(2)
    page.screenshot(path=shots / "box-answer.png", full_page=True)
    card(page).get_by_role("button", name="I did not mean that as my answer").click()
    expect(walk.own).to_have_count(1)
    expect(card(page).locator("[data-box]")).to_be_focused()
    expect(walk.question).to_contain_text("What do you need help with?")
    say(page, NOTICED)
    expect(card(page)).to_contain_text("That may be one of these.")
    card(page).get_by_role("button", name="It was a question").click()
    expect(card(page)).to_contain_text("I took that as a question.")
    card(page).get_by_role("button", name="It was something I noticed").click()
    expect(card(page)).to_contain_text("That may be one of these.")
    card(page).get_by_role("button", name="It was my answer").click()
    expect(card(page)).to_contain_text("fits none of the answers")
    expect(walk.own).to_have_count(1)


def test_an_answer_among_several_is_taken_out_again(new_page: NewPage, walker: Walk) -> None:
    page = talk(walker(new_page()))
    say(page, "trafficking")
    ticked = page.locator('[name="concerns"][value="trafficking"]')
    expect(ticked).to_be_checked()
    card(page).get_by_role("button", name="I did not mean that as my answer").click()
    expect(ticked).not_to_be_checked()
    expect(card(page)).not_to_contain_text("I took that as your answer")


def test_a_note_is_kept_once_it_was_said_what_it_holds(new_page: NewPage, walker: Walk) -> None:
    page = talk(walker(new_page()))
    say(page, NOTICED)
    page.locator(GIFTS).check()
    note = card(page).locator("#note")
    expect(note).to_be_hidden()
    card(page).get_by_text("Keep my words as a note").click()
    expect(note).to_have_value(NOTICED)
    note.fill("A girl called Jess gave it to her")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator("#guarded")).to_contain_text("Jess")
    expect(page.locator("#notes")).not_to_contain_text("Jess")
    note.fill("A friend gave it to her")
    page.get_by_role("button", name="Keep this note").click()
    expect(card(page)).to_contain_text("Kept as a note.")
    expect(page.locator(GIFTS)).to_be_checked()
    expect(page.locator("#notes")).to_contain_text("A friend gave it to her")


def test_danger_stands_first(new_page: NewPage, walker: Walk, shots: Path) -> None:
    walk = walker(new_page())
    page = talk(walk)
    say(page, "there is a man with a knife outside")
    first = card(page).get_by_role("heading", name="If the child is in danger now, ring 999")
    expect(first).to_be_focused()
    page.screenshot(path=shots / "box-danger.png")
    expect(page.locator("#danger button")).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("link", name="Ring 999")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#danger.said")).to_be_visible()
    expect(page.locator("#log .urgent").first).to_contain_text("Ring 999")


def test_by_keyboard_alone(new_page: NewPage, walker: Walk) -> None:
    walk = walker(new_page(DESKTOP))
    page = talk(walk)
    page.locator("#typed").focus()
    page.keyboard.type(NOTICED)
    page.keyboard.press("Enter")
    expect(card(page).locator("[data-box]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(page)).to_be_visible()
    expect(walk.own).to_have_count(2)
    page.keyboard.press("Space")
    expect(card(page).locator("[name=noticed]").first).to_be_checked()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "add":
            break
    page.keyboard.press("Enter")
    expect(card(page).get_by_role("heading", name="What you noticed is kept")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(page)).to_have_count(0)
    expect(page.locator("#question [data-focus]")).to_be_focused()


def test_at_the_plan_it_changes_the_plan(new_page: NewPage, walker: Walk, shots: Path) -> None:
    walk = walker(new_page())
    page = talk(walk)
    given = {**WORRIED, "concerns": [], "cse_indicators": []}
    while page.locator("#question [data-fact]").count():
        walk.answer(given)
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_visible()
    page.screenshot(path=shots / "box-plan.png")
    say(page, "what is SERAF?")
    card(page).get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_focused()
    say(page, NOTICED)
    expect(card(page).get_by_role("button", name="It was my answer")).to_have_count(0)
    page.locator(GIFTS).check()
    page.get_by_role("button", name="Add what I ticked").click()
    expect(card(page)).to_contain_text("Added to what you said there.")
    expect(walk.own.last).to_contain_text("You noticed: Gifts or new things")
    page.screenshot(path=shots / "box-plan-kept.png")
    card(page).get_by_role("button", name="Go on").click()
    # With that there is more to ask before the plan is whole.
    expect(page.locator("#question [data-focus]")).to_be_focused()


TEXTS = [NOTICED, "can I tell her mum?", "purple", "what is the capital of France?", "a knife, now"]


@pytest.mark.parametrize("text", TEXTS)
def test_no_card_is_wrong_however_it_is_looked_at(
    new_page: NewPage, walker: Walk, shots: Path, text: str
) -> None:
    page = talk(walker(new_page(NARROW)))
    say(page, text)
    expect(card(page)).to_be_visible()
    page.evaluate("document.querySelectorAll('#box details').forEach(d => d.open = true)")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
        assert fits(page)
        name = re.sub(r"\W+", "-", text)[:20]
        page.screenshot(path=shots / f"box-narrow-{name}-{scheme}.png", full_page=True)


def test_without_a_script_it_is_the_same(new_page: NewPage, walker: Walk, shots: Path) -> None:
    walk = walker(new_page(PHONE, java_script_enabled=False))
    walk.begin(task=TASK)
    page = walk.page
    page.locator('[name="age"]').fill("14")
    say(page, NOTICED)
    expect(card(page)).to_contain_text("That may be one of these.")
    page.locator(GIFTS).check()
    page.get_by_role("button", name="Add what I ticked").click()
    expect(card(page)).to_contain_text("What you noticed is kept")
    expect(page.locator('[name="age"]')).to_have_value("14")
    page.screenshot(path=shots / "box-plain.png")
    page.get_by_role("button", name="Go on").click()
    say(page, "can I tell her mum?")
    expect(card(page)).to_contain_text("I took that as a question.")
    assert "mum" not in page.url


def test_the_guide_is_asked_from_the_first_page(
    new_page: NewPage, walker: Walk, shots: Path
) -> None:
    page = new_page()
    page.goto(walker(page).url)
    page.get_by_role("link", name="Ask the guide a question").click()
    page.get_by_label("Your question").fill("who is the MET lead? Her name is Jess")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#guarded")).to_contain_text("Jess")
    page.get_by_label("Your question").fill("what is SERAF?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".card")).to_contain_text("This is what the guide says")
    assert page.url.endswith("/ask")
    page.screenshot(path=shots / "ask.png", full_page=True)
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert fits(page)


def test_nothing_typed_and_sent_changes_nothing(new_page: NewPage, walker: Walk) -> None:
    page = talk(walker(new_page()))
    say(page, "purple")
    expect(card(page)).to_contain_text("I could not tell what that is")
    page.locator('[name="age"]').fill("14")
    before = card(page).inner_html()
    box, problem = page.locator("#typed"), page.locator("#problem-typed")
    box.fill("  ")
    for tapped in (True, False):
        if tapped:
            page.get_by_role("button", name="Send").click()
        else:
            box.press("Enter")
        expect(problem).to_have_text("Type something first.")
        expect(box).to_be_focused()
        expect(page.locator("#question .field.wrong")).to_have_count(0)
        expect(page.locator("#status")).to_have_text("Connected.")
        assert card(page).inner_html() == before
        box.press("a")
        expect(problem).to_be_hidden()
        box.fill("")
    expect(page.locator('[name="age"]')).to_have_value("14")
    page.locator('[name="age"]').press("Enter")
    expect(page.locator("#question .field.wrong")).not_to_have_count(0)
