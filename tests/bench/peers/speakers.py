"""How each server is spoken to: what its own page sends for a tap on a button."""

from __future__ import annotations

import ast
import json
import re
import secrets
import urllib.parse
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

import requests

from tests.bench.peers.line import Line
from tests.bench.peers.script import BUTTONS, THE_END
from tests.bench.peers.servers import CHAINLIT, NICEGUI
from tests.bench.peers.servers import Served as Server

VALUES = dict(zip(BUTTONS, ("yes", "no", "unknown"), strict=True))
STEPS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


class Speaker(Protocol):
    """One conversation: opened, and then answered until its end."""

    line: Line

    async def open(self, server: Server) -> None:
        """Up to the first question."""

    async def answer(self, number: int, button: str) -> None:
        """Tap a button of question `number`, and wait until the next question is there whole."""


def speaker(name: str) -> Speaker:
    """One who speaks to the server of that name."""
    them: dict[str, type[Speaker]] = {NICEGUI: NiceGui, CHAINLIT: Chainlit}
    return them.get(name, Waypost)()


def compact(value: object) -> str:
    """JSON as a browser writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Waypost:
    """A case of the pack of ten questions, or of another."""

    def __init__(self) -> None:
        self.line = Line()
        self.seq = 0

    async def open(self, server: Server) -> None:
        with requests.Session() as http:
            page = http.get(server.url, timeout=30).text
            key = re.search(r'name="key" value="([^"]+)"', page)
            assert key
            http.post(f"{server.url}case", {"key": key[1]}, timeout=30).raise_for_status()
            kept = "; ".join(f"{cookie.name}={cookie.value}" for cookie in http.cookies)
        path = "/socket.io/?EIO=4&transport=websocket"
        await self.line.open(server.port, path, [("Cookie", kept)])
        await self.line.hear()
        await self.line.say("40")
        await self.line.hear()

    async def answer(self, number: int, button: str) -> None:
        name = "immediate_danger" if number == 1 else STEPS[number - 1]
        await self.submit(STEPS[number - 1], {name: VALUES[button]})

    async def submit(self, step: str, value: Mapping[str, object]) -> dict[str, Any]:
        """Answer one screen; what is to be shown then."""
        frame = {
            "token": secrets.token_hex(18),
            "kind": "answer",
            "step": step,
            "value": value,
            "after": self.seq,
        }
        await self.line.say(f"42{self.seq}{compact(['answer', frame])}")
        said = await self.line.hear()
        ack: dict[str, Any] = json.loads(said.removeprefix(f"43{self.seq}"))[0]
        assert ack["ok"], ack
        self.seq = ack["seq"]
        return ack


class Chainlit:
    """A session of Chainlit: its buttons are actions, and a question is an event with an id."""

    def __init__(self) -> None:
        self.line = Line()
        self.actions: dict[str, dict[str, Any]] = {}
        self.asked = ""

    async def open(self, server: Server) -> None:
        await self.line.open(server.port, "/ws/socket.io/?EIO=4&transport=websocket")
        await self.line.hear()
        who = {
            "sessionId": str(uuid.uuid4()),
            "clientType": "webapp",
            "userEnv": "{}",
            "chatProfile": "",
            "threadId": "",
        }
        await self.line.say("40" + compact(who))
        while not (await self.line.hear()).startswith("40"):
            pass
        await self.line.say('42["connection_successful"]')
        await self._until_asked()

    async def answer(self, number: int, button: str) -> None:
        action = next(found for found in self.actions.values() if found["label"] == button)
        await self.line.say(f"43{self.asked}{compact([action])}")
        await self._until_asked()

    async def _until_asked(self) -> None:
        while True:
            found = re.match(r"42(\d*)(\[.*)", await self.line.hear(), re.DOTALL)
            if not found:
                continue
            event, *rest = json.loads(found[2])
            if event == "action":
                self.actions[rest[0]["id"]] = rest[0]
            elif event == "remove_action":
                self.actions.pop(rest[0]["id"], None)
            elif event == "ask":
                self.asked = found[1]
                return
            elif event == "new_message" and rest[0].get("output") == THE_END:
                return


class NiceGui:
    """A page of NiceGUI: its buttons are elements, each with a listener."""

    _QUERY = re.compile(r"query: (\{.*?\}),\n")
    _ELEMENTS = re.compile(r"parseElements\(String\.raw`(.*?)`\)", re.DOTALL)
    _ESCAPED: ClassVar = {"&#36;": "$", "&#96;": "`", "&lt;": "<", "&gt;": ">", "&amp;": "&"}

    def __init__(self) -> None:
        self.line = Line()
        self.buttons: list[tuple[int, str]] = []
        self.client = ""

    async def open(self, server: Server) -> None:
        page = requests.get(server.url, timeout=30).text
        found, elements = self._QUERY.search(page), self._ELEMENTS.search(page)
        assert found
        assert elements
        query = ast.literal_eval(found[1].replace("true", "True").replace("false", "False"))
        text = elements[1]
        for escaped, sign in self._ESCAPED.items():
            text = text.replace(escaped, sign)
        self._take(json.loads(text))
        self.client = query["client_id"]
        own = {"document_id": str(uuid.uuid4()), "tab_id": str(uuid.uuid4()), "old_tab_id": ""}
        query |= {**own, "EIO": 4, "transport": "websocket"}
        query = {k: str(v).lower() if isinstance(v, bool) else v for k, v in query.items()}
        path = "/_nicegui_ws/socket.io/?" + urllib.parse.urlencode(query)
        await self.line.open(server.port, path)
        await self.line.hear()
        await self.line.say("40")
        while not (await self.line.hear()).startswith("40"):
            pass

    async def answer(self, number: int, button: str) -> None:
        element, listener = self.buttons[BUTTONS.index(button)]
        event = {
            "id": element,
            "client_id": self.client,
            "listener_id": listener,
            "args": ["{}"],
        }
        await self.line.say("42" + compact(["event", event]))
        while True:
            message = await self.line.hear()
            if not message.startswith("42"):
                continue
            name, *rest = json.loads(message[2:])
            if name == "update" and (self._take(rest[0]) or THE_END in message):
                return

    def _take(self, elements: Mapping[str, Any]) -> bool:
        found = sorted(
            (int(number), element["events"][0]["listener_id"])
            for number, element in elements.items()
            if number != "_id"
            and element
            and element.get("events")
            and element["events"][0]["type"] == "click"
        )
        self.buttons = found or self.buttons
        return bool(found)
