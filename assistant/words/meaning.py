"""Words -> a direction in a space where what means the same lies near: wordllama's vectors.

They are read as they lie in that package's wheel. Its own code is not imported: it can fetch
models, sets up the log of whoever imports it, and takes three times the memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

# Where words cannot be told apart by their spaces: several of them, what stands for one among the
# tokens, and what may be a token's name.
_ODD = re.compile(r"^ | $|  |▁|<")
_AT_ONCE = 1024  # texts, so that what is only needed on the way stays small


def embed(texts: Sequence[str]) -> Vectors:
    """One row for each text, of length 1; a row of zeros where there is nothing to go by."""
    tokens = _tokens(texts)
    rows = np.empty((len(texts), _weights().shape[1]), np.float32)
    for at in range(0, len(texts), _AT_ONCE):
        rows[at : at + _AT_ONCE] = _means(tokens[at : at + _AT_ONCE])
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(length > 0, length, 1)
    return rows


def _means(tokens: Sequence[Sequence[int]]) -> Vectors:
    """The middle of the tokens of each text; zeros where there are none."""
    many = np.array([len(ids) for ids in tokens], np.int64)
    every = np.fromiter(chain.from_iterable(tokens), np.int64)
    different, number = np.unique(every, return_inverse=True)
    vectors = _weights()[different].astype(np.float32)
    # The first tokens of all, then the second of those that have one, and so on: a mean for each
    # text by itself takes three times as long.
    ranked = np.argsort(-many, kind="stable")
    starts = (np.cumsum(many) - many)[ranked]
    sums = np.zeros((len(tokens), vectors.shape[1]), np.float32)
    for at in range(int(many.max(initial=0))):
        some = starts[: np.count_nonzero(many > at)]
        sums[: len(some)] += vectors[number[some + at]]
    sums /= np.maximum(many[ranked], 1).astype(np.float32)[:, None]
    rows = np.empty_like(sums)
    rows[ranked] = sums
    return rows


def _tokens(texts: Sequence[str]) -> list[list[int]]:
    """The tokens of each text. None reaches from one word into the next, so that a word which many
    texts have is looked up once; what has more between its words than a space is taken as it is.
    """
    parts = [[text] if _ODD.search(text) else text.split(" ") for text in texts]
    different = list(dict.fromkeys(chain.from_iterable(parts)))
    found = _tokenizer().encode_batch_fast(different, add_special_tokens=False)
    known = {part: each.ids for part, each in zip(different, found, strict=True)}
    return [[token for part in words for token in known[part]] for words in parts]


def is_word(word: str) -> bool:
    """It is one piece there: a common word, or a common name."""
    return len(_tokenizer().encode(word, add_special_tokens=False).ids) <= 1


@cache
def _tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(_home() / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    found.no_padding()
    found.no_truncation()
    return found


@cache
def _weights() -> NDArray[np.float16]:
    path = _home() / "weights" / "l2_supercat_256.safetensors"
    with safe_open(path, framework="np") as file:
        weights: NDArray[np.float16] = file.get_tensor("embedding.weight")
    return weights


def _home() -> Path:
    spec = find_spec("wordllama")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])
