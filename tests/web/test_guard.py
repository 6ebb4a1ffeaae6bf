"""Who may speak to the server, what every answer carries, and what the log does not say."""

from __future__ import annotations

import re
import socket as plain
from pathlib import Path

import pytest
import requests
import websocket

from assistant.flow.model import Pack
from assistant.web.guard import own_origin, same_site
from tests.web.clients import Forms, Socket
from tests.web.page import read_page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-guard")
HANDSHAKE = "/socket.io/?EIO=4&transport="


@pytest.mark.parametrize(
    "path",
    ["/", "/case", "/nowhere", "/case/answer", "/static/licences.txt", f"{HANDSHAKE}polling"],
)
def test_every_answer_carries_the_headers(forms: Forms, path: str) -> None:
    headers = forms.http.get(forms.url + path, timeout=30, allow_redirects=False).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    for part in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert ("no-store" in headers["Cache-Control"]) is not path.startswith("/static")


def test_cookies_are_for_us_alone(forms: Forms) -> None:
    forms.get("/")
    key = {"key": forms.http.cookies["waypost_form"]}
    found = forms.http.post(f"{forms.url}/case", key, timeout=30, allow_redirects=False)
    cookie = found.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert found.headers["Location"] == "/case#now"
    assert len(forms.case) >= 22


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_form_from_another_site_opens_no_case(forms: Forms, site: str) -> None:
    forms.get("/")
    key = {"key": forms.http.cookies["waypost_form"]}
    headers = {"Sec-Fetch-Site": site}
    found = forms.http.post(f"{forms.url}/case", key, headers=headers, timeout=30)
    assert found.status_code == 403
    assert "waypost_case" not in forms.http.cookies


OTHERS = ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1.evil.example"]


@pytest.mark.parametrize("origin", OTHERS)
def test_a_page_of_another_site_gets_no_socket(forms: Forms, origin: str) -> None:
    forms.begin(danger="no")
    url = forms.url.replace("http", "ws", 1) + f"{HANDSHAKE}websocket"
    with pytest.raises(websocket.WebSocketBadStatusException, match=r"40[03]"):
        websocket.create_connection(url, origin=origin, cookie=forms.cookie, timeout=20)
    headers = {"Origin": origin, "X-Forwarded-Host": origin.partition("//")[2]}
    found = forms.http.get(forms.url + f"{HANDSHAKE}polling", headers=headers, timeout=20)
    assert found.status_code in (400, 403)


def test_a_websocket_without_an_origin_and_jsonp_are_refused(forms: Forms) -> None:
    forms.begin(danger="no")
    url = forms.url.replace("http", "ws", 1) + f"{HANDSHAKE}websocket"
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        websocket.create_connection(url, suppress_origin=True, cookie=forms.cookie, timeout=20)
    assert forms.http.get(forms.url + f"{HANDSHAKE}polling&j=0", timeout=20).status_code == 400
    assert forms.http.get(forms.url + f"{HANDSHAKE}polling&j=", timeout=20).status_code == 400
    crossed = {"Sec-Fetch-Site": "cross-site"}
    found = forms.http.get(forms.url + f"{HANDSHAKE}polling", headers=crossed, timeout=20)
    assert found.status_code == 403


@pytest.mark.parametrize("cookie", ["", "waypost_case=nothing", 'waypost_case="broken'])
def test_a_socket_without_a_case_is_told_so(server: Server, cookie: str) -> None:
    socket = Socket(server.url, cookie, "websocket")
    told: list[object] = []
    socket.client.on("connect_error", told.append)
    with pytest.raises(Exception, match="namespaces failed"):
        socket.connect()
    assert told == [{"message": "This conversation cannot be found here."}]


ASKED = {"HTTP_HOST": "waypost.example:8443"}


@pytest.mark.parametrize(
    ("origin", "allowed", "own"),
    [
        ("https://waypost.example:8443", (), True),
        ("http://waypost.example:8443", (), True),
        ("https://waypost.example", (), False),
        ("ftp://waypost.example:8443", (), False),
        ("https://front.example", ("https://front.example",), True),
        ("https://front.example.evil", ("https://front.example",), False),
        (None, (), False),
        ("", (), False),
    ],
)
def test_own_origins(origin: str | None, allowed: tuple[str, ...], own: bool) -> None:
    assert own_origin(origin, dict(ASKED), allowed) is own


def test_a_plain_request_needs_no_origin_and_a_websocket_does() -> None:
    assert same_site(dict(ASKED), ())
    assert not same_site({**ASKED, "HTTP_UPGRADE": "WebSocket"}, ())
    assert not same_site({**ASKED, "HTTP_SEC_FETCH_SITE": "same-site"}, ())


def test_the_log_says_nothing_of_what_was_said(pack: Pack, tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        forms = Forms(server.url, pack)
        question = forms.begin(danger="no").question
        assert question
        forms.post(question, [("task", "canary-1")])
        forms.http.get(f"{server.url}/case?canary-2=canary-3", timeout=30)
        requests.get(f"{server.url}/canary-4%0acanary", timeout=30)
        for transport in ("websocket", "polling"):
            socket = Socket(server.url, forms.cookie, transport).connect()
            socket.call("answer", {"token": "canary-5"})
            socket.client.eio.send('2["canary-6')
            socket.client.eio.send("9canary-7")
            socket.client.disconnect()
        with plain.create_connection(("127.0.0.1", server.port)) as raw:
            raw.sendall(b"CANARY-8 / canary-8\r\n\r\n")
            raw.recv(1000)
        case = forms.case
    text = server.log.read_text()
    assert "POST /case/answer 422" in text
    assert "GET /case 200" in text
    for secret in ("canary-1", "canary-2", "canary-3", "anary-5", "anary-6", "anary-7", case):
        assert secret not in text
    assert "CANARY-8" not in text
    assert "Traceback" not in text
    assert "transport=" not in text


def test_titles_and_addresses_say_nothing(forms: Forms) -> None:
    page = forms.begin(danger="yes")
    assert page.texts["title"] == ["Waypost"]
    links = re.findall(r'(?:href|action)="(/[^"]*)"', page.html)
    allowed = (
        r"/|/leave|/join|/ask|/case(#now)?|/case/(answer#now|act#now|plan|keep|documents)|/case/change/\d+#now"
        r"|/case/say(/\d+)?|/case/wrong/\d+|/case/since/\d+|/case/outcome/\d+|/case/calendar.ics"
        r"|/static/[\w./-]+|/glossary(#term-\d+)?"
    )
    assert links
    assert [link for link in links if not re.fullmatch(allowed, link)] == []


def test_pages_hold_no_script_or_style_of_their_own(forms: Forms) -> None:
    html = forms.begin(danger="yes").html + forms.get("/").html
    assert not re.search(r"<style|style=|<script(?![^>]* src=)|\son\w+=", html)
    assert not re.search(r'(src|href)="(https?:)?//', html)


def test_the_first_screen_puts_danger_first(forms: Forms, pack: Pack) -> None:
    page = read_page(forms.get("/").html)
    assert page.texts["h1"] == [pack.facts["immediate_danger"].ask]
    assert page.html.index("tel:999") < page.html.index('value="no"')
    assert page.texts["about"][0].startswith("What this is")
    for line in pack.words.about:
        assert line in page.texts["about"][0]
