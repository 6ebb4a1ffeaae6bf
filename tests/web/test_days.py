"""A question whose day alone counts asks for a day, and says no time of it."""

from __future__ import annotations

import pytest

from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket, fields
from tests.web.page import Page, read_page
from tests.web.server import Server
from tests.web.test_conversation import worked

pytestmark = pytest.mark.xdist_group("web-days")
DAYS = {
    "reasonable_grounds_date": "2026-11-13",
    "strategy_discussion_date": "2026-11-10",
    "review_date": "2027-02-10",
}
GROUNDS = "Friday 13 November 2026"


def test_by_forms_a_day_is_asked_given_and_shown_without_a_time(forms: Forms, pack: Pack) -> None:
    given = {**worked("12", pack).facts, **DAYS}
    forms.begin()
    page, asked = forms.get(), dict[str, str]()
    while form := page.question:
        asked |= dict.fromkeys(form.facts, page.html)
        pairs = [p for name in form.facts for p in fields(pack, name, given.get(name, UNKNOWN))]
        page = forms.sent(forms.post(form, pairs))
    for name in DAYS:
        assert f'type="date" autocomplete="off" name="{name}"' in asked[name]
        assert "Or give the day:" in asked[name]
        assert "Or give the day and the time" not in asked[name]
    assert shown(page) == []
    assert any(GROUNDS in text for text in page.texts["own"])
    assert any("by Wednesday 10 February 2027" in text for text in page.texts["meta"])
    change = forms.get(f"/case/change/{list(pack.facts).index('review_date') + 1}")
    assert 'name="review_date" value="2027-02-10"' in change.html


def shown(page: Page) -> list[str]:
    """Everything that says the midnight which stands for a day."""
    texts = [*page.texts["own"], *page.texts["meta"], *page.texts["note"]]
    return [text for text in texts if "12:00 am" in text]


def test_a_missing_day_is_asked_for_as_a_day(forms: Forms, server: Server, pack: Pack) -> None:
    given = {**worked("12", pack).facts, **DAYS}
    forms.begin()
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    while form := read_page(socket.parts["question"]).question:
        if "reasonable_grounds_date" in form.facts:
            break
        ack = socket.answer({name: given.get(name, UNKNOWN) for name in form.facts})
        assert ack["ok"]
    assert form
    wrong = {name: given.get(name, UNKNOWN) for name in form.facts}
    ack = socket.answer({**wrong, "reasonable_grounds_date": "someday"})
    assert not ack["ok"]
    assert ack["refusal"]["message"] == "Give a day, or “I don't know”."
    facts = list(form.facts)
    done = [name for name in facts if name != "reasonable_grounds_date"]
    frame = {"text": "13 November 2026", "facts": facts, "done": done}
    ack = socket.call("typed", frame)
    socket.close()
    assert ack["words"] == GROUNDS
