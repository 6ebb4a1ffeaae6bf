"""PDF -> lines with their pages. pypdf bounds what a stream may unpack to, and how deep it goes."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader, apply_configuration
from pypdf.errors import (
    DependencyError,
    FileNotDecryptedError,
    LimitReachedError,
    PyPdfError,
    WrongPasswordError,
)

from assistant.library.read.plain import clean, lines_of
from assistant.library.read.section import MAX_PAGES, MAX_TEXT, CannotRead, Document, Line, TooMuch
from assistant.library.read.split import split

_UNPACKED = 16 * 1024 * 1024  # bytes, of one stream; a page of text has far less
_WORK = 64 * 1024 * 1024
_LIMITS = {
    "zlib_maximum_output_length": _UNPACKED,
    "lzw_maximum_output_length": _UNPACKED,
    "run_length_maximum_output_length": _UNPACKED,
    "brotli_maximum_output_length": _UNPACKED,
    "array_based_stream_maximum_output_length": _UNPACKED,
    "maximum_declared_stream_length": 2 * _UNPACKED,
    "stream_decoding_work_maximum_length": _WORK,
    "stream_parsing_work_maximum_count": 500_000,
    "page_tree_maximum_entries": 20_000,
}
_ENDS_OF_PAGE = 2  # lines at the head and the foot that may be the same on every page
_LOCKED = "it is locked, with a password or against copying: save it without, then add it again"
_BROKEN = "it is broken, or no whole PDF"
_BOMB = "it unpacks to more than a document can need"


def read_pdf(data: bytes) -> Document:
    """The document. Raises CannotRead: broken, with a password, without text, over a limit."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is no news here
    with apply_configuration(None, **_LIMITS):
        try:
            pages = list(_pages(data))
        except CannotRead:
            raise
        except (WrongPasswordError, FileNotDecryptedError, DependencyError):
            raise CannotRead(_LOCKED) from None
        except (LimitReachedError, MemoryError, RecursionError):
            raise CannotRead(_BOMB) from None
        except (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            raise CannotRead(_BROKEN) from None
        except (AssertionError, RuntimeError, OSError):
            raise CannotRead(_BROKEN) from None
    empty = sum(not text.strip() for text in pages)
    if empty == len(pages):
        raise CannotRead("it has no text, only pictures: it may be scanned; add one with text")
    return Document("pdf", split(_lines(pages)), len(pages), empty)


def _pages(data: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise CannotRead(_LOCKED)
    count = len(reader.pages)
    if not count:
        raise CannotRead("it has no pages")
    if count > MAX_PAGES:
        raise CannotRead(f"it has {count} pages; at most {MAX_PAGES} are read")
    taken = 0
    for page in reader.pages:
        text = clean(page.extract_text())
        taken += len(text)
        if taken > MAX_TEXT:
            raise TooMuch
        yield text


def _lines(pages: list[str]) -> Iterator[Line]:
    """All lines, without what stands at the head or the foot of every other page."""
    found = [list(lines_of(text, number)) for number, text in enumerate(pages, 1)]
    ends = Counter(
        key for page in found for key in {_key(line) for line in _ends(page)} if len(pages) > 2
    )
    again = {key for key, count in ends.items() if 2 * count >= len(pages)}
    for page in found:
        last = len(page) - _ENDS_OF_PAGE
        for number, line in enumerate(page):
            if not (_key(line) in again and (number < _ENDS_OF_PAGE or number >= last)):
                yield line


def _ends(page: list[Line]) -> list[Line]:
    return [*page[:_ENDS_OF_PAGE], *page[-_ENDS_OF_PAGE:]]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.lower())
