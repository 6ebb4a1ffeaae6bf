"""The short way of an event over a websocket, and what has to go the long way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import socketio

from assistant.flow.model import Pack
from assistant.flow.yamltext import Text
from assistant.web.lane import Lane
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-lane")
HERE = "connection"
TOLD = ("answer", "resume", "change", "typed", "score")
# What python-socketio deals with itself says so, and does nothing.
_TELLING = """
from gevent import monkey; monkey.patch_all()
from socketio import Server
_was = Server._trigger_event
def _told(self, event, *rest):
    return _was(self, event, *rest) if event in ("connect", "disconnect") else {"long": True}
Server._trigger_event = _told
"""


@pytest.fixture
def server_beneath() -> socketio.Server:
    return socketio.Server(async_mode="threading")


@pytest.fixture
def lane(server_beneath: socketio.Server) -> Lane:
    return Lane(
        server_beneath,
        {"answer": lambda sender, *frames: {"got": frames}},
        lambda *event: {"unknown": event[0]},
    )


def test_an_event_is_answered_at_once(lane: Lane, server_beneath: socketio.Server) -> None:
    server_beneath.manager.connect(HERE, "/")
    assert lane.answer(HERE, '427["answer",{"a":1}]') == b'437[{"got":[{"a":1}]}]'
    assert lane.answer(HERE, '4210["answer"]') == b'4310[{"got":[]}]'


def test_a_text_of_the_pack_and_half_a_sign_are_written_too(
    server_beneath: socketio.Server,
) -> None:
    server_beneath.manager.connect(HERE, "/")
    told = {"fact": Text("age"), "words": "é", "got": "\ud800"}
    for name in (("fact",), ("words",), ("got",), tuple(told)):
        some = {key: told[key] for key in name}
        lane = Lane(server_beneath, {"typed": lambda sender, some=some: some}, print)
        answer = lane.answer(HERE, '427["typed"]')
        assert answer is not None
        assert json.loads(answer.removeprefix(b"437")) == [some]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ('427["other",1]', '437[{"unknown":"other"}]'),
        ("427[[]]", '437[{"unknown":[]}]'),
        ('427["answer"', "could not be read"),
        ("427[]", "could not be read"),
        ('427["answer",' + "[" * 30_000, "could not be read"),
    ],
)
def test_what_cannot_be_read_or_is_not_there_is_answered(
    lane: Lane, server_beneath: socketio.Server, message: str, told: str
) -> None:
    server_beneath.manager.connect(HERE, "/")
    answer = lane.answer(HERE, message)
    assert answer
    assert answer.startswith(b"437[{")
    assert told in answer.decode()


@pytest.mark.parametrize("message", ['42["answer",1]', '42["answer"', "3", "40", ""])
def test_all_else_goes_the_long_way(
    lane: Lane, server_beneath: socketio.Server, message: str
) -> None:
    server_beneath.manager.connect(HERE, "/")
    assert lane.answer(HERE, message) is None


def test_who_is_not_connected_is_not_answered(lane: Lane, server_beneath: socketio.Server) -> None:
    assert lane.answer(HERE, '427["answer"]') is None
    sid = server_beneath.manager.connect(HERE, "/")
    server_beneath.manager.pre_disconnect(sid, "/")
    assert lane.answer(HERE, '427["answer"]') is None


def test_both_ways_give_the_same_ack(server: Server, forms: Forms) -> None:
    """Polling goes the long way."""
    forms.begin(danger="no", task="worried")
    acks = []
    for transport in ("websocket", "polling"):
        socket = Socket(server.url, forms.cookie, transport).connect()
        acks.append([socket.resume(), socket.call("answer", {"token": 1}), socket.call("score", 0)])
        acks[-1].append(socket.call("no such event", {}))
        socket.close()
    assert acks[0] == acks[1]
    assert acks[0][-1]["refusal"]["message"] == "There is no such thing to ask of this server."


def test_a_live_server_answers_websockets_the_short_way(tmp_path: Path, pack: Pack) -> None:
    with Server(tmp_path / "data", first=_TELLING) as server:
        forms = Forms(server.url, pack)
        forms.begin(danger="no", task="worried")
        found = {}
        for transport in ("polling", "websocket"):
            socket = Socket(server.url, forms.cookie, transport).connect()
            found[transport] = [socket.call(name, {}) for name in TOLD]
            socket.close()
    assert found["polling"] == [{"long": True}] * len(TOLD), "nothing would tell"
    assert not any("long" in ack for ack in found["websocket"])
