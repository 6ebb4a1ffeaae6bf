"""A paper as plain text, to copy into another file or form."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.present.documents.blocks import (
    BOX,
    Bullets,
    Contents,
    Document,
    Field,
    Heading,
    Note,
    Paragraph,
    Table,
    entries,
)


def text(document: Document) -> str:
    """The paper in lines. A table's row is a line, its cells parted by bars."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    for block in document.blocks:
        match block:
            case Heading(_, words):
                yield from ("", words)
            case Paragraph(words) | Note(words):
                yield words
            case Field():
                yield block.text
            case Bullets(lines, boxes):
                yield from (f"{BOX if boxes else '-'} {line}" for line in lines)
            case Table(heads, rows):
                yield from (" | ".join(row).replace("\n", "; ") for row in (heads, *rows))
            case Contents(title):
                yield from ("", title)
                for _, heading in entries(block, document.blocks):
                    yield f"{'  ' * (heading.level - 1)}- {heading.text}"
