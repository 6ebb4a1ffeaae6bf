"""The forms that a paper comes in."""

from __future__ import annotations

from msgspec import Struct

from assistant.present.documents.blocks import Document

FORMATS = ("pdf", "docx", "html", "text")


class Made(Struct, frozen=True):
    """A paper in one form: its bytes, their media type, and the ending of a file of it."""

    content: bytes
    media_type: str
    ending: str


def made(document: Document, form: str) -> Made:
    """The paper in a form of FORMATS. The libraries are loaded when they are wanted."""
    match form:
        case "pdf":
            from assistant.present.documents.pdf import pdf

            return Made(pdf(document), "application/pdf", "pdf")
        case "docx":
            from assistant.present.documents.docx import docx_file

            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            return Made(docx_file(document), kind, "docx")
        case "html":
            from assistant.present.documents.page import page

            return Made(page(document).encode(), "text/html; charset=utf-8", "html")
        case "text":
            from assistant.present.documents.text import text

            return Made(text(document).encode(), "text/plain; charset=utf-8", "txt")
    raise ValueError(f"there is no form {form!r}: {', '.join(FORMATS)}")
