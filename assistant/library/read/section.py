"""What reading a document gives, whatever it was written with."""

from __future__ import annotations

from msgspec import Struct

from assistant.flow.problems import Unreadable

MAX_FILE = 20 * 1024 * 1024  # bytes
MAX_TEXT = 4 * 1024 * 1024  # letters taken out of one document
MAX_PAGES = 2000


class Line(Struct, frozen=True):
    """A line or a paragraph. `page` is None where a document has no pages; `heading`: it is one for
    certain; `blank_before`: it stands apart from what is above.
    """

    text: str
    page: int | None = None
    heading: bool = False
    blank_before: bool = False


class Section(Struct, frozen=True):
    """A part of a document that can be shown by itself; `page` is the one on which it begins."""

    heading: str
    text: str
    page: int | None = None


class Document(Struct, frozen=True):
    """`form` is text, pdf or docx. `pages` is None where there are none. `empty_pages`: pages that
    hold no text, such as scanned ones.
    """

    form: str
    sections: tuple[Section, ...]
    pages: int | None = None
    empty_pages: int = 0


class CannotRead(Unreadable):
    """Nothing can be taken from this file. The message is one line that says why: "it is empty"."""


class TooMuch(CannotRead):
    """It holds more than is read."""

    def __init__(self) -> None:
        super().__init__(f"it holds more than {MAX_TEXT // 1024 // 1024} MB of text")
