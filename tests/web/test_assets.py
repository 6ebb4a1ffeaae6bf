"""Files with their hash in their name: kept for ever, compressed once, and no other name known."""

from __future__ import annotations

import gzip
import hashlib
import re

import pytest
import requests

from tests.web.clients import Forms
from tests.web.server import ROOT, Server

pytestmark = pytest.mark.xdist_group("web-assets")

FILES = {
    "waypost.css": ("built/waypost.css", "text/css; charset=utf-8"),
    "waypost.js": ("built/waypost.js", "text/javascript; charset=utf-8"),
    "mark.svg": ("mark.svg", "image/svg+xml"),
}


@pytest.fixture(scope="module")
def links(server: Server) -> dict[str, str]:
    """The address of each file, as the first screen gives it."""
    html = requests.get(server.url, timeout=30).text
    found = re.findall(r'(?:href|src)="(/static/(\w+)\.[0-9a-f]{12}(\.\w+))"', html)
    return {f"{stem}{suffix}": path for path, stem, suffix in found}


def fetch(server: Server, path: str, **headers: str) -> requests.Response:
    """The answer as it came over the wire."""
    plain = {"Accept-Encoding": "identity", **headers}
    return requests.get(server.url + path, headers=plain, timeout=30, stream=True)


def test_a_page_names_every_file_it_needs_by_its_content(links: dict[str, str]) -> None:
    assert links.keys() == FILES.keys()
    for name, (file, _) in FILES.items():
        digest = hashlib.sha256((ROOT / "static" / file).read_bytes()).hexdigest()[:12]
        assert digest in links[name]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("encoding", ["gzip", "identity", "br;q=1, gzip;q=0"])
def test_a_file_comes_as_it_is_or_compressed(
    server: Server, links: dict[str, str], name: str, encoding: str
) -> None:
    found = fetch(server, links[name], **{"Accept-Encoding": encoding})
    body = found.raw.read(decode_content=False)
    zipped = encoding == "gzip"
    assert found.headers.get("Content-Encoding") == ("gzip" if zipped else None)
    file, kind = FILES[name]
    assert (gzip.decompress(body) if zipped else body) == (ROOT / "static" / file).read_bytes()
    assert found.headers["Content-Type"] == kind
    assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert found.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_a_browser_has_is_not_sent_again(
    server: Server, links: dict[str, str], encoding: str
) -> None:
    path = links["waypost.css"]
    first = fetch(server, path, **{"Accept-Encoding": encoding})
    again = fetch(
        server, path, **{"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_two_forms_of_a_file_have_tags_of_their_own(
    server: Server, links: dict[str, str]
) -> None:
    tags = {
        fetch(server, links["waypost.js"], **{"Accept-Encoding": kind}).headers["ETag"]
        for kind in ("gzip", "identity")
    }
    assert len(tags) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/static/waypost.css",
        "/static/waypost.000000000000.css",
        "/static/built/waypost.css",
        "/static/src/package.json",
        "/static/..%2frun.py",
        "/static/%2e%2e/run.py",
        "/static/",
        "/static/mark.svg%00",
    ],
)
def test_no_other_name_is_known(server: Server, path: str) -> None:
    found = fetch(server, path)
    assert found.status_code == 404
    assert "no-store" in found.headers["Cache-Control"]


def test_the_licences_stand_where_the_built_files_say(
    server: Server, links: dict[str, str]
) -> None:
    for name in ("waypost.css", "waypost.js"):
        first = fetch(server, links[name]).text.splitlines()[0]
        path = re.findall(r"/static/licences\.txt", first)
        assert path
        assert "Permission is hereby granted" in fetch(server, path[0]).text


def test_a_page_is_compressed_where_the_browser_takes_it(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    for path in ("/", "/case", "/nowhere"):
        cookie = {"Cookie": forms.cookie}
        zipped = fetch(server, path, **{"Accept-Encoding": "gzip, br", **cookie})
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in zipped.headers["Vary"]
        body = zipped.raw.read(decode_content=False)
        assert int(zipped.headers["Content-Length"]) == len(body)
        assert gzip.decompress(body).startswith(b"<!doctype html>")
        plain = fetch(server, path, **cookie)
        assert "Content-Encoding" not in plain.headers
        assert plain.content.startswith(b"<!doctype html>")
        assert len(body) < len(plain.content) / 2
