"""One hostile or careless client: neither memory without end nor a stall for the others."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import gevent
import gevent.socket
import pytest
import requests
import websocket
from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Ping,
    Pong,
    Request,
    TextMessage,
)
from wsproto.extensions import PerMessageDeflate

from assistant.web.guard import LARGEST
from assistant.web.line import Line
from assistant.web.wire import BURST, PER_SECOND, Pace
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-wire")
OWN_SERVER = True
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


@pytest.mark.parametrize(("size", "pieces_sent"), [(4096, 2000), (1, 400_000), (0, 400_000)])
def test_fragments_without_end_are_cut_off(
    server: Server, forms: Forms, size: int, pieces_sent: int
) -> None:
    forms.begin(danger="no")
    found = raw(forms)
    pieces = (fragment("4" * size, MORE if number else TEXT) for number in range(pieces_sent))
    with pytest.raises(LOST):
        send_all(found, pieces)
    assert requests.get(server.url, timeout=20).status_code == 200


def test_a_message_too_large_is_refused(server: Server, forms: Forms) -> None:
    forms.begin(danger="no")
    found = raw(forms)
    found.recv()
    found.send("40")
    found.recv()
    found.send("4" * (LARGEST * 2))
    opcode, said = found.recv_data(control_frame=True)
    assert opcode == websocket.ABNF.OPCODE_CLOSE
    assert int.from_bytes(said[:2], "big") == 1009
    assert b"too much to send at once" in said
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


class Client:
    """The other end of a line, by wsproto: open, and ready to talk."""

    def __init__(self, sock: Any) -> None:
        self.sock = sock
        self.ws = WSConnection(ConnectionType.CLIENT)
        request = Request(host="here", target="/", extensions=[PerMessageDeflate()])
        self.head = self.ws.send(request)

    def hear(self) -> list[Event]:
        self.ws.receive_data(self.sock.recv(65536))
        return list(self.ws.events())


@pytest.fixture
def ends() -> Iterator[tuple[Line, Client]]:
    ours, theirs = gevent.socket.socketpair()
    client = Client(theirs)
    line = Line(ours, client.head)
    assert isinstance(client.hear()[0], AcceptConnection)
    yield line, client
    line.hang_up()
    theirs.close()


def test_a_long_message_arrives_whole(ends: tuple[Line, Client]) -> None:
    line, client = ends
    message = "".join(f"{number:x}" for number in range(400_000))
    sending = gevent.spawn(line.send, message)
    found = ""
    while len(found) < len(message):
        found += "".join(event.data for event in client.hear() if isinstance(event, TextMessage))
    sending.get()
    assert found == message


def test_pieces_are_put_together_and_pings_answered(ends: tuple[Line, Client]) -> None:
    line, client = ends
    pieces = ("one ", "two ", "three")
    for at, piece in enumerate(pieces):
        client.sock.sendall(client.ws.send(TextMessage(piece, message_finished=at == 2)))
    client.sock.sendall(client.ws.send(Ping(b"there?")))
    assert line.receive() == "one two three"
    line.send("all")
    client.sock.sendall(client.ws.send(TextMessage("more")))
    assert line.receive() == "more"
    heard: list[Event] = []
    while not any(isinstance(event, TextMessage) for event in heard):
        heard += client.hear()
    assert [event for event in heard if isinstance(event, Pong)]
    assert [event.data for event in heard if isinstance(event, TextMessage)] == ["all"]


def test_what_is_sent_from_two_greenlets_can_be_read(ends: tuple[Line, Client]) -> None:
    line, client = ends
    messages = [str(number) * 50_000 for number in range(8)]
    sending = [gevent.spawn(line.send, message) for message in messages]
    found = ""
    while len(found) < 400_000:
        found += "".join(event.data for event in client.hear() if isinstance(event, TextMessage))
    gevent.joinall(sending, raise_error=True)
    assert found == "".join(messages)


def test_nothing_is_read_ahead_of_the_message_that_is_wanted(ends: tuple[Line, Client]) -> None:
    line, client = ends
    client.sock.setblocking(False)
    with suppress(BlockingIOError):
        for _ in range(100_000):
            client.sock.send(client.ws.send(TextMessage("x" * 1000)))
            gevent.sleep(0)
        pytest.fail("somebody reads what nobody asked for")
    assert line.receive() == "x" * 1000


def test_both_ends_can_end_it(ends: tuple[Line, Client]) -> None:
    line, client = ends
    line.close()
    (closed,) = client.hear()
    assert isinstance(closed, CloseConnection)
    client.sock.sendall(client.ws.send(closed.response()))
    with pytest.raises(OSError, match="closed"):
        line.receive()
    with pytest.raises(OSError, match="closed"):
        line.send("too late")


def test_who_does_not_agree_that_it_is_over_is_not_waited_for(
    ends: tuple[Line, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.line.ANSWER_SECONDS", 0)
    line, client = ends

    def wait() -> None:
        with pytest.raises(OSError, match="hung up"):
            line.receive()

    waiting = gevent.spawn(wait)
    gevent.sleep(0)
    line.close()
    waiting.get(timeout=20)
    assert isinstance(client.hear()[0], CloseConnection)
    assert client.sock.recv(1) == b""


def test_a_request_that_opens_no_websocket_is_an_error() -> None:
    ours, theirs = gevent.socket.socketpair()
    with pytest.raises(OSError, match="no websocket"):
        Line(ours, b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    ours.close()
    theirs.close()


def test_frames_are_compressed_with_those_before_them(ends: tuple[Line, Client]) -> None:
    line, client = ends
    message = "".join(f"{number * 7919:x}" for number in range(300))
    sizes = []
    for _ in range(2):
        line.send(message)
        data = client.sock.recv(65536)
        sizes.append(len(data))
        client.ws.receive_data(data)
        assert [e.data for e in client.ws.events() if isinstance(e, TextMessage)] == [message]
    assert sizes[0] < len(message) * 0.6
    assert sizes[1] < sizes[0] / 4


def test_what_grows_when_it_is_unpacked_is_cut_off(ends: tuple[Line, Client]) -> None:
    line, client = ends
    data = client.ws.send(TextMessage("x" * (LARGEST * 50)))
    assert len(data) < LARGEST
    client.sock.sendall(data)
    client.sock.shutdown(gevent.socket.SHUT_WR)
    with pytest.raises(OSError, match="no message"):
        line.receive()
    (closed,) = client.hear()
    assert isinstance(closed, CloseConnection)
    assert closed.code == 1009


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x81\x82\x00\x00\x00\x00\xc3\x28", 1007),  # no text
        (b"\x81\x02hi", 1002),  # a client masks what it sends
        (b"\x83\x80\x00\x00\x00\x00", 1002),  # there is no such kind
    ],
)
def test_what_is_no_message_ends_it(ends: tuple[Line, Client], data: bytes, code: int) -> None:
    line, client = ends
    client.sock.sendall(data)
    with pytest.raises(OSError, match=r"no message|closed"):
        line.receive()
    (closed,) = client.hear()
    assert isinstance(closed, CloseConnection)
    assert closed.code == code


def test_pace_lets_a_burst_through_and_then_slows_down() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    half = BURST // 2
    assert [pace.delay() for _ in range(BURST)] == [None] * half + [0.0] * half
    assert pace.delay() == pytest.approx(1 / PER_SECOND)
    assert pace.delay() == pytest.approx(2 / PER_SECOND)
    now[0] += 3600
    assert pace.delay() is None
