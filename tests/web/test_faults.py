"""The server is killed between keeping an answer and acknowledging it; the sender sends again."""

from __future__ import annotations

from pathlib import Path

import pytest
import socketio.exceptions

from assistant.cases.sqlite import SqliteStore
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-faults")
LOST = (socketio.exceptions.TimeoutError, socketio.exceptions.DisconnectedError)


@pytest.mark.parametrize("place", ["after-append:2", "before-commit:2"])
def test_an_answer_sent_again_after_a_kill_is_there_once(
    pack: Pack, tmp_path: Path, place: str
) -> None:
    server = Server(tmp_path / "data")
    server.start(fault=place)
    try:
        forms = Forms(server.url, pack)
        forms.begin()
        socket = Socket(server.url, forms.cookie, "websocket").connect()
        socket.resume()
        assert socket.answer({"immediate_danger": "no"})["ok"]
        frame = socket.frame({"task": "worried"})
        with pytest.raises(LOST):
            socket.client.call("answer", frame, timeout=3)
        assert server.ended() == -9

        server.start()
        again = Socket(server.url, forms.cookie, "websocket").connect()
        first, second = again.call("answer", frame), again.call("answer", frame)
        assert (first["ok"], first["seq"]) == (True, 2)
        assert (second["ok"], second["seq"]) == (True, 2)
        again.close()
    finally:
        server.stop()
    store = SqliteStore(server.data)
    log = store.log(store.held(forms.case)[0].id)
    store.close()
    assert [(e.seq, e.value) for e in log] == [
        (1, {"immediate_danger": "no"}),
        (2, {"task": "worried"}),
    ]


def test_a_form_sent_again_after_a_kill_is_there_once(pack: Pack, tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    server.start(fault="after-append")
    try:
        forms = Forms(server.url, pack)
        question = forms.begin().question
        assert question
        with pytest.raises(OSError, match="Connection"):
            forms.post(question, [("immediate_danger", "no")])
        assert server.ended() == -9
        server.start()
        page = forms.sent(forms.post(question, [("immediate_danger", "no")]))
        assert len(page.texts["own"]) == 1
    finally:
        server.stop()


def test_a_restart_on_the_same_data_goes_on_with_the_case(pack: Pack, tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    with server:
        forms = Forms(server.url, pack)
        before = forms.begin(danger="no").texts["own"]
        server.kill()
    with server:
        assert forms.get().texts["own"] == before
    assert (server.data.stat().st_mode & 0o777) == 0o700
