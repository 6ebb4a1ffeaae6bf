"""Documents of each form, made here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

import docx
import typst
from pypdf import PdfReader, PdfWriter

POLICY = """\
1. Who to tell

Tell the designated lead at once. Do not wait until the end of the day.

2. Mobile phones

Staff never take a phone from a pupil by force. Ask the office to ring home.
"""


def pdf(*pages: Sequence[tuple[str, str]]) -> bytes:
    """A PDF with a heading and a text for each part of each page."""
    parts = [
        "\n".join(f"= {heading}\n{text}\n" if heading else text for heading, text in page)
        for page in pages
    ]
    source = '#set page(width: 12cm, height: 16cm)\n#set heading(numbering: "1.")\n'
    return bytes(typst.compile((source + "\n#pagebreak()\n".join(parts)).encode()))


def locked(data: bytes, user: str, algorithm: str = "RC4-128") -> bytes:
    """The PDF with a password for whoever opens it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=user, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(stream: bytes, filters: str = "", pages: int = 1) -> bytes:
    """A PDF put together by hand; every page has the one content stream."""
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< /Length {len(stream)} {filters} >>\nstream\n".encode() + stream + b"\nendstream",
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 3 0 R /Resources <<"
        b" /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    )
    objects += [page] * pages
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    xref = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n"
    return out + trailer.encode()


def words_pdf(text: str, pages: int = 1) -> bytes:
    """A PDF by hand with one line of text on each page."""
    return raw_pdf(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode(), pages=pages)


def word(*parts: tuple[str, str]) -> bytes:
    """A Word file with a heading and a text for each part."""
    made = docx.Document()
    for heading, text in parts:
        if heading:
            made.add_heading(heading, 1)
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The zip with one member put in, or in the place of the one of that name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> bytes:
    """One member of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name)


def lying(data: bytes, name: str, size: int) -> bytes:
    """The zip with another size for a member, in the directory and in the member's own header."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        found = file.getinfo(name)
        true, start = found.file_size, found.header_offset
    made = bytearray(data)
    struct.pack_into("<I", made, start + 22, size)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", made, at + 28)[0]
        if made[at + 46 : at + 46 + length] == name.encode():
            assert struct.unpack_from("<I", made, at + 24)[0] == true
            struct.pack_into("<I", made, at + 24, size)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def deflated(size: int) -> bytes:
    """That many zeros, packed."""
    packer = zlib.compressobj(9)
    found = [packer.compress(b"\0" * min(1 << 20, size - done)) for done in range(0, size, 1 << 20)]
    return b"".join(found) + packer.flush()
