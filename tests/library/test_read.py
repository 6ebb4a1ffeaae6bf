"""A file is read into sections whatever it was written with, or one line says why not."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from assistant.library.read import MAX_FILE, CannotRead, Document, read
from assistant.library.read.section import MAX_TEXT
from tests.library.files import (
    POLICY,
    deflated,
    locked,
    lying,
    member,
    pdf,
    raw_pdf,
    with_member,
    word,
    words_pdf,
)

HEADED = (("Who to tell", "Tell the lead at once."), ("Phones", "Never take a phone by force."))


def shown(document: Document) -> list[tuple[str, str, int | None]]:
    return [(one.heading, one.text, one.page) for one in document.sections]


def why_not(data: bytes) -> str:
    with pytest.raises(CannotRead) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_text_file_is_split_at_its_headings() -> None:
    assert shown(read(POLICY.encode())) == [
        (
            "1. Who to tell",
            "Tell the designated lead at once. Do not wait until the end of the day.",
            None,
        ),
        (
            "2. Mobile phones",
            "Staff never take a phone from a pupil by force. Ask the office to ring home.",
            None,
        ),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_text_is_read_in_the_encodings_that_there_are(encoding: str) -> None:
    text = "The café’s rule – tell the lead. Zoë stays with the child."
    assert shown(read(text.encode(encoding)))[0][1] == text


def test_latin_1_is_read() -> None:
    assert shown(read("Tell Zoë at the café.".encode("latin-1")))[0][1] == "Tell Zoë at the café."


def test_a_word_file_is_split_at_its_headings_and_its_tables_are_read() -> None:
    made = docx.Document(io.BytesIO(word(*HEADED)))
    made.add_table(1, 2).cell(0, 1).text = "Ring 101"
    out = io.BytesIO()
    made.save(out)

    assert shown(read(out.getvalue())) == [
        ("Who to tell", "Tell the lead at once.", None),
        ("Phones", "Never take a phone by force. Ring 101", None),
    ]


def test_what_was_taken_out_of_a_word_file_is_not_read_and_what_was_put_in_is() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Ring ")
    for tag, inner, text in (("w:ins", "w:t", "the lead"), ("w:del", "w:delText", "nobody")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    out = io.BytesIO()
    made.save(out)

    assert shown(read(out.getvalue()))[0][1] == "Ring the lead"


def test_a_style_that_goes_by_a_heading_is_one() -> None:
    made = docx.Document()
    style = made.styles.add_style("House title", 1)
    style.base_style = made.styles["Heading 2"]
    made.add_paragraph("On trips", style="House title")
    made.add_paragraph("Count them twice.")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    made.add_paragraph("At night")._p.get_or_add_pPr().append(level)
    made.add_paragraph("Ring the duty manager.")
    out = io.BytesIO()
    made.save(out)

    assert [one.heading for one in read(out.getvalue()).sections] == ["On trips", "At night"]


def test_a_pdf_keeps_its_pages_and_its_headings() -> None:
    document = read(pdf(HEADED[:1], HEADED[1:]))

    assert document.pages == 2
    assert shown(document) == [
        ("1. Who to tell", "Tell the lead at once.", 1),
        ("2. Phones", "Never take a phone by force.", 2),
    ]


def test_what_stands_on_every_page_is_not_read_again_and_again() -> None:
    pages = [
        [("", f"Our school policy\n\n{text}\n\nPage {number} of 3")]
        for number, text in enumerate(("Tell the lead.", "Ring home.", "Write it down."), 1)
    ]

    texts = " ".join(text for _, text, _ in shown(read(pdf(*pages))))

    assert "Our school policy" not in texts
    assert "Tell the lead." in texts
    assert "Write it down." in texts


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    assert shown(read(locked(pdf(HEADED), user="")))[0][1] == "Tell the lead at once."


def test_pages_that_are_only_pictures_are_counted() -> None:
    document = read(pdf(HEADED[:1], [("", "#rect(width: 2cm)")]))
    assert (document.pages, document.empty_pages) == (2, 1)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (PNG, "it is no text"),
        (b"\x00" * 5000, "it is no text"),
        (b"\xff\xfe" + b"a", "it begins as Unicode text and is broken"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"<!DOCTYPE html><p>hello", "a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Word file"),
        (b"%PDF-1.7 and no more", "it is broken"),
        (pdf(HEADED)[:900], "it is broken"),
        (locked(pdf(HEADED), user="secret"), "it is locked, with a password"),
        (raw_pdf(b""), "it has no text, only pictures"),
        (b"PK\x03\x04 and no more", "it is broken"),
        (word(*HEADED)[:-200], "it is broken"),
        (with_member(word(), "x", b"")[:-30] + b"\0" * 30, "it is broken"),
        (word(("", "")), "it has no text"),
        (b"x" * (MAX_FILE + 1), "it is larger than 20 MB"),
        (b"word " * (MAX_TEXT // 4), "it holds more than 4 MB of text"),
        (words_pdf("x", pages=2001), "it has 2001 pages"),
    ],
    ids=range(19),
)
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, says: str) -> None:
    assert says in why_not(data)


def test_a_zip_that_is_no_word_file_is_said() -> None:
    data = with_member(word(*HEADED), "x.txt", b"x").replace(b"word/document", b"word/dokument")
    assert "no Word file" in why_not(data)


def test_a_member_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = with_member(word(*HEADED), "word/media/x.bin", b"\0" * (70 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert why_not(bomb) == "it unpacks to more than a document can need"


def test_a_member_that_is_packed_a_thousandfold_is_not_unpacked() -> None:
    bomb = with_member(word(*HEADED), "word/document.xml", b" " * (8 * 1024 * 1024))
    assert why_not(bomb) == "it unpacks to more than a document can need"


def test_a_header_that_lies_about_its_size_gets_nothing_through() -> None:
    whole = with_member(word(*HEADED), "word/document.xml", b" " * (8 * 1024 * 1024))
    assert why_not(lying(whole, "word/document.xml", 500)) == (
        "it is broken, or no whole Word file"
    )


def test_a_zip_of_thousands_of_members_is_not_read() -> None:
    out = io.BytesIO(word(*HEADED))
    import zipfile

    with zipfile.ZipFile(out, "a") as file:
        for number in range(2001):
            file.writestr(f"word/x{number}", b"")
    assert why_not(out.getvalue()) == "it unpacks to more than a document can need"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_let_in(encoding: str) -> None:
    text = member(word(*HEADED), "word/document.xml").decode()
    entity = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "&x;&x;">]>'
    head, _, body = text.partition("?>")
    head = head.replace("UTF-8", encoding)
    changed = f"{head}?>{entity}{body.replace('Tell the lead', 'Tell &y;')}"
    data = with_member(word(*HEADED), "word/document.xml", changed.encode(encoding))
    assert "it declares entities" in why_not(data)


def test_a_link_to_something_outside_is_not_followed() -> None:
    links = member(word(*HEADED), "word/_rels/document.xml.rels").decode()
    outside = (
        '<Relationship Id="rIdX" TargetMode="External" Target="http://127.0.0.1:9/x" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    )
    changed = links.replace("</Relationships>", f"{outside}</Relationships>").encode()
    data = with_member(word(*HEADED), "word/_rels/document.xml.rels", changed)
    assert shown(read(data))[0][1] == "Tell the lead at once."


@pytest.mark.parametrize(
    ("stream", "filters"),
    [
        (deflated(100 * 1024 * 1024), "/Filter /FlateDecode"),
        (b"\x81 " * 2_000_000 + b"\x80", "/Filter /RunLengthDecode"),
        (b"(a) Tj " * 300_000, ""),
    ],
    ids=["flate", "run-length", "operators"],
)
def test_a_pdf_that_unpacks_to_too_much_is_not_read(stream: bytes, filters: str) -> None:
    assert why_not(raw_pdf(stream, filters)) == "it unpacks to more than a document can need"


def test_pages_that_go_round_in_a_circle_end() -> None:
    data = words_pdf("x").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert why_not(data)
