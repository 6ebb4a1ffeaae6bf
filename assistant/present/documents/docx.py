"""A paper as a Word file."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

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
    places,
)
from assistant.present.documents.docx_contents import contents_styles, field, mark

WIDTH = 17.0  # centimetres between the margins of an A4 page
_INK = RGBColor(0x14, 0x52, 0x5A)


def docx_file(document: Document) -> bytes:
    """The paper as a .docx file."""
    word = docx.Document(BytesIO(_blank()))
    word.core_properties.title = document.title
    now = datetime(2000, 1, 1, tzinfo=UTC)  # when it was made stands in the paper, in words
    word.core_properties.created = word.core_properties.modified = now
    _foot(word, document.page)
    body = word.element.body
    _paragraph(body, "Title", (document.title, False))
    for number, (place, block) in enumerate(places(document.blocks)):
        if isinstance(block, Contents):
            _contents(body, block, document)
        elif isinstance(block, Heading):
            heading = _paragraph(body, f"Heading{block.level}", (block.text, False))
            if place:
                mark(heading, place, number)
        else:
            _block(body, block)
    held = BytesIO()
    word.save(held)
    return held.getvalue()


@lru_cache(maxsize=1)
def _blank() -> bytes:
    """An empty paper with our page, language and styles."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    styles = cast(Any, word.styles)
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.color.rgb = _INK
        styles[name].font.name = "Calibri"
    contents_styles(word)
    for style in styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), "en-GB")
    properties = word.core_properties
    properties.author, properties.comments, properties.language = "", "", "en-GB"
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def _contents(body: Any, contents: Contents, document: Document) -> None:
    _paragraph(body, "TOCHeading", (contents.title, False))
    lines = [
        (place, _paragraph(body, f"TOC{heading.level}", (heading.text, False)))
        for place, heading in entries(contents, document.blocks)
    ]
    field(lines, contents.depth)


def _block(body: Any, block: Paragraph | Note | Bullets | Field | Table) -> None:
    match block:
        case Paragraph(text, strong):
            _paragraph(body, "", (text, strong))
        case Note(text):
            _shade(_paragraph(body, "", (text, False)).get_or_add_pPr(), "FFF4DC")
        case Bullets(lines, boxes):
            for line in lines:
                if boxes:
                    _paragraph(body, "", (f"{BOX} {line}", False))
                else:
                    _paragraph(body, "ListBullet", (line, False))
        case Field(label, _, text, lines):
            start, _, rest = text.partition(label)
            _paragraph(body, "", (start, False), (label, True), (rest, False))
            for _ in range(lines):
                _rule(_paragraph(body, ""))
        case Table():
            _table(body, block)
            _paragraph(body, "")


def _paragraph(body: Any, style: str, *runs: tuple[str, bool]) -> Any:
    """A paragraph made as XML: python-docx looks for its style anew for each that it makes."""
    paragraph = OxmlElement("w:p")
    if style:
        paragraph.get_or_add_pPr().get_or_add_pStyle().val = style
    for text, strong in runs:
        if text:
            run = paragraph.add_r()
            if strong:
                run.get_or_add_rPr().append(OxmlElement("w:b"))
            run.text = text
    body.insert_element_before(paragraph, "w:sectPr")
    return paragraph


def _table(body: Any, table: Table) -> None:
    """A table built as XML: python-docx counts all cells again for each that it hands out."""
    widths = [round(WIDTH * 567 * share / sum(table.shares)) for share in table.shares]
    made = OxmlElement("w:tbl")
    properties, style = OxmlElement("w:tblPr"), OxmlElement("w:tblStyle")
    style.set(qn("w:val"), "TableGrid")
    properties.append(style)
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    made.append(properties)
    made.append(grid)
    made.append(_row(table.heads, widths, head=True))
    for row in table.rows:
        made.append(_row(row, widths))
    body.insert_element_before(made, "w:sectPr")


def _row(cells: tuple[str, ...], widths: list[int], *, head: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for text, width in zip(cells, widths, strict=True):
        row.append(_cell(text, width, head=head))
    return row


def _cell(text: str, width: int, *, head: bool) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(width))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    if head:
        _shade(properties, "F2F6F6")
    cell.append(properties)
    paragraph = OxmlElement("w:p")
    run = paragraph.add_r()
    if head:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    run.text = text
    cell.append(paragraph)
    return cell


def _shade(properties: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    properties.append(shade)


def _rule(paragraph: Any) -> None:
    """Make it a line to write on."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "7D8F92")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph.get_or_add_pPr().append(borders)


def _foot(word: Word, words: str) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for piece in words.replace("{page}", "\0PAGE\0").replace("{pages}", "\0NUMPAGES\0").split("\0"):
        run = paragraph.add_run()
        if piece in ("PAGE", "NUMPAGES"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), piece)
            paragraph._p.append(field)
        else:
            run.text = piece
