"""Asked to stop, the server stops, whatever it is doing just then."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-stop")
TIMES = 2  # that it is asked in the midst of something


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_while_sockets_are_open_and_close(
    tmp_path: Path, pack: Pack, number: signal.Signals
) -> None:
    for at in range(TIMES):
        server = Server(tmp_path / f"data-{at}").start()
        try:
            forms = Forms(server.url, pack)
            forms.begin("no")
            sockets = [
                Socket(server.url, forms.cookie, "websocket").connect() for _ in range(at + 1)
            ]
            sockets[0].call("typed", {"text": "purple", "facts": ["task"], "done": []})
            sockets[0].close()
            assert server.process
            server.process.send_signal(number)
            assert server.ended() == 0
        finally:
            server.kill()
        assert "Stopped." in server.log.read_text()
