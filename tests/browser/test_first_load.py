"""What a first visit costs, from nothing to the first question of a case, over the real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page

from tests.browser.walker import Walker
from tests.web.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-first-load")]

MOST_REQUESTS = 6
MOST_BYTES = 40_000


class Wire:
    """What goes over the wire to one page, as Chromium counts it: headers and bodies.

    `sent` is the address of each request that was not served from the cache, redirects included.
    """

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        self.kinds: set[str] = set()
        self.sizes: list[int] = []
        self._cached: set[str] = set()
        self._open: dict[str, str] = {}
        cdp = page.context.new_cdp_session(page)
        cdp.on("Network.requestWillBeSent", self._asked)
        cdp.on("Network.requestServedFromCache", lambda event: self._cached.add(event["requestId"]))
        cdp.on("Network.loadingFinished", self._finished)
        cdp.send("Network.enable")

    @property
    def bytes(self) -> int:
        return sum(self.sizes)

    def _asked(self, event: dict[str, Any]) -> None:
        # A redirect has no end of its own: its bytes come with the request that follows it.
        if before := event.get("redirectResponse"):
            self.sent.append(before["url"])
            self.sizes.append(int(before["encodedDataLength"]))
        self._open[event["requestId"]] = event["request"]["url"]
        self.kinds.add(event.get("type", ""))

    def _finished(self, event: dict[str, Any]) -> None:
        url = self._open.pop(event["requestId"], "")
        if not url:
            return  # asked for before anybody watched
        if event["requestId"] not in self._cached and event["encodedDataLength"]:
            self.sent.append(url)
            self.sizes.append(int(event["encodedDataLength"]))


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_a_first_visit_is_small(fresh: Page, server: Server) -> None:
    wire = Wire(fresh)
    Walker(fresh, server.url).begin("No", "I am worried about a child")
    fresh.wait_for_load_state("load")
    icon = fresh.locator('link[rel="icon"]').get_attribute("href")
    assert icon
    # The socket comes after the question; the icon is not asked for by every browser.
    sent = [
        (url, size)
        for url, size in zip(wire.sent, wire.sizes, strict=True)
        if "/socket.io/" not in url and not url.endswith(icon)
    ]
    answer = requests.get(server.url + icon, headers={"Accept-Encoding": "gzip"}, timeout=30)
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    sent.append((server.url + icon, int(answer.headers["Content-Length"]) + head))
    total = sum(size for _, size in sent)
    assert all(url.startswith(server.url + "/") for url, _ in sent), sent
    assert "Font" not in wire.kinds
    assert len(sent) <= MOST_REQUESTS, sent
    assert 0 < total <= MOST_BYTES, sent


def test_a_second_visit_fetches_pages_only(fresh: Page, server: Server) -> None:
    fresh.goto(server.url)
    fresh.wait_for_load_state("networkidle")
    wire = Wire(fresh)
    fresh.goto(server.url)
    for _ in range(50):  # what was loaded is told a little later
        if wire.sent:
            break
        fresh.wait_for_timeout(100)
    assert wire.sent == [server.url + "/"]
    assert wire.bytes < 6_000
