"""The files that a page needs, each under a name that changes with its content.

They are read and compressed once. A name that carries the hash of its content may be kept for ever,
so a second visit fetches pages only.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from flask import Blueprint, Response, request
from msgspec import Struct
from werkzeug.exceptions import NotFound

PREFIX = "/static/"
FOR_EVER = "public, max-age=31536000, immutable"
LOOK_AGAIN = "no-cache"
HASH_LENGTH = 12
LICENCES = "licences.txt"  # the notices in the built files name it, so its name stays
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
# Smaller answers fit into one packet as they are.
WORTH_ZIPPING = 600  # bytes


class Asset(Struct, frozen=True):
    """One file: what is sent, plain and compressed, and how long it may be kept."""

    body: bytes
    zipped: bytes
    type: str
    digest: str
    keep: str


class Assets:
    """Every file of `folder`/built, and the mark. Raises OSError where one cannot be read."""

    def __init__(self, folder: Path) -> None:
        self._urls: dict[str, str] = {}
        self._served: dict[str, Asset] = {}
        for path in (*sorted((folder / "built").iterdir()), folder / "mark.svg"):
            self._add(path)
        self.routes = Blueprint("assets", __name__)
        self.routes.add_url_rule(f"{PREFIX}<name>", view_func=self.serve)

    def url(self, name: str) -> str:
        """The address of a file, for templates. Raises KeyError."""
        return self._urls[name]

    def serve(self, name: str) -> Response:
        """One file; 304 where the browser has it already; 404 for any other name."""
        asset = self._served.get(name)
        if asset is None:
            raise NotFound
        zipped = takes_gzip()
        response = Response(asset.zipped if zipped else asset.body, content_type=asset.type)
        response.headers["Cache-Control"] = asset.keep
        response.headers["Vary"] = "Accept-Encoding"
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.set_etag(asset.digest + ("-gzip" if zipped else ""))
        response.make_conditional(request)
        return response

    def _add(self, path: Path) -> None:
        body = path.read_bytes()
        digest = hashlib.sha256(body).hexdigest()[:HASH_LENGTH]
        zipped = gzip.compress(body, 9, mtime=0)
        fixed = path.name == LICENCES
        name = path.name if fixed else f"{path.stem}.{digest}{path.suffix}"
        keep = LOOK_AGAIN if fixed else FOR_EVER
        self._served[name] = Asset(body, zipped, _TYPES[path.suffix], digest, keep)
        self._urls[path.name] = PREFIX + name


def takes_gzip() -> bool:
    """The browser of this request takes gzip."""
    return bool(request.accept_encodings["gzip"] > 0)


def zip_pages(response: Response) -> Response:
    """Compress a page, where the browser takes it so. For `Flask.after_request`.

    Pages hold a form's key and no words out of the address, so their length gives nothing away to
    another site. The socket's polls never come here: engineio compresses its own.
    """
    if response.mimetype != "text/html" or response.is_streamed or not response.data:
        return response
    response.vary.add("Accept-Encoding")
    if len(response.data) >= WORTH_ZIPPING and takes_gzip():
        response.data = gzip.compress(response.data, 6, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    return response
