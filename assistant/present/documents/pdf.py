"""A paper as a tagged PDF/UA-1, which a screen reader can read."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import typst
from msgspec.structs import asdict, replace

from assistant.present.documents.blocks import Document, Note

_SOURCE = (Path(__file__).parent / "document.typ").read_bytes()
_LACKS = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
BOX = "□"
# Scripts that the built-in letters surely lack, and all that may be lacking at worst.
_FAR = re.compile("[\u0700-\u1dff\u2e80-\U0010ffff]")
_NOT_PLAIN = re.compile("[^\n -~\u00a0-\u017f‐-›☐□]")
_TRIES = 8


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    # The fonts that are built in, and no others: a paper looks the same on every machine.
    return typst.Compiler(ignore_system_fonts=True)


def pdf(document: Document) -> bytes:
    """The paper as a PDF. A sign that its letters lack shows as a box, and the paper says so."""
    paper = _data(document)
    for attempt in range(_TRIES):
        try:
            return _compile(paper)
        except typst.TypstError as error:
            found = _LACKS.search(str(error))
            if not found:
                raise
            if attempt == 0:  # PDF/UA allows no sign that shows as nothing
                said = replace(document, blocks=(Note(document.unprintable), *document.blocks))
                paper = _FAR.sub(BOX, _data(said))
            for sign in {sign for sign in found[1] if ord(sign) > 126}:
                paper = paper.replace(sign, BOX)
    return _compile(_NOT_PLAIN.sub(BOX, paper))


def _compile(paper: str) -> bytes:
    made = _compiler().compile(
        _SOURCE, format="pdf", sys_inputs={"paper": paper}, pdf_standards=["ua-1"]
    )
    assert isinstance(made, bytes)
    return made


def _data(document: Document) -> str:
    """The paper as the data that the template reads: what is typed stays data."""
    blocks = [{"is": type(block).__name__.lower(), **asdict(block)} for block in document.blocks]
    found = {"title": document.title, "page": document.page, "blocks": blocks}
    return json.dumps(found, ensure_ascii=False, default=asdict)
