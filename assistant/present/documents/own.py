"""What was noticed in one's own words and is not counted, and the notes, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.engine.notes import notes
from assistant.present.answers import when_words
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets, Paragraph
from assistant.present.noticed import NoticedView, noticed_views
from assistant.present.turn import role_words


def noticed_blocks(basis: Basis) -> Iterator[Block]:
    """What was noticed and is not used in the plan, with why not; nothing where there is none."""
    lines = tuple(_line(basis, view) for view in noticed_views(basis.engine, basis.position))
    if lines:
        yield Bullets(lines)


def _line(basis: Basis, view: NoticedView) -> str:
    items = basis.words("field", label=view.short, value="; ".join(view.items))
    if not view.because:
        return basis.words("not_used", items=items)
    why = "; ".join(basis.words("field", label=one, value=said) for one, said in view.because)
    return basis.words("not_used_because", items=items, why=why)


def note_blocks(basis: Basis) -> Iterator[Block]:
    """The notes that nobody has taken back, each with the role and the time."""
    for note in notes(basis.log):
        who = role_words(basis.pack, note.by) or basis.words("role_not_known")
        when = when_words(note.at) if note.at else basis.words("time_not_known")
        yield Paragraph(basis.words("note_of", who=who, when=when), strong=True)
        for line in note.text.split("\n"):
            if line:
                yield Paragraph(line)
