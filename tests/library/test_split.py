"""Sections end where sentences do; nothing of a document is lost, and each part keeps its page."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.read.plain import lines_of
from assistant.library.read.section import Line
from assistant.library.read.split import SIZE, split


def headings(text: str) -> list[str]:
    return [section.heading for section in split(lines_of(text))]


def test_a_long_part_is_cut_at_the_ends_of_sentences() -> None:
    sentence = "Tell the designated lead what you have seen and heard today. "
    found = split(lines_of("Who to tell\n\n" + sentence * 60))

    assert len(found) > 2
    assert {section.heading for section in found} == {"Who to tell"}
    assert all(section.text.endswith("today.") for section in found)
    assert all(len(section.text) <= SIZE for section in found)


def test_a_sentence_that_never_ends_is_cut() -> None:
    found = split(lines_of("x" * 5000))
    assert "".join(section.text for section in found) == "x" * 5000
    assert all(len(section.text) <= SIZE for section in found)


def test_what_is_numbered_or_stands_alone_is_a_heading() -> None:
    text = (
        "3.2 On trips\n\nCount them.\n\nAt night\n\nRing the manager.\n\nAppendix B Forms\nUse one."
    )
    assert headings(text) == ["3.2 On trips", "At night", "Appendix B Forms"]


def test_a_numbered_list_is_no_row_of_headings() -> None:
    text = "What to do\n\n1. Ring the lead\n2. Ring the office\n3. Write it down and sign it."
    (section,) = split(lines_of(text))
    assert section.heading == "What to do"
    assert "2. Ring the office" in section.text


def test_a_table_of_contents_is_text() -> None:
    text = "Contents\n\n1. Phones ........ 3\n2. Trips ........ 4\n\nRead all of it."
    assert headings(text) == ["Contents"]


def test_a_chapter_and_its_first_part_are_both_in_the_heading() -> None:
    assert headings("5 Missing\n\n5.1 Who rings\n\nThe office rings.") == [
        "5 Missing: 5.1 Who rings"
    ]


def test_a_word_broken_at_the_end_of_a_line_is_mended() -> None:
    (section,) = split([Line("Tell the safe-", 1), Line("guarding lead.", 1)])
    assert section.text == "Tell the safeguarding lead."


def test_a_piece_has_the_page_on_which_it_begins() -> None:
    long = "Count them twice before you leave the place. " * 20
    found = split([Line("Trips", 1, heading=True), Line(long, 1), Line(long, 2)])
    assert [section.page for section in found] == [1, 2]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(alphabet="aB1. \n-:#?é\t", max_size=3000))
def test_no_word_is_lost_whatever_the_text(text: str) -> None:
    found = split(lines_of(text))
    before = Counter(char for char in text if char.isalnum())
    after = Counter(char for one in found for char in one.heading + one.text)
    assert not before - after
    assert all(len(section.text) <= SIZE + 1 for section in found)
