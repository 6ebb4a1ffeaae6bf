"""Many texts at once come out as each by itself, whatever stands between their words."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.words import meaning

ODD = [
    "",
    " ",
    "a  phone",
    " a phone ",
    "a phone\nand a car",
    "a ▁phone",
    "</s> and <unk>",
    "a </s> b",
    "wörds she’s £20 日本語",
    "word",
    "a phone",
]


@pytest.mark.parametrize("text", ODD)
def test_the_words_of_a_text_have_the_tokens_that_it_has_as_a_whole(text: str) -> None:
    whole = meaning._tokenizer().encode(text, add_special_tokens=False).ids
    assert meaning._tokens(["a phone and a car", text])[1] == whole


def test_no_token_reaches_from_one_word_into_the_next() -> None:
    tokens = meaning._tokenizer().get_vocab()
    assert not [token for token in tokens if "▁" in token.lstrip("▁")]


def test_a_text_among_others_lies_where_it_lies_alone() -> None:
    together = meaning.embed(ODD)
    alone = np.vstack([meaning.embed([text]) for text in ODD])
    assert np.array_equal(together, alone)
    assert meaning.embed([]).shape == (0, 256)
