"""DOCX -> lines. It is a zip: its directory is looked at first, and no member is read past a limit.

python-docx takes the XML with no entities resolved, and follows no link to anything outside.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from assistant.library.read.plain import clean
from assistant.library.read.section import MAX_TEXT, CannotRead, Document, Line, TooMuch
from assistant.library.read.split import split

MAIN = "word/document.xml"
MAX_MEMBERS = 2000
MAX_UNPACKED = 64 * 1024 * 1024  # bytes, of all members together
MAX_RATIO = 250  # of one member; a zip of empty text is at 1,000
_SMALL = 1024 * 1024  # a member below this may be as dense as it likes
_CHUNK = 64 * 1024
_BROKEN = "it is broken, or no whole Word file"
_BOMB = "it unpacks to more than a document can need"
_HEADING = re.compile(r"(?:heading \d|title|subtitle)\b", re.IGNORECASE)
_BREAKS = {qn("w:tab"), qn("w:br"), qn("w:cr")}
_HYPHEN = qn("w:noBreakHyphen")
# What has been taken out, and what stands twice for older programs.
_LEFT_OUT = {
    qn("w:moveFrom"), qn("w:del"), qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip


def is_docx(data: bytes) -> bool:
    """Is it a Word file, as far as its directory says? Raises CannotRead where that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return MAIN in file.namelist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError):
        raise CannotRead(_BROKEN) from None


def read_docx(data: bytes) -> Document:
    """The document. Raises CannotRead: broken, locked, a bomb, without text, over a limit."""
    try:
        _look(data)
        lines = list(_lines(data))
    except CannotRead:
        raise
    except (MemoryError, RecursionError):
        raise CannotRead(_BOMB) from None
    except (zipfile.BadZipFile, zlib.error, OpcError, etree.LxmlError, OSError):
        raise CannotRead(_BROKEN) from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, EOFError):
        raise CannotRead(_BROKEN) from None
    except (AssertionError, RuntimeError):
        raise CannotRead(_BROKEN) from None
    if not lines:
        raise CannotRead("it has no text")
    return Document("docx", split(lines))


def _look(data: bytes) -> None:
    """What the directory says, then what is really there: a lying header is no way round."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = file.infolist()
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise CannotRead(_BOMB)
        if len({member.filename for member in members}) < len(members):
            raise CannotRead(_BROKEN)
        left = MAX_UNPACKED
        for member in members:
            if member.flag_bits & 1:
                raise CannotRead("it has a password: save it without one, then add it again")
            if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
                raise CannotRead(_BOMB)
            left -= _read(file, member, left)


def _read(file: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a member unpacks to. Raises CannotRead above `most`, or for a DOCTYPE, which
    lets entities in and which no Word file has.
    """
    taken, before = 0, b""
    text = member.filename.lower().endswith((".xml", ".rels"))
    with file.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            taken += len(chunk)
            if taken > most:
                raise CannotRead(_BOMB)
            if text and b"<!DOCTYPE" in (before + chunk).replace(b"\0", b""):
                raise CannotRead("it is no Word file as Word writes it: it declares entities")
            before = chunk[-32:]
    return taken


def _lines(data: bytes) -> Iterator[Line]:
    word = docx.Document(io.BytesIO(data))
    headings = _heading_styles(word)
    taken = 0
    for paragraph in _elements(word.element.body, qn("w:p")):
        text = " ".join(clean("".join(_texts(paragraph))).split())
        if text:
            taken += len(text)
            if taken > MAX_TEXT:
                raise TooMuch
            yield Line(text, None, _is_heading(paragraph, headings), blank_before=True)


def _heading_styles(word: Any) -> set[str]:
    """The ids of the styles that are headings: by name, by outline level, or by what they go by."""
    styles = {style.style_id: style for style in word.styles if hasattr(style, "base_style")}
    found = set()
    for name, style in styles.items():
        seen: set[str] = set()
        while style is not None and style.style_id not in seen:
            seen.add(style.style_id)
            if _HEADING.match(style.name or "") or _outlined(style.element):
                found.add(name)
                break
            style = style.base_style
    return found


def _outlined(element: Any) -> bool:
    level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return level is not None and level.get(qn("w:val"), "9") in set("012345678")


def _is_heading(paragraph: Any, headings: set[str]) -> bool:
    return paragraph.style in headings or _outlined(paragraph)


def _elements(root: Any, tag: str) -> Iterator[Any]:
    """Every element of that tag, in tables and text boxes too, in the document's order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == tag:
            yield element
        stack.extend(reversed(element))


def _texts(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph, without that of a box that hangs on it: that has its own."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield " "
        elif element.tag == _HYPHEN:
            yield "-"
        elif element.tag != qn("w:p") and element.tag not in _LEFT_OUT:
            stack.extend(reversed(element))
