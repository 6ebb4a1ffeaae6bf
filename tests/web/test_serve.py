"""How a server that is served talks to those who ask it."""

from __future__ import annotations

from pathlib import Path

import requests

from tests.web.server import Server

_TELLING = """
import sys
from socket import IPPROTO_TCP, TCP_NODELAY
from gevent.pywsgi import WSGIHandler
before = WSGIHandler.handle
def handle(self):
    kept_back = not self.socket.getsockopt(IPPROTO_TCP, TCP_NODELAY)
    print("pieces are kept back" if kept_back else "pieces go at once", file=sys.stderr)
    before(self)
WSGIHandler.handle = handle
"""


def test_no_piece_of_a_page_is_kept_back_until_the_one_before_is_confirmed(tmp_path: Path) -> None:
    with Server(tmp_path / "data", first=_TELLING) as server:
        requests.get(server.url, timeout=30).raise_for_status()
    told = server.log.read_text()
    assert "pieces go at once" in told
    assert "pieces are kept back" not in told
