"""A paper as HTML: to read, and to print from a browser."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from markupsafe import Markup, escape

from assistant.present.documents.blocks import (
    BOX,
    Block,
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

MANY = 4  # columns, of which a phone shows no more than some at once
STYLE = (Path(__file__).parent / "document.css").read_text(encoding="utf-8")


def page(document: Document) -> str:
    """The paper as a page of its own: it needs nothing from anywhere."""
    return Markup(
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<title>{title}</title>\n'
        "<style>{style}</style>\n</head>\n<body>\n{inner}</body>\n</html>\n"
    ).format(title=document.title, style=Markup(STYLE), inner=inner(document))


def inner(document: Document) -> Markup:
    """The paper alone, for a page that has more around it."""
    title = Markup("<h1>{}</h1>\n").format(_said(document.title))
    return Markup('<main class="paper">\n{}{}</main>\n').format(
        title, Markup("").join(_drawn(document.blocks))
    )


def _drawn(blocks: tuple[Block, ...]) -> Iterator[Markup]:
    for place, block in places(blocks):
        match block:
            case Heading(level, text):
                name = Markup(' id="{}"').format(place) if place else Markup()
                yield Markup("<h{0}{1}>{2}</h{0}>\n").format(level + 1, name, _said(text))
            case Contents():
                yield _contents(block, blocks)
            case _:
                yield _block(block) + "\n"


def _contents(contents: Contents, blocks: tuple[Block, ...]) -> Markup:
    """The ways to the headings."""
    return Markup('<nav aria-labelledby="contents"><h2 id="contents">{}</h2>{}</nav>\n').format(
        contents.title, _ways(list(entries(contents, blocks)))
    )


def _ways(found: list[tuple[str, Heading]]) -> Markup:
    """A list of links, each with a list of those beneath its heading."""
    lines = Markup()
    while found:
        (place, heading), *rest = found
        under = list(takewhile(lambda one: one[1].level > heading.level, rest))  # noqa: B023
        link = Markup('<a href="#{}">{}</a>').format(place, _said(heading.text))
        lines += Markup("<li>{}{}</li>\n").format(link, _ways(under) if under else "")
        found = rest[len(under) :]
    return Markup("<ul>\n{}</ul>").format(lines)


def _block(block: Paragraph | Note | Bullets | Field | Table) -> Markup:
    match block:
        case Paragraph(text, strong):
            inside = Markup("<strong>{}</strong>").format(_said(text)) if strong else _said(text)
            return Markup("<p>{}</p>").format(inside)
        case Note(text):
            return Markup('<p class="note">{}</p>').format(_said(text))
        case Bullets(lines, boxes):
            mark = Markup('<span class="box">{} </span>').format(BOX) if boxes else Markup()
            items = Markup("").join(Markup("<li>{}{}</li>").format(mark, _said(x)) for x in lines)
            return Markup("<ul{}>{}</ul>").format(Markup(' class="boxes"' if boxes else ""), items)
        case Field(label, _, text, lines):
            start, _, rest = text.partition(label)
            said = Markup("{}<strong>{}</strong>{}").format(start, label, _said(rest))
            room = Markup('<span class="write"></span>') * lines
            return Markup('<div class="field">{}{}</div>').format(said, room)
        case Table():
            return _table(block)


def _table(table: Table) -> Markup:
    whole = sum(table.shares)
    # A width in whole hundredths has a class of its own: no policy of ours lets a style in by line.
    columns = Markup("").join(
        Markup('<col class="w{}">').format(round(share * 20 / whole)) for share in table.shares
    )
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(_said(h)) for h in table.heads)
    rows = Markup("").join(
        Markup("<tr>{}</tr>\n").format(
            Markup("").join(Markup("<td>{}</td>").format(_said(cell)) for cell in row)
        )
        for row in table.rows
    )
    drawn = Markup(
        "<table><colgroup>{}</colgroup><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>"
    ).format(columns, heads, rows)
    if len(table.heads) < MANY:
        return drawn
    # On a phone it is moved sideways, by the keyboard too: its columns would be a word wide there.
    return Markup('<div class="wide" role="group" tabindex="0" aria-label="{}">{}</div>').format(
        table.heads[0], drawn
    )


def _said(text: str) -> Markup:
    """Text with its lines kept."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
