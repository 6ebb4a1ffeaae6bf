"""Text files: which bytes are text at all, and in which encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from assistant.library.read.section import MAX_TEXT, CannotRead, Line, TooMuch

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x9f\ufffe\uffff]")
_FEW = 0.002  # a stray control character or two is no reason to refuse a policy
_MARKED = re.compile(r"#{1,6}\s+(.*?)\s*#*$")


def read_text(data: bytes) -> str:
    """The text. Raises CannotRead where it is none."""
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > _FEW * len(text):
        raise CannotRead("it is no text: a text file, a PDF or a Word file (.docx) is wanted")
    if len(text) > MAX_TEXT:
        raise TooMuch
    return clean(text)


def clean(text: str) -> str:
    """Without control characters; every line ends alike. A new page stays."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def lines_of(text: str, page: int | None = None) -> Iterator[Line]:
    """Its lines, without empty ones. `# Heading` is a heading for certain."""
    blank = True
    for raw in re.split("[\n\f\v]", text):
        line = " ".join(raw.split())
        if line:
            marked = _MARKED.fullmatch(line)
            yield Line(marked[1] if marked else line, page, bool(marked), blank)
        blank = not line


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise CannotRead("it begins as Unicode text and is broken further on") from None
    if encoding := _unmarked(data[:4096]):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows' own, which is Latin-1 with quotes and dashes; five of its bytes stand for nothing
        return data.decode("cp1252", "replace")


def _unmarked(start: bytes) -> str:
    """UTF-16 without a mark: in English every other byte is a zero."""
    odd, even = start[1::2].count(0), start[::2].count(0)
    half = len(start) // 2
    if half > 8 and odd > 0.7 * half and not even:
        return "utf-16-le"
    if half > 8 and even > 0.7 * half and not odd:
        return "utf-16-be"
    return ""
