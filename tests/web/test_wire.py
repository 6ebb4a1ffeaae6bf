"""One hostile or careless client: neither memory without end nor a stall for the others."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress

import gevent
import gevent.socket
import pytest
import requests
import websocket

from assistant.web.guard import LARGEST
from assistant.web.wire import BURST, PER_SECOND, Pace, Wire
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-wire")
LOST = (OSError, websocket.WebSocketException)
TEXT, MORE = websocket.ABNF.OPCODE_TEXT, websocket.ABNF.OPCODE_CONT


def raw(forms: Forms) -> websocket.WebSocket:
    url = forms.url.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
    return websocket.create_connection(url, origin=forms.url, cookie=forms.cookie, timeout=20)


def send_all(found: websocket.WebSocket, frames: Iterable[websocket.ABNF]) -> None:
    for frame in frames:
        found.send_frame(frame)


def was_cut_off(found: websocket.WebSocket) -> bool:
    """Read until the other side ends it. Times out where it does not."""
    try:
        while found.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return False
    except LOST:
        return True
    return not found.connected


def fragment(text: str, opcode: int) -> websocket.ABNF:
    return websocket.ABNF(0, 0, 0, 0, opcode, 1, text)


def test_fragments_without_end_are_cut_off(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    found = raw(forms)
    pieces = (fragment("4" * 4096, MORE if number else TEXT) for number in range(2000))
    with pytest.raises(LOST):
        send_all(found, pieces)
    assert requests.get(server.url, timeout=20).status_code == 200


def test_a_message_too_large_is_refused(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    found = raw(forms)
    found.recv()
    found.send("40")
    found.recv()
    found.send("4" * (LARGEST + 1))
    assert was_cut_off(found)
    payload = "4" * (LARGEST + 1)
    sid = forms.http.get(f"{server.url}/socket.io/?EIO=4&transport=polling", timeout=20).text
    sid = sid.split('"sid":"')[1].split('"')[0]
    url = f"{server.url}/socket.io/?EIO=4&transport=polling&sid={sid}"
    assert forms.http.post(url, payload, timeout=20).status_code == 413


def test_a_flood_leaves_the_others_their_turn(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    found = raw(forms)
    found.recv()
    found.send("40")
    found.recv()
    found.settimeout(1)
    over = threading.Event()

    def flood() -> None:
        frame = fragment('42["resume",{"after":1}]', TEXT)
        frame.fin = 1
        with suppress(*LOST):
            while not over.is_set():
                found.send_frame(frame)

    flooding = threading.Thread(target=flood)
    flooding.start()
    try:
        other = Forms(server.url, forms.pack)
        other.begin(danger="no")
        socket = Socket(server.url, other.cookie, "websocket").connect()
        socket.resume()
        assert socket.answer({"task": "worried"})["ok"]
        socket.close()
    finally:
        over.set()
        flooding.join()
        found.close(timeout=1)


def test_a_long_message_arrives_whole() -> None:
    ours, theirs = gevent.socket.socketpair()
    message = bytes(range(256)) * 40_000
    wire = Wire(ours, lambda: 0)
    sending = gevent.spawn(wire.send, message)
    found = b""
    while len(found) < len(message):
        found += theirs.recv(65536)
    assert sending.get() == len(message)
    assert found == message
    ours.close()
    theirs.close()


def test_reading_waits_while_messages_wait() -> None:
    ours, theirs = gevent.socket.socketpair()
    waiting = [1000]
    wire = Wire(ours, lambda: waiting[0])
    theirs.sendall(b"x")
    reading = gevent.spawn(wire.recv, 10)
    gevent.sleep(0.05)
    assert not reading.ready()
    waiting[0] = 0
    assert reading.get() == b"x"
    ours.close()
    theirs.close()


def test_pace_lets_a_burst_through_and_then_slows_down() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.delay() for _ in range(BURST)] == [0.0] * BURST
    assert pace.delay() == pytest.approx(1 / PER_SECOND)
    assert pace.delay() == pytest.approx(2 / PER_SECOND)
    now[0] += 3600
    assert pace.delay() == 0.0
