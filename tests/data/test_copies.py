"""The copies of the protocol's data are the originals, byte for byte.

The originals are looked for in the folder that WAYPOST_PROTOCOL names; without it nothing is
compared.
"""

import os
from pathlib import Path

import pytest

COPIES = Path(__file__).resolve().parent / "protocol"
VARIABLE = "WAYPOST_PROTOCOL"
NAMES = sorted(path.relative_to(COPIES).as_posix() for path in COPIES.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def originals() -> Path:
    """The folder of the originals, or a skip where it cannot be found."""
    folder = os.environ.get(VARIABLE)
    if not folder or not Path(folder).is_dir():
        pytest.skip(f"{VARIABLE} names no folder")
    return Path(folder)


@pytest.mark.parametrize("name", NAMES)
def test_copy_is_the_original(name: str, originals: Path) -> None:
    """A file of the copy has the bytes of the original."""
    assert (COPIES / name).read_bytes() == (originals / name).read_bytes()


def test_no_case_is_left_out(originals: Path) -> None:
    """Every worked case has a copy, and no other file stands among them."""
    copied = {path.name for path in (COPIES / "cases").iterdir()}
    assert copied == {path.name for path in (originals / "cases").iterdir()}
