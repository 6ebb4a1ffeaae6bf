"""A message that advice is wrong: what it names, and where it goes."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from msgspec.structs import replace

from assistant.flow.model import Scripts
from assistant.present.wrong import wrong_view
from tests.core.conversation import engine

PACK = engine().pack


def test_every_rule_has_a_message_with_its_rows_and_the_version() -> None:
    for rule in PACK.rules:
        view = wrong_view(PACK, rule)
        assert view
        assert (view.link, view.address) == ("", "")
        assert rule.id in view.subject
        assert rule.do in view.body
        assert PACK.version in view.body
        assert all(f"({row})" in view.body for line in rule.lines for row in line.clauses)
        assert "{" not in view.subject + view.body


def test_where_the_owner_has_an_address_the_link_holds_the_whole_message() -> None:
    view = wrong_view(PACK, PACK.rules[0], replace(PACK, owner_contact="owner@example.org"))
    assert view
    found = urlsplit(view.link)
    assert (found.scheme, found.path) == ("mailto", "owner@example.org")
    asked = parse_qs(found.query, strict_parsing=True)
    assert asked == {"subject": [view.subject], "body": [view.body.replace("\n", "\r\n")]}


def test_a_pack_without_words_for_it_has_no_message() -> None:
    older = replace(PACK, scripts=Scripts())
    assert wrong_view(older, PACK.rules[0]) is None
    assert wrong_view(older, PACK.rules[0], PACK) == wrong_view(PACK, PACK.rules[0])
