"""The words of the guide on a page of their own: every term, and what has changed about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import About, Pack
from tests.web.clients import Forms, fields
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-glossary")


def test_every_term_has_a_place_with_its_words_and_sections(forms: Forms, pack: Pack) -> None:
    page = forms.get("/glossary")
    assert sorted(page.texts["h3"]) == sorted(term.term for term in pack.terms)
    assert page.texts["h3"] == sorted(page.texts["h3"], key=str.casefold)
    found = dict(zip(page.texts["h3"], page.texts["term"], strict=True))
    for number, term in enumerate(pack.terms, 1):
        heading = f'id="term-{number}">\n<h3>{term.term}</h3>'.replace("'", "&#39;")
        assert heading in page.html
        assert " ".join(term.text.split()) in found[term.term]
        assert f"({term.clauses[0]})" in found[term.term]


def test_a_newer_word_stands_apart_from_the_protocols(forms: Forms, pack: Pack) -> None:
    page = forms.get("/glossary")
    found = dict(zip(page.texts["h3"], page.texts["term"], strict=True))
    changed = pack.since.by[About.TERMS]
    assert changed
    for term in pack.terms:
        assert ("Since then" in found[term.term]) == (term.id in changed)
        for entry in changed.get(term.id, ()):
            assert " ".join(entry.now.split()) in found[term.term]


def test_where_the_layer_is_off_there_is_only_the_protocol(tmp_path: Path, pack: Pack) -> None:
    server = Server(tmp_path / "data")
    try:
        server.start("", None, "--no-since")
        page = Forms(server.url, pack).get("/glossary")
    finally:
        server.stop()
    assert "since" not in page.texts
    assert len(page.texts["term"]) == len(pack.terms)


def test_it_is_linked_from_every_foot_and_leads_back_to_the_case(forms: Forms) -> None:
    assert 'href="/glossary"' in forms.get("/").html
    assert 'href="/case#now"' not in forms.get("/glossary").html
    assert 'href="/glossary"' in forms.begin(danger="no").html
    assert 'href="/case#now"' in forms.get("/glossary").html


def test_what_it_means_leads_to_the_term_that_is_explained(forms: Forms, pack: Pack) -> None:
    places = {f"term-{number}" for number in range(1, len(pack.terms) + 1)}
    led: set[str] = set()
    page = forms.begin(danger="no", task="worried")
    while page.question:
        means = [name for name in page.question.facts if pack.facts[name].means]
        links = re.findall(r'href="/glossary(?:#([^"]*))?">More words', page.html)
        assert len(links) == len(means)
        led |= set(links)
        pairs = [p for n in page.question.facts for p in fields(pack, n, UNKNOWN)]
        page = forms.sent(forms.post(page.question, pairs))
    assert led - {""}
    assert led - {""} <= places
