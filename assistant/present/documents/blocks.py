"""What a paper is made of: a title and blocks, which every form draws in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

BOX = "☐"


class Heading(Struct, frozen=True):
    """A heading under the title; `level` 1 is the highest."""

    level: int
    text: str


class Paragraph(Struct, frozen=True):
    """Running text; `strong` where it must not be passed over."""

    text: str
    strong: bool = False


class Note(Struct, frozen=True):
    """Something to know before one reads on, set apart."""

    text: str


class Bullets(Struct, frozen=True):
    """A list. `boxes`: each line has a box to tick by hand."""

    lines: tuple[str, ...]
    boxes: bool = False


class Table(Struct, frozen=True):
    """Rows under their heads. `shares` are the widths of the columns, against each other."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


class Field(Struct, frozen=True):
    """A label with what is known of it. `text` joins the two; `lines` is room to write by hand."""

    label: str
    value: str
    text: str
    lines: int = 0


class Contents(Struct, frozen=True):
    """The paper's own headings, down to a level, each with the way to it. It is no part of them."""

    title: str
    depth: int


Block = Heading | Paragraph | Note | Bullets | Table | Field | Contents


class Document(Struct, frozen=True):
    """A whole paper. `page` is the words of a page's foot, with {page} and {pages} in them.

    `unprintable` says that some signs could not be printed, for a form whose letters lack some.
    """

    title: str
    blocks: tuple[Block, ...]
    page: str
    unprintable: str


def places(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Block]]:
    """The blocks; a heading with a name for its place, where the paper lists its headings."""
    listed, number = any(isinstance(block, Contents) for block in blocks), 0
    for block in blocks:
        number += isinstance(block, Heading)
        yield (f"part-{number}" if listed and isinstance(block, Heading) else ""), block


def entries(contents: Contents, blocks: tuple[Block, ...]) -> Iterator[tuple[str, Heading]]:
    """What the contents list: each heading with the name of its place."""
    for place, block in places(blocks):
        if isinstance(block, Heading) and block.level <= contents.depth:
            yield place, block


def said(document: Document) -> Iterator[str]:
    """Every text of the paper, in the order in which it is read."""
    yield document.title
    for block in document.blocks:
        match block:
            case Heading(_, text) | Paragraph(text) | Note(text):
                yield text
            case Field():
                yield block.text
            case Bullets(lines, boxes):
                yield from (f"{BOX} {line}" if boxes else line for line in lines)
            case Table(heads, rows):
                yield from heads
                for row in rows:
                    yield from row
            case Contents(title):
                yield title
                yield from (heading.text for _, heading in entries(block, document.blocks))
