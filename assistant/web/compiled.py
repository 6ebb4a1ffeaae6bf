"""Templates are kept compiled, as Python keeps its modules: beside their source, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _Kept(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; where there is no room for it, or no leave, a page is drawn all the same."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def kept(folder: Path, options: Mapping[str, Any]) -> BytecodeCache | None:
    """Where the templates of a folder are kept that were compiled with such options. None where
    Python was asked to keep nothing of the kind, or where there is no place for it.

    Jinja itself looks whether the source is still the same, and whether Python is.
    """
    if sys.dont_write_bytecode:
        return None
    place = folder / "__pycache__"
    try:
        place.mkdir(exist_ok=True)
    except OSError:
        return None
    return _Kept(str(place), f"%s.{crc32(repr(options).encode()):08x}.cache")
