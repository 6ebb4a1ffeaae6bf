"""A person with a browser: starts, answers what is asked, reads the plan."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN

Given = Mapping[str, Answer]


class Walker:
    """Holds the conversation on one page, by tapping and typing."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    @property
    def question(self) -> Locator:
        return self.page.locator("#answer:visible:has(#question .field)")

    @property
    def own(self) -> Locator:
        return self.page.locator("#log .own")

    def begin(self, danger: str = "No", task: str = "") -> None:
        """From the first screen into the conversation; without a task that is asked there."""
        self.page.goto(self.url)
        choice = self.page.get_by_label(danger, exact=True)
        choice.check()
        if task:
            self.page.get_by_role("button", name=task).click()
        else:
            choice.press("Enter")
        expect(self.question).to_be_visible()

    def connected(self) -> None:
        expect(self.page.locator("#status")).to_have_text("Connected.")

    def fill(self, given: Given) -> None:
        """Fill in each question shown; what is not given is not known.

        A question that one tap answers is left for `go_on`.
        """
        if self.tapped():
            return
        for field in self.question.locator(".field").all():
            name = field.get_attribute("data-fact") or ""
            self.fill_one(field, name, given.get(name, UNKNOWN))

    def tapped(self) -> bool:
        """One tap is enough for what is asked now."""
        return self.question.get_by_role("button", name="Continue", exact=True).count() == 0

    def fill_one(self, field: Locator, name: str, answer: Answer) -> None:
        kind = field.get_attribute("data-type")
        alone = "none" if answer in ([], {}) else UNKNOWN if answer == UNKNOWN else ""
        unknown = field.locator(f'input[name="{name}.{alone}"]')
        if kind in ("choice", "yes_no"):
            field.locator(f'input[value="{answer}"]').check()
        elif alone:
            if unknown.count():  # where a button says it, `go_on` presses that
                unknown.check()
        elif isinstance(answer, dict):
            for item, periods in answer.items():
                for period in periods:
                    field.locator(f'input[name="{name}.{item}"][value="{period}"]').check()
        elif isinstance(answer, list):
            for item in answer:
                field.locator(f'input[name="{name}"][value="{item}"]').check()
        else:
            box = field.locator(".box")
            day = box.get_attribute("type") == "date"
            box.fill(str(answer)[:10] if day else str(answer))

    def button(self, given: Given) -> Locator:
        """The button that answers: Continue, or an answer itself."""
        field = self.question.locator(".field").first
        name = field.get_attribute("data-fact") or ""
        answer = given.get(name, UNKNOWN)
        if self.tapped():
            return field.locator(f'button[value="{answer}"]')
        unknown = field.locator(f'button[name="{name}.{UNKNOWN}"]')
        if answer == UNKNOWN and unknown.count():
            return unknown
        return self.question.get_by_role("button", name="Continue", exact=True)

    def go_on(self, given: Given) -> None:
        """Answer, and wait until the answer is saved and something else is asked."""
        turns = self.page.locator("#log .turn").count()
        self.button(given).click()
        expect(self.page.locator("#log .turn")).to_have_count(turns + 1)

    def answer(self, given: Given) -> None:
        self.fill(given)
        self.go_on(given)

    def to_the_plan(self, given: Given) -> int:
        """Answer everything; how many screens there were."""
        screens = 0
        while self.question.count():
            self.answer(given)
            screens += 1
        expect(self.page.get_by_role("heading", name="Your plan", exact=True)).to_be_visible()
        return screens

    def items(self) -> list[str]:
        return self.page.locator("#items .item h4").all_inner_texts()

    def todo(self) -> list[str]:
        return self.page.locator("#todo .todo > p:first-child").all_inner_texts()
