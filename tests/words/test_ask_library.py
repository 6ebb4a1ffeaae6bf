"""A service's own documents answer beside the pack, with document, heading and page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.engine.due import LONDON
from assistant.library.read import read
from assistant.library.store import Library
from assistant.words.ask import Asker, Kind, Why
from tests.core.conversation import engine
from tests.library.files import pdf

POLICY = """\
1. Visitors

Every visitor signs in at the front desk and wears a yellow lanyard.

2. Missing pupils

If a pupil is missing at registration the attendance officer rings home before ten o'clock.

3. Minibus

Two adults travel in the minibus. The keys hang in the bursar's office.
"""
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=LONDON)


def put(library: Library, data: bytes, title: str) -> None:
    library.add(f"{title}.txt", data, read(data), title, NOW)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    found = Library(tmp_path)
    put(found, POLICY.encode(), "Our own policy")
    return found


def test_what_only_a_document_says_is_found_there(library: Library) -> None:
    asker = Asker(engine().pack, library)
    (passage,) = asker.ask("what colour lanyard does a visitor wear").passages
    assert (passage.kind, passage.document) == (Kind.DOCUMENT, "Our own policy")
    assert passage.sections == ("1. Visitors",)
    assert passage.text == "Every visitor signs in at the front desk and wears a yellow lanyard."
    assert passage.page is None
    assert Asker(engine().pack).ask("what colour lanyard does a visitor wear").why is Why.NONE


def test_a_slip_of_spelling_in_a_word_that_only_a_document_has(library: Library) -> None:
    asker = Asker(engine().pack, library)
    assert asker.ask("who wears a yellow lanyrad").passages[0].title == "1. Visitors"


def test_the_page_is_cited(tmp_path: Path) -> None:
    library = Library(tmp_path)
    put(
        library,
        pdf([("Gates", "The gates close at nine.")], [("Trips", "Count them on the coach twice.")]),
        "Handbook",
    )
    passage = Asker(engine().pack, library).ask("do we count them on the coach").passages[0]
    assert (passage.document, passage.page) == ("Handbook", 2)


def test_pack_and_document_stand_side_by_side(library: Library) -> None:
    found = Asker(engine().pack, library).ask("who rings home when a pupil is missing")
    assert {p.kind is Kind.DOCUMENT for p in found.passages} == {True, False}
    assert len(found.passages) <= 4


def test_what_neither_says_is_not_found(library: Library) -> None:
    assert Asker(engine().pack, library).ask("who won the match on saturday").why is Why.NONE


def test_a_document_is_found_by_an_asker_that_was_there_before_it(tmp_path: Path) -> None:
    asker = Asker(engine().pack, Library(tmp_path))
    assert asker.ask("who wears a yellow lanyard").why is Why.NONE
    put(Library(tmp_path), POLICY.encode(), "Our own policy")
    assert asker.ask("who wears a yellow lanyard").passages[0].title == "1. Visitors"


def test_a_library_that_cannot_be_read_does_not_keep_the_pack_from_answering(
    tmp_path: Path,
) -> None:
    (tmp_path / "library.db").write_bytes(b"no database " * 100)
    asker = Asker(engine().pack, Library(tmp_path))
    found = asker.ask("what is SERAF?")
    assert found.passages[0].id == "seraf"
    assert found.no_library
    assert found.says == engine().pack.asking.says["library"]
    nothing = asker.ask("who won the match")
    assert nothing.why is Why.NONE
    assert found.says in nothing.says


def test_a_document_of_many_sections_is_searched_by_what_tells_them_apart(tmp_path: Path) -> None:
    library = Library(tmp_path)
    parts = [f"{n}. Part {n}\n\nThe school and the pupil, word{n}.\n" for n in range(1, 100)]
    put(library, "\n".join(parts).encode(), "Long")
    asker = Asker(engine().pack, library)
    assert asker.ask("which school pupil has word77").passages[0].title == "77. Part 77"
