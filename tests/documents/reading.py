"""The words of a paper, read back from each of its forms as a reader's program would."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import ContentStream, NameObject


def squeezed(texts: Any) -> str:
    """Texts without the spaces, for a line may be broken anywhere."""
    return "".join("".join(texts).split())


def pdf_words(content: bytes) -> str:
    """What a PDF says, without its artifacts: a page's foot, and heads that a table repeats."""
    reader = PdfReader(BytesIO(content))
    found = []
    for page in reader.pages:
        stream = ContentStream(page.get_contents(), reader, "bytes")
        stream.operations = list(_real(stream.operations))
        page[NameObject("/Contents")] = stream
        found.append(page.extract_text())
    return squeezed(found)


def _real(operations: Any) -> Any:
    inside: list[bool] = []
    for operands, operator in operations:
        if operator in (b"BMC", b"BDC"):
            inside.append(operands[0] == "/Artifact")
        if not any(inside) or operator not in (b"Tj", b"TJ", b"'", b'"'):
            yield operands, operator
        if operator == b"EMC" and inside:
            inside.pop()


def tags(node: Any) -> Iterator[str]:
    """What a PDF's structure says that each of its parts is."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from tags(node["/K"])


def docx_words(content: bytes) -> str:
    """What a Word file says in its body, in the order of its XML."""
    word = docx.Document(BytesIO(content))
    return squeezed(
        "\n" if node.tag == qn("w:br") else (node.text or "")
        for node in word.element.body.iter(qn("w:t"), qn("w:br"))
    )


def bullets_as_pdf(text: str) -> str:
    """A list's bullet is drawn as a sign in a PDF; nobody wrote it."""
    return text.replace("•", "").replace("‣", "").replace("–", "")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)


def html_words(content: bytes) -> str:
    """What a page says in its main part."""
    page = _Page()
    page.feed(content.decode())
    return squeezed(page.found)
