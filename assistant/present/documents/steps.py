"""The plan of a case in a paper: the whole of it, or in short what some of its files say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from assistant.engine.entries import ROLE
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets, Heading, Paragraph, Table
from assistant.present.documents.form import sum_blocks
from assistant.present.documents.items import (
    clock_words,
    deed_words,
    due_words,
    gone_blocks,
    item_blocks,
    since_blocks,
)
from assistant.present.groups import groups
from assistant.present.item import NO_DEED, ItemView
from assistant.present.plan import plan_rest
from assistant.present.turn import role_words


def whole_plan(basis: Basis) -> Iterator[Block]:
    """Every item with all that belongs to it, and what stands beside the items."""
    if basis.whose:
        key = "whose_joined" if basis.whose.joined else "whose_began"
        role = basis.whose.role or basis.words("whose_not_known")
        yield Paragraph(basis.words(key, role=role), strong=True)
    yield from item_blocks(basis, basis.items, basis.kept, 2, {})
    yield from gone_blocks(basis, basis.gone, 2)
    rest = plan_rest(basis.engine, basis.position, basis.plan)
    for found in rest.lists:
        yield Heading(2, found.title)
        if found.intro:
            yield Paragraph(found.intro)
        yield Bullets(tuple(f"{text} [{rows}]" for text, rows in found.lines), boxes=True)
        yield from since_blocks(found.since)
    recorded = {view.title for view in rest.scores}
    for score in (one for one in basis.pack.scores if one.title in recorded):
        yield Heading(2, score.title)
        yield from sum_blocks(basis, score)
    if rest.principles:
        yield Heading(2, basis.words("keep"))
        yield Bullets(tuple(f"{p.text} [{p.sections}]" for p in rest.principles))
        for principle in rest.principles:
            yield from since_blocks(principle.since)


def plan_in_short(basis: Basis, files: tuple[str, ...]) -> Iterator[Block]:
    """What plan files say of this case: each step with who does it, by when, and what was done.

    How to do it, and whom to ring, stands in the whole plan.
    """
    inside = {rule.id for rule in basis.pack.rules if rule.file in files}
    items = [item for item in basis.items if item.id in inside]
    kept = [item for item in basis.kept if item.id in inside]
    found = dict(groups(items, kept))
    before = found.pop("kept", ())
    if rows := [item for group in found.values() for item in group]:
        yield _table(basis, rows)
    else:
        yield Paragraph(basis.words("nothing"))
    if before:
        yield Heading(2, basis.words("kept"))
        yield _table(basis, before)
    yield from _changed([*rows, *before])
    yield from gone_blocks(basis, [one for one in basis.gone if one.id in inside], 2)


def _table(basis: Basis, items: Iterable[ItemView]) -> Table:
    names = ("what", "who", "when", "rests", "status")
    return Table(
        tuple(basis.words(name) for name in names),
        tuple(_row(basis, item) for item in items),
        (7, 3, 4, 3, 4),
    )


def _row(basis: Basis, item: ItemView) -> tuple[str, ...]:
    role = role_words(basis.pack, str(basis.position.facts.get(ROLE, "")))
    when = (due_words(basis, item), *clock_words(basis, item.clock))
    return (
        item.text,
        (role or item.owner) if item.yours else item.owner,
        "\n".join(text for text in when if text),
        item.sections,
        "" if item.caution and item.deed == NO_DEED else "\n".join(deed_words(basis, item.deed)),
    )


def _changed(items: Iterable[ItemView]) -> Iterator[Block]:
    """What has changed about these steps, each change once, beneath the step that it bears on."""
    told: set[str] = set()
    for item in items:
        new = [one for one in item.since.entries if one.id not in told] if item.since else []
        if item.since and new:
            told |= {one.id for one in new}
            yield Paragraph(item.text, strong=True)
            yield from since_blocks(replace(item.since, entries=tuple(new)))
