"""Words -> a direction in a space where what means the same lies near: wordllama's vectors.

They are read as they lie in that package's wheel. Its own code is not imported: it can fetch
models, sets up the log of whoever imports it, and takes three times the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]


def embed(texts: Sequence[str]) -> Vectors:
    """One row for each text, of length 1; a row of zeros where there is nothing to go by."""
    weights, tokenizer = _weights(), _tokenizer()
    rows = np.zeros((len(texts), weights.shape[1]), np.float32)
    for row, text in zip(rows, texts, strict=True):
        if ids := tokenizer.encode(text, add_special_tokens=False).ids:
            row[:] = weights[ids].astype(np.float32).mean(axis=0)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(length > 0, length, 1)
    return rows


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
