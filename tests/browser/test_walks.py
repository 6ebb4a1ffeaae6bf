"""A person with a browser goes from the first screen to the plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.walker import Walker
from tests.web.test_conversation import worked

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
    expect(page.locator("[data-focus]:focus")).to_have_text("Your worry")
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
    page.get_by_role("button", name="In danger now").click()
    expect(page.locator("#danger.said")).to_be_visible()
    assert walk.todo()[0] == "Ring 999 now"
    urgent = page.locator("#log .turn").last.locator(".urgent").first
    expect(urgent).to_contain_text("Ring 999 now")
    expect(urgent.get_by_role("link", name="Ring 999", exact=True)).to_have_attribute(
        "href", "tel:999"
    )
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
    page.locator("#log a.change").click()
    expect(page.locator('button[aria-pressed="true"]')).to_have_text("Yes")
    expect(page.locator("[data-focus]:focus")).to_have_text("Is the child in danger right now?")
    assert violations(page) == []
    page.get_by_role("link", name="Keep it as it was").click()
    expect(page.locator(".ask")).to_have_text("What do you need help with?")

    page.locator("#log a.change").click()
    page.locator('button[value="no"]').click()
    expect(page.locator("#log")).to_contain_text("Changed from “Yes” to “No”.")
    expect(page.locator(".ask")).to_have_text("What do you need help with?")
    expect(page.locator(".lost")).to_contain_text("Ring 999 now")
    assert "Ring 999 now" not in walk.todo()

    page.get_by_role("button", name="Take back the last answer").click()
    expect(page.locator(".lost")).to_have_count(0)
    assert walk.todo()[0] == "Ring 999 now"
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".lost")).to_have_count(1)
    assert "Ring 999 now" not in walk.todo()


def test_a_missing_answer_is_asked_for_in_place(new_page: NewPage, walker: Walk) -> None:
    page = new_page(NARROW)
    walk = walker(page)
    walk.begin(task="I am worried about a child")
    walk.connected()
    walk.question.locator('[data-fact="concerns"] input[value="cse"]').check()
    walk.question.get_by_role("button", name="Continue", exact=True).click()
    wrong = walk.question.locator('.field.wrong[data-fact="age"]')
    said = "Give a whole number from 0 to 120, or “I don't know”."
    expect(wrong.locator(".problem")).to_have_text(said)
    expect(wrong.locator(".ask")).to_be_focused()
    number = wrong.locator(".problem").get_attribute("id")
    expect(wrong).to_have_attribute("aria-describedby", number or "")
    assert violations(page) == []
    walk.answer(WORRIED)
    expect(walk.own).to_have_count(4)


def test_none_of_these_and_the_others_leave_one_another_out(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin(task="I am worried about a child")
    walk.connected()
    age = walk.question.locator('[data-fact="age"]')
    age.locator(".box").fill("12")
    age.locator('[name="age.unknown"]').check()
    expect(age.locator(".box")).to_have_value("")
    age.locator(".box").fill("13")
    expect(age.locator('[name="age.unknown"]')).not_to_be_checked()
    concerns = walk.question.locator('[data-fact="concerns"]')
    concerns.locator('input[value="cse"]').check()
    concerns.locator('[name="concerns.none"]').check()
    expect(concerns.locator('input[value="cse"]')).not_to_be_checked()


def test_answers_can_be_typed(new_page: NewPage, walker: Walk) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin()
    walk.connected()
    box = page.get_by_label("Type your answer, what you noticed, or a question")
    box.fill("purple")
    box.press("Enter")
    expect(page.locator("#box")).to_contain_text("fits none of the answers")
    expect(box).to_have_value("purple")
    assert violations(page) == []
    box.fill("i am worried")
    box.press("Enter")
    expect(walk.own).to_have_count(2)
    for texts, last in ((["sexual exploitation"], "16"), (["no", "no", "family"], "no")):
        answered = walk.own.count()
        for text in texts:
            box.fill(text)
            box.press("Enter")
            expect(box).to_have_value("")
        expect(walk.own).to_have_count(answered)
        box.fill(last)
        box.press("Enter")
        expect(walk.own).to_have_count(answered + len(texts) + 1)


def test_what_is_done_is_ticked_and_stays_so(new_page: NewPage, walker: Walk) -> None:
    page = new_page(DESKTOP)
    walk = walker(page)
    walk.begin("Yes")
    walk.connected()
    ring = page.locator("#todo .todo").first
    ring.get_by_role("button", name="Done").click()
    expect(ring).to_contain_text("Done")
    expect(page.locator("#tally")).to_have_text("0 to do so far, 1 done")
    page.reload()
    expect(page.locator("#todo .settled")).to_have_count(1)
    page.get_by_role("link", name="See the whole plan").click()
    expect(page.locator(".done")).to_have_count(1)
    assert violations(page) == []
    page.get_by_role("button", name="Not done after all").click()
    expect(page.locator(".done")).to_have_count(0)
    expect(page).to_have_url(re.compile("/case/plan"))


def test_on_a_phone_the_case_opens_over_the_conversation(
    new_page: NewPage, walker: Walk, shots: Path
) -> None:
    page = new_page(PHONE, reduced_motion="reduce")
    walk = walker(page)
    walk.begin("Yes")
    walk.connected()
    bar = page.get_by_role("link", name="Your case: 1 to do")
    bar.click()
    expect(page.get_by_role("heading", name="Your case")).to_be_in_viewport()
    expect(page.locator("#beside")).to_be_focused()
    assert page.evaluate("document.querySelector('.talk').inert") is True
    assert violations(page) == []
    page.screenshot(path=shots / "beside-360.png")
    page.keyboard.press("Escape")
    expect(bar).to_be_focused()
    bar.click()
    page.locator("#known a.change").click()
    expect(page.locator("[data-focus]:focus")).to_have_text("Is the child in danger right now?")
    assert page.evaluate("document.querySelector('.talk').inert") is False


def test_a_new_turn_is_appended_once_and_nothing_before_it_is_touched(
    new_page: NewPage, walker: Walk
) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin()
    walk.connected()
    page.evaluate(
        """() => { window.seen = [];
        new MutationObserver((all) => all.forEach((m) => seen.push(
          [...m.addedNodes, ...m.removedNodes].map((n) => n.id ?? "text").join())))
          .observe(document.getElementById("log"), {childList: true, subtree: true}); }"""
    )
    walk.answer({"task": "worried"})
    walk.answer(WORRIED)
    assert page.evaluate("seen") == ["turn-2", "turn-3"]
    expect(page.locator("[data-focus]:focus")).to_have_text("About the child")


# The most questions that stood there when a frame was drawn, and the most answers that a form would
# have sent for at any moment. Sizes are told of last, before a frame is drawn.
_COUNT = """() => {
  const count = (found) => document.querySelectorAll(`#question ${found}`).length;
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.position = "fixed";
  window.most = { seen: 0, sent: 0, frames: 0 };
  new ResizeObserver(() => {
    most.seen = Math.max(most.seen, count("[data-focus]"));
    most.frames += 1;
  }).observe(probe);
  const next = () => {
    probe.style.height = `${1 + (most.frames % 2)}px`;
    requestAnimationFrame(next);
  };
  next();
  new MutationObserver(() => (most.sent = Math.max(most.sent, count("[name=kind]"))))
    .observe(document.getElementById("question"), { childList: true, subtree: true });
}"""


def test_one_question_is_there_at_a_time(new_page: NewPage, walker: Walk) -> None:
    """The next one comes in before the last one goes, in the same frame."""
    page = new_page()
    walk = walker(page)
    walk.begin()
    walk.connected()
    page.evaluate(_COUNT)
    for turn in range(2, 8):
        walk.fill({"task": "worried"})
        walk.go_on({"task": "worried"})
        expect(page.locator("#log .turn")).to_have_count(turn)
        expect(page.locator("[data-focus]:focus")).to_have_count(1)
    expect(page.locator("#question [data-focus]")).to_have_count(1)
    most = page.evaluate("most")
    assert most.pop("frames") > 6
    assert most == {"seen": 1, "sent": 1}


def test_it_goes_on_where_no_frame_is_drawn(new_page: NewPage, walker: Walk) -> None:
    """As in a tab that nobody looks at."""
    page = new_page()
    page.add_init_script("window.requestAnimationFrame = () => 0")
    walk = walker(page)
    walk.begin(task="I am worried about a child")
    walk.connected()
    walk.to_the_plan(WORRIED)
    expect(page.locator("#plan-title")).to_be_focused()
    expect(page.locator("#question")).to_be_empty()


def test_the_second_tap_of_two_answers_nothing(new_page: NewPage, walker: Walk) -> None:
    page = new_page()
    walk = walker(page)
    walk.begin()
    walk.connected()
    walk.button({"task": "worried"}).evaluate(
        "(button) => button.dispatchEvent(new MouseEvent('click', "
        "{ bubbles: true, cancelable: true, detail: 2 }))"
    )
    meant = walk.button({"task": "returned"})
    words = meant.inner_text()
    meant.click()
    expect(walk.own).to_have_count(2)
    expect(walk.own.last).to_contain_text(words)


@pytest.mark.parametrize(
    ("name", "size"),
    [("02", DESKTOP), ("03", PHONE), ("07", NARROW), ("10", DESKTOP), ("12", PHONE), ("18", PHONE)],
)
def test_worked_cases_end_in_a_plan(
    new_page: NewPage, walker: Walk, pack: Pack, name: str, size: tuple[int, int]
) -> None:
    page = new_page(size)
    walk = walker(page)
    case = worked(name, pack)
    danger = case.facts.get("immediate_danger", UNKNOWN)
    walk.begin({"yes": "Yes", "no": "No"}.get(str(danger), "I don't know"))
    walk.connected()
    walk.to_the_plan(case.facts)
    cited = page.locator("#items .cite, #rest .cite").all_text_contents()
    rows = {row for text in cited for row in re.findall(r"\(([A0-9][\w.]*-\d+)\)", text)}
    assert case.expect
    assert case.expect.rows <= rows
    assert fits(page)
    assert violations(page) == []
