"""Debian's Chromium, with a profile for each page; no host but the server is ever asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser.walker import Walker
from tests.web.server import ROOT, Server

CHROMIUM = os.environ.get("WAYPOST_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE, DESKTOP, NARROW = (360, 740), (1280, 900), (320, 640)

PATIENCE = 15_000  # milliseconds: servers start in between, on machines that are busy

NewPage = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open a page of a size. At the end: nothing went wrong in it, and no other host was asked.

    `filtered`: a web filter stands between it and the server. `refused`: a form is sent that is.
    """
    faults: list[str] = []
    asked: set[str] = set()
    contexts = []

    def requested(request: Request) -> None:
        asked.add(request.url.split("/")[2].partition(":")[0])

    def make(
        size: tuple[int, int] = PHONE,
        *,
        filtered: bool = False,
        refused: bool = False,
        **options: Any,
    ) -> Page:
        def watch(message: ConsoleMessage) -> None:
            # What a server that was killed leaves in the console is no fault of the page; nor is
            # what a filter leaves that blocks the socket.
            if message.type != "error" or "net::ERR_" in message.text:
                return
            if refused and "status of 422" in message.text:
                return
            if not (filtered and "/socket.io/" in message.text + message.location["url"]):
                faults.append(message.text)

        viewport: Any = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", watch)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", requested)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
    assert asked <= {"127.0.0.1"}


@pytest.fixture
def walker(server: Server) -> Callable[[Page], Walker]:
    return lambda page: Walker(page, server.url)


@pytest.fixture(scope="session")
def shots() -> Path:
    folder = ROOT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
