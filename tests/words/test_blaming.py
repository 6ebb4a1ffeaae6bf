"""Words that blame a child are found in what people write, and nothing else is."""

from __future__ import annotations

import pytest

from assistant.flow.language import flags
from tests.core.conversation import engine

LANGUAGE = engine().pack.language


def found(text: str) -> list[tuple[str, str]]:
    return [(flag.words, flag.entry.id) for flag in flags(LANGUAGE, text)]


@pytest.mark.parametrize(
    ("text", "words", "entry"),
    [
        ("She is putting herself at risk.", "putting herself at risk", "at-risk-by-self"),
        ("He puts himself knowingly at risk", "puts himself knowingly at risk", "at-risk-by-self"),
        ("known to be involved in CSE", "involved in CSE", "involved-in-exploitation"),
        ("Sexually   active", "Sexually   active", "sexually-active"),
        ("a bit street-wise", "street-wise", "streetwise"),
        ("streetwise and PROMISCUOUS", "streetwise", "streetwise"),
        ("with her boyfriend", "boyfriend", "boyfriend"),
        ("contacting adults online", "contacting adults online", "contacting-adults"),
        ("a child prostitute", "child prostitute", "child-prostitution"),
        ("it is a lifestyle choice", "lifestyle choice", "lifestyle-choice"),
        ("She didn’t fight", "didn’t fight", "allowed-it"),
        ("absconded again", "absconded", "absconding"),
        ("He refused\nto engage", "refused\nto engage", "does-not-engage"),
        ("fails to engage with us", "fails to engage", "does-not-engage"),
    ],
)
def test_blaming_words_are_found_as_they_were_written(text: str, words: str, entry: str) -> None:
    assert found(text)[:1] == [(words, entry)]
    for flag in flags(LANGUAGE, text):
        assert text[flag.start : flag.end] == flag.words


def test_a_gap_is_never_longer_than_three_words() -> None:
    assert found("puts herself a b c at risk")
    assert not found("puts herself a b c d at risk")
    assert not found("puts herself first. We are at risk")


@pytest.mark.parametrize(
    "text",
    [
        'She said: "he is my boyfriend"',
        "She said: “he is my boyfriend”",
        "She said: 'he is my boyfriend'",
        "She said: ‘he is my boyfriend’",
    ],
)
def test_a_childs_own_words_in_quotation_marks_are_left_alone(text: str) -> None:
    assert found(text) == []
    assert found(f"{text} and I think that she is promiscuous") == [("promiscuous", "promiscuous")]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert found("the girls' boyfriend and the boys' friends") == [("boyfriend", "boyfriend")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Someone is putting her at risk.",
        "The child is being sexually exploited.",
        "She goes missing most weeks. We have not found a way to reach her yet.",
        "A boy who is friends with a girl.",
        "activeness; wiser than the street",
        "She blames herself. Staff allowed him to go home, and the parents agreed to it.",
        "I should have said so before.",
    ],
)
def test_plain_words_are_not_flagged(text: str) -> None:
    assert found(text) == []


def test_of_two_that_overlap_the_longer_one_is_told() -> None:
    text = "a persistent absconder"
    assert found(text) == [("persistent absconder", "absconding")]


def test_every_entry_is_found_by_its_own_words_and_has_a_better_one_without_blame() -> None:
    for entry in LANGUAGE.words:
        for phrase in entry.phrases:
            text = " ".join(min(place) for place in phrase if place)
            assert any(flag.entry.id == entry.id for flag in flags(LANGUAGE, text)), text
        assert not flags(LANGUAGE, entry.better), entry.id
        assert entry.why
        assert entry.basis


def test_a_long_text_takes_no_time_to_speak_of() -> None:
    text = "puts herself " * 20_000
    assert flags(LANGUAGE, text) == ()
