"""Two ways to hold a conversation with a server: plain forms, and a socket."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import requests
import socketio

from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import FactType, Pack
from tests.web.page import Form, Page, read_page

Pairs = list[tuple[str, str]]


class Forms:
    """A browser without JavaScript."""

    def __init__(self, url: str, pack: Pack) -> None:
        self.url = url
        self.pack = pack
        self.http = requests.Session()

    def get(self, path: str = "/case") -> Page:
        found = self.http.get(self.url + path, timeout=30)
        assert found.status_code == 200, found.text
        return read_page(found.text)

    def begin(self, danger: str = "", task: str = "") -> Page:
        """Open a case from the first screen."""
        return self.sent(self.start(danger, task))

    def start(self, danger: str = "", task: str = "") -> requests.Response:
        """What comes of the first screen's form with these answers."""
        key = self.get("/").forms[0].fields["key"]
        value = {self.pack.emergency.fact: danger, "task": task}
        given = {name: answer for name, answer in value.items() if answer}
        return self.http.post(f"{self.url}/case", {"key": key, **given}, timeout=30)

    def sent(self, response: requests.Response) -> Page:
        assert response.status_code == 200, response.text
        assert [was.status_code for was in response.history] == [303]
        return read_page(response.text)

    def post(self, form: Form, pairs: Pairs) -> requests.Response:
        data = [*form.fields.items(), *pairs]
        return self.http.post(self.url + form.action, data, timeout=30)

    def act(self, page: Page, do: str, **more: str) -> requests.Response:
        """Press a button of the case. `more` are other fields of its form."""
        return self.post(page.act, [("do", do), *more.items()])

    def walk(self, given: Mapping[str, Answer]) -> Page:
        """Answer every question; the page with the plan."""
        page = self.get()
        while page.question:
            pairs = [
                pair
                for name in page.question.facts
                for pair in fields(self.pack, name, given.get(name, UNKNOWN))
            ]
            page = self.sent(self.post(page.question, pairs))
        return page

    @property
    def case(self) -> str:
        return str(self.http.cookies["waypost_case"])

    @property
    def cookie(self) -> str:
        return "; ".join(f"{c.name}={c.value}" for c in self.http.cookies)


def fields(pack: Pack, name: str, answer: Answer) -> Pairs:
    """An answer as the fields of a form."""
    fact = pack.facts[name]
    if isinstance(answer, dict):
        if not answer:
            return [(f"{name}.none", "yes")]
        return [
            (f"{name}.{item}", period) for item, periods in answer.items() for period in periods
        ]
    if isinstance(answer, list):
        return [(name, item) for item in answer] or [(f"{name}.none", "yes")]
    if answer == UNKNOWN and fact.type not in (FactType.CHOICE, FactType.YES_NO):
        return [(f"{name}.{UNKNOWN}", "yes")]
    return [(name, str(answer))]


class Socket:
    """A socket for the case that a cookie names. It keeps the screen as a page's script would."""

    def __init__(self, url: str, cookie: str, transport: str) -> None:
        self.client = socketio.Client(reconnection=False)
        self.url = url
        self.headers = {"Cookie": cookie}
        self.transport = transport
        self.seq = 0
        self.parts: dict[str, str] = {}
        self.lists: dict[str, dict[str, str]] = {}

    def connect(self) -> Socket:
        self.client.connect(
            self.url, headers=self.headers, transports=[self.transport], wait_timeout=20
        )
        return self

    def call(self, event: str, frame: object) -> dict[str, Any]:
        found = self.client.call(event, frame, timeout=20)
        assert isinstance(found, dict)
        return found

    def resume(self, after: int = -1) -> dict[str, Any]:
        return self.take(self.call("resume", {"after": after}))

    def take(self, ack: dict[str, Any]) -> dict[str, Any]:
        """Show what an ack brings."""
        self.seq = ack.get("seq", self.seq)
        self.parts.update(ack.get("parts", {}))
        for name, change in ack.get("lists", {}).items():
            members = {**self.lists.get(name, {}), **dict(change.get("new", ()))}
            self.lists[name] = {key: members[key] for key in change.get("order", members)}
        return ack

    def shown(self, name: str) -> str:
        """What stands at a place of the page now."""
        return self.parts[name] if name in self.parts else "".join(self.lists[name].values())

    def frame(self, value: Mapping[str, object], kind: str = "answer") -> dict[str, Any]:
        form = read_page(self.parts["question"]).question
        step = form.fields["step"] if form and kind == "answer" else ""
        token = secrets.token_urlsafe(18)
        return {"token": token, "kind": kind, "step": step, "value": value, "after": self.seq}

    def answer(self, value: Mapping[str, object], kind: str = "answer") -> dict[str, Any]:
        return self.take(self.call("answer", self.frame(value, kind)))

    def walk(self, given: Mapping[str, Answer]) -> Page:
        """Answer every question; the parts of the screen with the plan."""
        self.resume()
        while form := read_page(self.parts["question"]).question:
            ack = self.answer({name: given.get(name, UNKNOWN) for name in form.facts})
            assert ack["ok"], ack
        return read_page(self.shown("items") + self.shown("rest"))

    def close(self) -> None:
        self.client.disconnect()
