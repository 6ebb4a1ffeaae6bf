"""Lines of a document -> sections: at headings, and by size where one grows too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.library.read.section import Line, Section

SIZE = 1200  # letters of a section, about
_LONGEST = 100  # letters of a heading
_NUMBERED = re.compile(
    r"(?:(?:section|part|chapter|appendix|annex)\s+[\dA-Z]{1,4}\b|\d{1,2}(?:\.\d{1,2}){0,4}\.?\s|[A-Z]\.\s)"
    r".*[A-Za-z]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.,;:?!…]$")
_LEADERS = re.compile(r"(?:\.{3,}|…|\s{3,}|\.(?: \.){2,})\s*\d+$")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
_NAMED = 8  # words of a heading that has no number


def split(lines: Iterable[Line]) -> tuple[Section, ...]:
    """The sections, in the document's order. No text is lost: what is no heading is text."""
    found: list[Section] = []
    for heading, body in _parts(list(lines)):
        found += _sized(heading, body)
    return tuple(found)


def _parts(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    heading, body = "", list[Line]()
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if not (line.heading or _looks_like_one(line, after)):
            body.append(line)
            continue
        if body:
            yield heading, body
            heading, body = line.text, []
        elif heading:  # a chapter and its first part; or a list whose lines look like headings
            joined = f"{heading}: {line.text}"
            if len(joined) <= _LONGEST:
                heading = joined
            else:
                yield heading, [Line(heading, line.page)]
                heading = line.text
        else:
            heading = line.text
    if body:
        yield heading, body
    elif heading:
        yield heading, [Line(heading, lines[-1].page)]


def _looks_like_one(line: Line, after: Line | None) -> bool:
    text = line.text
    if len(text) > _LONGEST or _ENDS.search(text) or _LEADERS.search(text):
        return False
    if not any(char.isalpha() for char in text) or after is None:
        return False
    if _NUMBERED.match(text):
        return not (_NUMBERED.match(after.text) and not after.blank_before)
    if len(text.split()) > _NAMED or not text[0].isupper():
        return False
    if text.isupper() and len(text) > 3:
        return True
    return line.blank_before and after.blank_before


def _sized(heading: str, lines: list[Line]) -> Iterator[Section]:
    """Pieces of about SIZE letters that end where a sentence does, each with its own page."""
    kept: list[str] = []
    page, size = lines[0].page, 0
    for text, at in _sentences(lines):
        if size and size + len(text) > SIZE:
            yield Section(heading, " ".join(kept), page)
            kept, size = [], 0
        if not kept:
            page = at
        kept.append(text)
        size += len(text) + 1
    if kept:
        yield Section(heading, " ".join(kept), page)


def _sentences(lines: list[Line]) -> Iterator[tuple[str, int | None]]:
    """Sentences, each with the page on which it begins; one that never ends is cut."""
    rest, page = "", lines[0].page
    for line in lines:
        if rest and (line.blank_before or line.page != page) and _ENDS.search(rest):
            yield from _cut(rest, page)
            rest = ""
        if not rest:
            page = line.page
        joined = rest[:-1] + line.text if _broken(rest, line.text) else f"{rest} {line.text}"
        *whole, rest = _SENTENCE.split(joined.strip())
        for sentence in whole:
            yield from _cut(sentence, page)
            page = line.page
        if len(rest) > SIZE:
            yield from _cut(rest, page)
            rest = ""
    if rest:
        yield from _cut(rest, page)


def _broken(before: str, after: str) -> bool:
    """A word that was broken at the end of a line."""
    return bool(re.search(r"[a-z]-$", before)) and after[:1].islower()


def _cut(text: str, page: int | None) -> Iterator[tuple[str, int | None]]:
    while len(text) > SIZE:
        at = text.rfind(" ", SIZE // 2, SIZE)
        at = at if at > 0 else SIZE
        yield text[:at], page
        text = text[at:].strip()
    if text:
        yield text, page
