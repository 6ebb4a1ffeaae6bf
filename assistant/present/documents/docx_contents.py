"""The contents of a Word file: a field that Word can make again, with a link to each heading.

Word counts the pages, and only when it is asked to. Until then the list has the links alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

LEVELS = 3


def contents_styles(word: Word) -> None:
    """The styles by which Word knows the lines of a table of contents, which a blank file lacks."""
    for level in range(1, LEVELS + 1):
        style: Any = word.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"TOC{level}")
        style.base_style = word.styles["Normal"]
        style.font.bold = level == 1
        style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        style.paragraph_format.space_before = Pt(6 if level == 1 else 0)
        style.paragraph_format.space_after = Pt(0)


def mark(heading: Any, place: str, number: int) -> None:
    """Give a heading's paragraph a name to go to; `number` is no other's in the file."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(place))
    heading.insert_element_before(start, "w:r")
    heading.append(end)


def field(lines: Sequence[tuple[str, Any]], depth: int) -> None:
    """Make paragraphs the result of one contents field, each the link to its place."""
    for place, paragraph in lines:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _name(place))
        link.set(qn("w:history"), "1")
        for run in list(paragraph.r_lst):
            link.append(run)
        paragraph.append(link)
    if not lines:
        return
    code = OxmlElement("w:r")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f' TOC \\o "1-{depth}" \\h \\z '
    code.append(text)
    first, last = lines[0][1], lines[-1][1]
    for before in (_edge("begin"), code, _edge("separate")):
        first.insert_element_before(before, "w:hyperlink")
    last.append(_edge("end"))


def _edge(kind: str) -> Any:
    run, char = OxmlElement("w:r"), OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    run.append(char)
    return run


def _name(place: str) -> str:
    """A bookmark's name has no hyphen."""
    return place.replace("-", "_")
