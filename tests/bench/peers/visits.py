"""What a person sees, in Chromium: the first load, a tap and the next question, a slow phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.peers.script import BUTTONS, QUESTIONS
from tests.bench.peers.servers import OURS, Served

CHROMIUM = os.environ.get("WAYPOST_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host, whoever asks it
]
PHONE: Any = {"width": 360, "height": 740}
QUIET = 1000  # milliseconds without a byte: it has loaded
# A slow phone: as Chromium's own developer tools have it.
SLOWER = 4
SLOW_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
_SHOWN = """want => {
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  const there = painted && document.body.innerText.includes(want);
  return there && Math.max(painted.startTime, performance.now());
}"""
# From the tap until the next question is in the page.
_TAP = """([label, want]) => new Promise((done, failed) => {
  const labelled = ({ offsetParent, innerText }) =>
    offsetParent && innerText.trim().toLowerCase() === label.toLowerCase();
  const button = [...document.querySelectorAll("button")].filter(labelled).at(-1);
  const there = () => document.body.textContent.includes(want);
  if (!button || there()) return failed(new Error(`no button ${label} before ${want}`));
  setTimeout(() => failed(new Error(`${want} did not come`)), 15000);
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (!there()) return;
    watch.disconnect();
    done(performance.now() - began);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  button.click();
})"""
_READY = """([label, want]) => document.body.innerText.includes(want) &&
  [...document.querySelectorAll("button")].some((found) => found.offsetParent && !found.disabled &&
    found.innerText.trim().toLowerCase() === label.toLowerCase())"""


class Traffic(Struct):
    """What a page has fetched. `bytes` are those that came, with their headers."""

    requests: int = 0
    bytes: int = 0


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, until the end of the block."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


def first_load(browser: Browser, server: Served, want: str = "") -> Traffic:
    """A first visit, up to the first question (it holds `want`) and until nothing more comes."""
    with _visit(browser) as (_, page, traffic):
        page.goto(server.url)
        page.wait_for_function(_SHOWN, arg=want or _start(1))
        _settle(page, traffic)
        return traffic


def came_back(browser: Browser, server: Served) -> Traffic:
    """Waypost's page of the chat by itself, with nothing of it kept: as on another device."""
    with _visit(browser) as (context, page, _):
        _begin(page, server)
        cookies: Any = context.cookies()
    with _visit(browser) as (context, page, traffic):
        context.add_cookies(cookies)
        page.goto(f"{server.url}case")
        page.wait_for_function(_SHOWN, arg=_start(2))
        _settle(page, traffic)
        return traffic


def taps(browser: Browser, server: Served) -> list[float]:
    """Milliseconds from each tap to the next question, from the second question on.

    The first answer opens Waypost's case, by a page.
    """
    found = []
    with _visit(browser) as (_, page, _):
        _begin(page, server)
        for number in range(2, len(QUESTIONS)):
            label = BUTTONS[number % len(BUTTONS)]
            page.wait_for_function(_READY, arg=[label, _start(number)])
            page.wait_for_timeout(150)
            found.append(float(page.evaluate(_TAP, [label, _start(number + 1)])))
    return found


def slow_phone(browser: Browser, server: Served) -> float:
    """Seconds to the first question."""
    with _visit(browser, watched=False) as (context, page, _):
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW_3G)
        line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.set_default_timeout(180_000)
        page.goto(server.url, wait_until="commit")
        found = page.wait_for_function(_SHOWN, arg=_start(1)).json_value()
        return float(found) / 1000


def _start(number: int) -> str:
    return QUESTIONS[number - 1].partition(":")[0] + ":"


def _begin(page: Page, server: Served) -> None:
    """Up to the second question."""
    page.goto(server.url)
    page.wait_for_function(_SHOWN, arg=_start(1))
    if server.name == OURS:
        page.locator("input[value=no]").check()
        page.locator("form.start button:not(.hidden)").first.click()
        page.wait_for_function(_SHOWN, arg=_start(2))
        page.wait_for_function(
            "() => document.getElementById('status').textContent === 'Connected.'"
        )
    else:
        page.wait_for_function(_READY, arg=[BUTTONS[1], _start(1)])
        page.evaluate(_TAP, [BUTTONS[1], _start(2)])


@contextmanager
def _visit(
    browser: Browser, *, watched: bool = True
) -> Iterator[tuple[BrowserContext, Page, Traffic]]:
    """A phone that has never been here."""
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    context.set_default_timeout(60_000)
    page = context.new_page()
    traffic = Traffic()
    if watched:
        _watch(context, page, traffic)
    yield context, page, traffic
    context.close()


def _watch(context: BrowserContext, page: Page, traffic: Traffic) -> None:
    line = context.new_cdp_session(page)

    def asked(event: dict[str, Any]) -> None:
        traffic.requests += event["request"]["url"].startswith("http")

    def loaded(event: dict[str, Any]) -> None:
        traffic.bytes += int(event["encodedDataLength"])

    def greeted(event: dict[str, Any]) -> None:
        traffic.requests += 1
        traffic.bytes += len(event["response"].get("headersText", ""))

    def heard(event: dict[str, Any]) -> None:
        traffic.bytes += len(event["response"]["payloadData"].encode())

    line.on("Network.requestWillBeSent", asked)
    line.on("Network.loadingFinished", loaded)
    line.on("Network.webSocketHandshakeResponseReceived", greeted)
    line.on("Network.webSocketFrameReceived", heard)
    line.send("Network.enable")


def _settle(page: Page, traffic: Traffic) -> None:
    was = -1
    while was != traffic.bytes:
        was = traffic.bytes
        page.wait_for_timeout(QUIET)
