"""`run.py library`: a service's own documents, put in beside the protocol, listed and taken out.

Each command opens the library for itself. A server that runs finds what has changed at once.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from assistant.cases.log import StoreFailed
from assistant.cli.files import check_folder
from assistant.engine.due import LONDON
from assistant.flow.problems import Unreadable
from assistant.library.apart import read_file, shown_name
from assistant.library.store import How, Kept, Library

MAX_TITLE = 200
_CAME = {
    How.NEW: "is added",
    How.SAME: "was there already, and is put in again",
    How.NEWER: "takes the place of the one with the same file name",
}


def add(data: Path, file: Path, title: str | None) -> int:
    """Put a document in. The exit code. Raises Unreadable: then nothing has changed."""
    name = shown_name(Path(file.name))
    if file.is_dir():
        raise Unreadable(
            f"{shown_name(file)}: this is a folder. Name a file: text, PDF or Word (.docx)"
        )
    title = _title(title if title is not None else re.sub(r"[_\s]+", " ", file.stem))
    content, document = read_file(file)
    try:
        kept, how = Library(data).add(name, content, document, title, datetime.now(LONDON))
    except StoreFailed as error:
        raise Unreadable(str(error)) from None
    print(f'{kept.id}: "{kept.title}" {_CAME[how]}: {_size(kept)}')
    if document.empty_pages:
        print(f"{document.empty_pages} of its pages have no text, so nothing is found on them")
    return 0


def show(data: Path) -> int:
    """List what is kept. The exit code. Raises Unreadable."""
    check_folder(data)
    try:
        kept = Library(data).documents()
    except StoreFailed as error:
        raise Unreadable(str(error)) from None
    for one in kept:
        print(f'{one.id}: "{one.title}" ({one.name}, {one.added_at[:10]}): {_size(one)}')
    if not kept:
        print("There are no documents: `run.py library add FILE` puts one in")
    return 0


def remove(data: Path, number: int) -> int:
    """Take a document out. The exit code. Raises Unreadable: no such document."""
    check_folder(data)
    try:
        gone = Library(data).remove(number)
    except StoreFailed as error:
        raise Unreadable(str(error)) from None
    if gone is None:
        raise Unreadable(f"there is no document {number}: `run.py library list` says what there is")
    print(f'"{gone.title}" is taken out')
    return 0


def _title(text: str) -> str:
    title = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not title:
        raise Unreadable("--title: the title is empty")
    if len(title) > MAX_TITLE:
        raise Unreadable(f"--title: the title has more than {MAX_TITLE} letters")
    return title


def _size(kept: Kept) -> str:
    sections = f"{kept.sections} section{'s' if kept.sections != 1 else ''}"
    if kept.pages is None:
        return sections
    return f"{kept.pages} page{'s' if kept.pages != 1 else ''}, {sections}"
