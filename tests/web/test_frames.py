"""One frame each way, holding only what changed, and small."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from assistant.flow.model import Pack
from assistant.web.line import DEFLATE
from tests.web.clients import Forms, Socket
from tests.web.page import read_page
from tests.web.server import Server
from tests.web.test_conversation import worked

pytestmark = pytest.mark.xdist_group("web-frames")
LARGEST_FRAME = 2048  # bytes on the wire
# An ordinary question has no more answers to tick than this, and its turn brings no more items.
MANY_ANSWERS, MANY_ITEMS = 24, 5


class Deflated:
    """What messages come to on our websocket, which deflates each with those before it in mind."""

    def __init__(self) -> None:
        settings: Any = DEFLATE.compress_settings
        self.deflate = zlib.compressobj(wbits=-15, **settings)

    def size(self, message: object) -> int:
        data = json.dumps(message, separators=(",", ":")).encode()
        return len(self.deflate.compress(data) + self.deflate.flush(zlib.Z_SYNC_FLUSH))


@pytest.mark.parametrize("name", ["02", "07", "11"])
def test_a_turn_is_small(server: Server, forms: Forms, pack: Pack, name: str) -> None:
    case = worked(name, pack)
    forms.begin()
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    up, down = Deflated(), Deflated()
    down.size(socket.resume())
    sizes: list[tuple[str, int, int]] = []
    while form := read_page(socket.parts["question"]).question:
        frame = socket.frame({n: case.facts.get(n, "unknown") for n in form.facts})
        ack = socket.call("answer", frame)
        size = (form.fields["step"], up.size(frame), down.size(ack))
        assert size[1] <= LARGEST_FRAME, size
        answers = ack["parts"]["question"].count("<input")
        brought = len(members(ack, "todo")) + len(members(ack, "theirs"))
        if answers <= MANY_ANSWERS and brought <= MANY_ITEMS and answers:
            sizes.append(size)
        socket.take(ack)
    socket.close()
    assert len(sizes) > 9
    assert [size for size in sizes if size[2] > LARGEST_FRAME] == []


def members(ack: dict[str, Any], name: str) -> list[str]:
    return [key for key, _ in ack.get("lists", {}).get(name, {}).get("new", [])]


def test_what_did_not_change_is_not_sent_again(server: Server, forms: Forms, pack: Pack) -> None:
    case = worked("02", pack)
    forms.begin()
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    known: set[str] = set()
    while form := read_page(socket.parts["question"]).question:
        was = {name: dict(found) for name, found in socket.lists.items()}
        ack = socket.answer({n: case.facts.get(n, "unknown") for n in form.facts})
        assert len(members(ack, "log")) == 1
        assert len(members(ack, "known")) == len(form.facts)
        for name in ("log", "way", "known", "todo", "theirs", "items"):
            for key, html in ack.get("lists", {}).get(name, {}).get("new", []):
                assert was.get(name, {}).get(key) != html, (name, key)
        known |= set(members(ack, "known"))
    assert set(socket.lists["known"]) == known
    ack = socket.answer({}, kind="undo")
    assert members(ack, "log") == []
    ack = socket.answer({}, kind="redo")
    assert len(members(ack, "log")) == 1
    socket.close()


def test_a_changed_answer_sends_its_turn_again_and_what_it_did(
    server: Server, forms: Forms, pack: Pack
) -> None:
    forms.begin(danger="yes", task="worried")
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    ack = socket.answer({"immediate_danger": "no"}, kind="change")
    assert members(ack, "log") == ["1", "3"]
    assert len(members(ack, "known")) == 1
    assert "question" not in ack["parts"], "what is asked is what was asked before"
    page = forms.get()
    assert socket.shown("log") in page.html
    socket.close()
