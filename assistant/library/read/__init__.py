"""A file -> a document in sections, or one line that says why not."""

from __future__ import annotations

from assistant.library.read.plain import lines_of, read_text
from assistant.library.read.section import MAX_FILE, CannotRead, Document, Section
from assistant.library.read.split import split

__all__ = ["MAX_FILE", "CannotRead", "Document", "Section", "read"]

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes) -> Document:
    """What a file holds, by its content whatever its name. Raises CannotRead."""
    if len(data) > MAX_FILE:
        raise CannotRead(f"it is larger than {MAX_FILE // 1024 // 1024} MB")
    if not data.strip():
        raise CannotRead("it is empty")
    # Each of these is imported when it is wanted: most that is read is of one kind.
    if b"%PDF-" in data[:1024]:
        from assistant.library.read.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(b"PK"):
        from assistant.library.read.docx import is_docx, read_docx

        if is_docx(data):
            return read_docx(data)
        raise CannotRead("it is a zip, and no Word file (.docx): add the files in it one by one")
    if data.startswith(_OLD_WORD):
        raise CannotRead("it is an old Word file, or one with a password: save it as a plain .docx")
    if data.lstrip()[:5].lower() == b"{\\rtf":
        raise CannotRead("it is a rich text file (.rtf): save it as .docx")
    if data.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise CannotRead("it is a web page: save it as a PDF")
    sections = split(lines_of(read_text(data)))
    if not sections:
        raise CannotRead("it is empty")
    return Document("text", sections)
