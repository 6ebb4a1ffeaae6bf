"""Every screen of a case, however it is looked at: axe finds nothing, and nothing stands out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack
from tests.browser.conftest import DESKTOP, NARROW, PHONE, NewPage
from tests.browser.test_walks import WORRIED, fits, violations
from tests.web.clients import Forms, fields
from tests.web.server import Server
from tests.web.test_conversation import worked
from tests.web.test_offer import earlier_pack

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-sights")]

# A desktop's page at 200 % has half its width and height; on a phone it is the letters that grow.
SIGHTS: dict[str, tuple[tuple[int, int], int, dict[str, Any]]] = {
    "light": (DESKTOP, 100, {}),
    "dark": (PHONE, 100, {"color_scheme": "dark"}),
    "narrow": (NARROW, 100, {"reduced_motion": "reduce"}),
    "zoom": ((640, 450), 100, {"color_scheme": "dark"}),
    "large letters": (PHONE, 200, {}),
    "forced": (DESKTOP, 100, {"forced_colors": "active", "color_scheme": "dark"}),
}
LEAD = {**WORRIED, "role": "designated_lead", "record_seraf": "no"}
LETTERS = "size => document.documentElement.style.fontSize = size"

Case = Callable[[Forms, Pack], None]
Look = Callable[[Page], None]


def until(name: str) -> Case:
    """Answer until this is asked."""

    def go(forms: Forms, pack: Pack) -> None:
        given = {**worked("12", pack).facts, **({} if "date" in name else WORRIED)}
        page = forms.begin("no")
        while (form := page.question) and name not in form.facts:
            pairs = [p for f in form.facts for p in fields(pack, f, given.get(f, UNKNOWN))]
            page = forms.sent(forms.post(form, pairs))
        assert form, f"{name} was never asked"

    return go


def planned(forms: Forms, pack: Pack) -> None:
    forms.begin("yes")
    forms.walk(LEAD)
    page = forms.sent(forms.act(forms.get(), "tick ring-999"))
    item = next(do for do in page.acts if do.startswith("decide ")).removeprefix("decide ")
    forms.sent(forms.act(page, f"decide {item}", **{f"because {item}": "The lead knows more."}))


def joined(forms: Forms, pack: Pack) -> None:
    until("concerns")(forms, pack)
    code = forms.get().texts["code"][0]
    other = Forms(forms.url, pack)
    key = other.get("/join").forms[0].fields["key"]
    sent = {"key": key, "code": code, "role": "designated_lead"}
    other.sent(other.http.post(f"{forms.url}/join", sent, timeout=30))
    forms.http.cookies.update(other.http.cookies)


def opened(page: Page) -> None:
    """With everything open that opens."""
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")


def in_the_panel(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#beside")


def changed(page: Page) -> None:
    page.locator("#log a.change").last.click()
    expect(page.locator("[data-cancel]")).to_be_visible()


def happened(page: Page) -> None:
    page.locator('#since a[href^="/case/since/"]').first.click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".field.wrong").first).to_be_visible()


def missing(page: Page) -> None:
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.locator(".field.wrong").first).to_be_visible()


def mistyped(page: Page) -> None:
    page.locator("#typed").fill("purple")
    page.locator("#typed").press("Enter")
    expect(page.locator("#box [data-box]")).to_be_focused()


def blaming(page: Page) -> None:
    page.locator("#typed").fill("she is promiscuous")
    page.locator("#typed").press("Enter")
    expect(page.locator("#hints .hints")).to_be_visible()


def undecided(page: Page) -> None:
    opened(page)
    page.locator("textarea").first.fill("x" * 500 + "y")
    page.locator("textarea").first.evaluate("it => it.value = 'x'.repeat(600)")
    page.locator(".decide .button").first.click()
    expect(page.locator(".decide .problem").first).to_be_visible()


def unsaved(page: Page) -> None:
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    expect(page.locator("#status.bad")).to_be_visible()
    page.locator("button.answer").first.click()
    expect(page.locator(".saving")).to_be_visible()


def as_it_is(page: Page) -> None:
    pass


SCREENS: dict[str, tuple[Case, Look]] = {
    "one question": (until("task"), as_it_is),
    "explained": (until("task"), opened),
    "several": (until("age"), missing),
    "checklist": (until("concerns"), as_it_is),
    "mistyped": (until("concerns"), mistyped),
    "blaming": (until("concerns"), blaming),
    "seraf": (until("seraf_significant"), opened),
    "date": (until("reasonable_grounds_date"), missing),
    "change": (until("concerns"), changed),
    "panel": (until("role"), in_the_panel),
    "unsaved": (until("task"), unsaved),
    "joined": (joined, as_it_is),
    "plan": (planned, opened),
    "decide": (planned, undecided),
    "happened": (planned, happened),
}


@pytest.fixture
def forms(server: Server, pack: Pack) -> Forms:
    return Forms(server.url, pack)


@pytest.fixture
def show(new_page: NewPage) -> Callable[[Forms], Page]:
    def open_case(forms: Forms) -> Page:
        page = new_page(PHONE)
        page.context.add_cookies(
            [{"name": c.name, "value": str(c.value), "url": forms.url} for c in forms.http.cookies]
        )
        page.goto(f"{forms.url}/case")
        expect(page.locator("#status")).to_have_text("Connected.")
        return page

    return open_case


def look(page: Page, shots: Path, name: str) -> list[str]:
    """What is wrong with a screen in any of the sights."""
    page.screenshot(path=shots / f"case-{name}.png".replace(" ", "-"))
    found = []
    for sight, (size, letters, media) in SIGHTS.items():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        usual = {"color_scheme": "light", "reduced_motion": "no-preference"}
        page.emulate_media(**{**usual, "forced_colors": "none", **media})
        page.evaluate(LETTERS, f"{letters}%")
        found += [f"{sight}: {each}" for each in violations(page)]
        found += [] if fits(page) else [f"{sight}: it runs off the side"]
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_wrong_with_a_screen(
    show: Callable[[Forms], Page], forms: Forms, pack: Pack, shots: Path, screen: str
) -> None:
    case, turn = SCREENS[screen]
    case(forms, pack)
    page = show(forms)
    turn(page)
    assert look(page, shots, screen) == []


def test_nothing_is_wrong_with_the_offer_of_a_newer_version(
    show: Callable[[Forms], Page], pack: Pack, shots: Path, tmp_path: Path
) -> None:
    server = Server(tmp_path / "data")
    forms = Forms(server.url, pack)
    try:
        server.start(pack=earlier_pack(tmp_path / "earlier", pack))
        until("concerns")(forms, pack)
        server.stop()
        server.start()
        page = show(forms)
        page.locator(".offer summary").click()
        assert look(page, shots, "offer") == []
    finally:
        server.stop()


@pytest.mark.parametrize("size", [PHONE, NARROW])
def test_on_what_a_plan_rests_takes_one_line_and_opens(
    show: Callable[[Forms], Page], forms: Forms, pack: Pack, size: tuple[int, int]
) -> None:
    planned(forms, pack)
    page = show(forms)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    banner = page.locator("#head .rests")
    lines = """it => {
      const words = document.createRange();
      words.selectNodeContents(it);
      return words.getClientRects().length;
    }"""
    assert banner.locator("summary").evaluate(lines) == 1
    expect(banner.locator("p")).to_be_hidden()
    banner.locator("summary").click()
    expect(banner.locator("p")).to_contain_text("What stands under “Since then”")
