"""A file is read by another process: what it does there, this one only hears of."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.flow.problems import Unreadable
from assistant.library.apart import read_apart, read_file
from assistant.library.read import CannotRead, read
from tests.library.files import POLICY, pdf, raw_pdf


def test_it_comes_to_the_same_as_reading_it_here() -> None:
    for data in (POLICY.encode(), pdf([("Phones", "Never by force.")])):
        assert read_apart(data) == read(data)


def test_why_not_comes_back_as_it_was() -> None:
    with pytest.raises(CannotRead, match="it has no text, only pictures"):
        read_apart(raw_pdf(b""))


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(CannotRead, match="in the time and memory"):
        read_apart(POLICY.encode(), seconds=0)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "none.txt: No such file or directory"),
        ("", "this is a folder"),
        ("bad\x07\x1b[31m\nname.txt", "bad??[31m name.txt: it is empty"),
        ("empty.pdf", "empty.pdf: it is empty"),
    ],
)
def test_the_line_names_the_file(tmp_path: Path, name: str, says: str) -> None:
    path = tmp_path / name
    if name and "none" not in name:
        path.write_bytes(b"")
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    assert says in str(caught.value)
    assert str(caught.value).isprintable()
