"""What a question offers, and what it says beside an answer: on the page and over the socket."""

from __future__ import annotations

import re

import pytest

from assistant.flow.answers import Answer
from assistant.flow.conditions import UNKNOWN
from tests.web.clients import Forms, Socket, fields
from tests.web.page import Page
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-offered")
SIGNS: dict[str, Answer] = {
    "task": "worried",
    "role": "designated_lead",
    "age": 15,
    "concerns": ["cse"],
    "concerns_remain": "yes",
    "suspected_after_discussion": ["cse"],
    "record_seraf": "yes",
    "seraf_vulnerabilities": ["sexual_abuse"],
    "seraf_moderate": [],
    "seraf_significant": {"missing_overnight": ["recent"]},
}


def until(forms: Forms, name: str) -> Page:
    """The page that asks for this fact."""
    page = forms.begin(danger="no")
    while page.question and name not in page.question.facts:
        pairs = [
            pair
            for fact in page.question.facts
            for pair in fields(forms.pack, fact, SIGNS.get(fact, UNKNOWN))
        ]
        page = forms.sent(forms.post(page.question, pairs))
    assert page.question
    return page


def offered(html: str) -> set[str]:
    """The values that the list of what nobody knows offers."""
    return set(re.findall(r'name="seraf_unknown" value="(\w+)"', html))


def test_what_is_ticked_is_not_asked_again_and_no_mark_is_lost(
    forms: Forms, server: Server
) -> None:
    page = until(forms, "seraf_unknown")
    every = set(forms.pack.facts["seraf_unknown"].values)
    assert offered(page.html) == every - {"sexual_abuse", "missing_overnight"}
    socket = Socket(server.url, forms.cookie, "websocket").connect()
    socket.resume()
    assert offered(socket.shown("question")) == offered(page.html)
    socket.close()
    assert page.question
    pairs = [("disability", "no"), ("seraf_unknown", "domestic_abuse")]
    forms.sent(forms.post(page.question, pairs))
    at = list(forms.pack.facts)
    lists = forms.get(f"/case/change/{at.index('seraf_vulnerabilities') + 1}")
    assert lists.question
    ticked = [
        ("seraf_vulnerabilities", "sexual_abuse"),
        ("seraf_vulnerabilities", "domestic_abuse"),
    ]
    forms.sent(forms.post(lists.question, ticked))
    again = forms.get(f"/case/change/{at.index('seraf_unknown') + 1}").html
    assert "domestic_abuse" in offered(again)
    assert "sexual_abuse" not in offered(again)
    assert re.search(r'value="domestic_abuse" checked', again)


def test_when_to_choose_that_one_does_not_know_stands_beside_it(forms: Forms) -> None:
    page = until(forms, "consent")
    assert "Choose this too if nobody has asked yet." in page.html
    option = page.html.index('value="unknown"', page.html.index('data-fact="consent"'))
    assert page.html.index("Choose this too if nobody has asked yet.") > option
