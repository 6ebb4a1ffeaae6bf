"""The short way of an event over a websocket, and what has to go the long way."""

from __future__ import annotations

import pytest
import socketio

from assistant.web.lane import Lane
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-lane")
HERE = "connection"


@pytest.fixture
def server_beneath() -> socketio.Server:
    return socketio.Server(async_mode="threading")


@pytest.fixture
def lane(server_beneath: socketio.Server) -> Lane:
    return Lane(server_beneath, {"answer": lambda sender, *frames: {"got": frames}})


def test_an_event_is_answered_at_once(lane: Lane, server_beneath: socketio.Server) -> None:
    server_beneath.manager.connect(HERE, "/")
    assert lane.answer(HERE, '427["answer",{"a":1}]') == '437[{"got":[{"a":1}]}]'
    assert lane.answer(HERE, '4210["answer"]') == '4310[{"got":[]}]'


@pytest.mark.parametrize(
    "message",
    ['42["answer",1]', '427["other"]', '427["answer"', "427[[]]", "427[]", "3", "40", ""],
)
def test_all_else_goes_the_long_way(
    lane: Lane, server_beneath: socketio.Server, message: str
) -> None:
    server_beneath.manager.connect(HERE, "/")
    assert lane.answer(HERE, message) is None
    assert lane.answer(HERE, '427["answer",' + "[" * 30_000) is None


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
        socket.close()
    assert acks[0] == acks[1]
