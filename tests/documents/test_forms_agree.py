"""A paper says the same words in every form, and each form is fit for a screen reader."""

from __future__ import annotations

import string
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assistant.present.documents.blocks import Document, Field, Table, said
from assistant.present.documents.docx import docx_file
from assistant.present.documents.formats import made
from assistant.present.documents.page import page
from assistant.present.documents.pdf import pdf
from assistant.present.documents.text import text
from tests.core.conversation import steady
from tests.documents.cases import KINDS, basis, paper
from tests.documents.reading import (
    bullets_as_pdf,
    docx_words,
    html_words,
    pdf_words,
    squeezed,
    tags,
)

CASES = ("02", "07", "12", "18")
HOSTILE = '#import "/etc/passwd" *b* _i_ $x$ <b>&amp; @ref \\ {{ }} {value} = h // c ]#[ `raw` ~'


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_all_forms_say_the_same_words(kind: str, case: str) -> None:
    document = paper(basis(case), kind, child_name="Zoë O’Hare", child_words="He said:\n“come”")
    wanted = squeezed(said(document))

    assert html_words(page(document).encode()) == wanted
    assert docx_words(docx_file(document)) == wanted
    assert bullets_as_pdf(pdf_words(pdf(document))) == bullets_as_pdf(wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_can_be_read_aloud(kind: str) -> None:
    document = paper(basis("07"), kind, child_name="Sam")
    reader = PdfReader(BytesIO(pdf(document)))
    root: Any = reader.trailer["/Root"]

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert "Sam" not in str(reader.metadata)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    found = set(tags(root["/StructTreeRoot"]))
    assert {"/H1", "/P"} <= found
    assert ("/TH" in found) == any(isinstance(block, Table) for block in document.blocks)


def test_a_word_file_says_its_language_title_and_heads() -> None:
    word: Any = docx.Document(BytesIO(docx_file(paper(basis("07"), "seraf", child_name="Sam"))))

    assert word.core_properties.title == "SERAF, the sexual exploitation risk form"
    assert word.core_properties.author == ""
    assert {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    for table in word.tables:
        assert len(list(table._tbl.tr_lst[0].iter(qn("w:tblHeader")))) == 1
    assert word.sections[0].footer.paragraphs[0].text.startswith("Page")


def _typed(value: str) -> Document:
    return paper(basis("18"), "record", child_words=value)


def test_what_is_typed_is_never_read_as_markup() -> None:
    document = _typed(HOSTILE)

    assert HOSTILE in text(document)
    for words in (
        pdf_words(pdf(document)),
        docx_words(docx_file(document)),
        html_words(page(document).encode()),
    ):
        assert squeezed(HOSTILE) in words
    assert "<b>" not in page(document)


@settings(steady, max_examples=25)
@given(st.text(max_size=60))
def test_any_text_can_be_typed(value: str) -> None:
    document = _typed(value)
    fields = [b for b in document.blocks if isinstance(b, Field)]

    shown = next(f.value for f in fields if "own words" in f.label)
    assert squeezed(shown) in squeezed(text(document))
    assert docx_words(docx_file(document)) == squeezed(said(document))
    assert pdf(document).startswith(b"%PDF")


def test_a_sign_that_cannot_be_printed_is_told_of() -> None:
    document = _typed("her name is 王芳 🙂")

    assert document.unprintable not in " ".join(said(document))
    assert squeezed([document.unprintable]) in pdf_words(pdf(document))
    assert "王芳" in docx_words(docx_file(document))
    assert "hernameis□□□" in pdf_words(pdf(document))


def test_letters_of_many_languages_can_be_printed() -> None:
    names = "Łukasz Ñandú Ștefan Ünal Đỗ Iñaki Žofia Þór Αλέξης Иван"

    assert squeezed(names) in pdf_words(pdf(_typed(names)))


def test_signs_that_turn_or_hide_text_are_left_out() -> None:
    shown = text(_typed("Sam \u202e lived\x00 \ufffe here\u2028now\t\ud800 ok \u0645\u200c\u06cc"))

    assert "Sam lived here now ok \u0645\u200c\u06cc" in shown


def test_there_is_no_other_form() -> None:
    with pytest.raises(ValueError, match="pdf, docx, html, text"):
        made(_typed(string.ascii_letters), "odt")


def test_a_table_of_many_columns_can_be_moved_sideways_on_a_phone() -> None:
    html = page(paper(basis("07"), "strategy"))

    assert html.count('<div class="wide" role="group" tabindex="0" aria-label="Point"><table>') == 2
    assert '<div class="wide" role="group" tabindex="0" aria-label="What to do"><table>' in html
    assert 'aria-label="What was asked"' not in html
