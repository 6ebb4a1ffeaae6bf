"""Who may speak to us: same host only; and the headers that every answer carries."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Collection, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

CASE_COOKIE = "waypost_case"
FORM_COOKIE = "waypost_form"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
LARGEST = 64 * 1024  # bytes of one request or one message
_ENGINE = "/socket.io/"

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def new_key() -> str:
    """A random text that nobody can guess, for a token or a form's key."""
    return secrets.token_urlsafe(24)


def cookies(environ: Environ) -> dict[str, str]:
    """The cookies of a request; none where they cannot be read."""
    try:
        found = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def same_key(given: str, kept: str) -> bool:
    """A form came from a page of ours: it carries the key that its browser keeps."""
    return bool(kept) and hmac.compare_digest(given.encode(), kept.encode())


def same_site(environ: Environ, origins: Collection[str]) -> bool:
    """A request was made by a page of ours, as far as its headers tell.

    A browser leaves Origin out of a plain request to its own host, and sends `null` from a form
    under our referrer policy; a websocket always has it.
    """
    if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") not in ("same-origin", "none"):
        return False
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return str(environ.get("HTTP_UPGRADE", "")).lower() != "websocket"
    return own_origin(origin, environ, origins)


def own_origin(origin: str | None, environ: Environ, origins: Collection[str]) -> bool:
    """The origin is the host that was asked, or one of those allowed beside it."""
    if not origin:
        return False
    if origin in origins:
        return True
    host = environ.get("HTTP_HOST", "")
    parts = urlsplit(origin)
    return bool(host) and parts.scheme in ("http", "https") and parts.netloc == host


class Guard:
    """The outermost layer: headers on every answer, and no stranger at the socket's door."""

    def __init__(self, inner: Application, origins: Collection[str]) -> None:
        self.inner = inner
        self.origins = origins

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            named = {name.lower() for name, _ in headers}
            more = [pair for pair in HEADERS if pair[0].lower() not in named]
            if "cache-control" not in named:
                more.append(("Cache-Control", "no-store"))
            return start_response(status, [*headers, *more], *rest)

        if environ.get("PATH_INFO", "").startswith(_ENGINE):
            # JSONP's script tag would carry no Origin; no page of ours uses it.
            if "j" in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True):
                return _refuse(start, "400 Bad Request", b"JSONP is not offered")
            if not same_site(environ, self.origins):
                return _refuse(start, "403 Forbidden", b"Only pages of this server may connect")
            # engineio refuses it too, and then waits for a poll that may never come.
            if not _fits(environ.get("CONTENT_LENGTH") or "0"):
                return _refuse(start, "413 Content Too Large", b"That message is too large")
        return self.inner(environ, start)


def _fits(length: str) -> bool:
    return length.isascii() and length.isdigit() and len(length) < 9 and int(length) <= LARGEST


def _refuse(start: StartResponse, status: str, why: bytes) -> Iterable[bytes]:
    start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(why)))])
    return [why]
