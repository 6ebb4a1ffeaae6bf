"""Items of a plan and whom to contact, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import astuple, replace

from assistant.engine.clocks import State
from assistant.present.clocks import ClockView
from assistant.present.contact import ContactView, LineView, line_words
from assistant.present.deeds import GoneView
from assistant.present.documents.basis import Basis
from assistant.present.documents.blocks import Block, Bullets, Field, Heading, Note, Paragraph
from assistant.present.groups import groups
from assistant.present.item import NO_DEED, DeedView, ItemView
from assistant.present.since import SinceBlock, since_texts


def item_blocks(
    basis: Basis,
    items: Iterable[ItemView],
    kept: Iterable[ItemView],
    level: int,
    told: dict[str, str],
) -> Iterator[Block]:
    """Items under the headings of a plan. `kept` still stand from before something happened.

    `told` are the contacts that were told in full, each with the item that it stands under; it is
    added to.
    """
    found = groups(items, kept)
    if not found:
        yield Paragraph(basis.words("nothing"))
    for name, group in found:
        yield Heading(level, basis.words(name))
        yield from _items(basis, group, level + 1, told)


def _items(
    basis: Basis, items: Iterable[ItemView], level: int, told: dict[str, str]
) -> Iterator[Block]:
    for item in items:
        yield Heading(level, item.text)
        yield from step_blocks(basis, item, told)
        if not item.caution or item.deed != NO_DEED:
            yield from deed_blocks(basis, item.deed)


def gone_blocks(basis: Basis, gone: Iterable[GoneView], level: int) -> Iterator[Block]:
    """What was done or decided, and is no longer in the plan."""
    found = tuple(gone)
    if found:
        yield Heading(level, basis.words("gone"))
    for item in found:
        yield Heading(level + 1, item.text)
        yield from deed_blocks(basis, item.deed)


def step_blocks(basis: Basis, item: ItemView, told: dict[str, str]) -> Iterator[Block]:
    """One item with all that belongs to it, but for what was done about it."""
    if not item.yours:
        yield field(basis, "who", item.owner)
    if when := due_words(basis, item):
        yield field(basis, "when", when)
    yield from _clock_blocks(basis, item, told)
    for contact in item.contacts:
        yield from contact_blocks(basis, contact, item, told)
    yield from _list(basis, "can_do", item.can_do)
    yield from _list(basis, "how_others" if item.can_do else "how", item.how)
    yield from _list(basis, "ready", item.ready)
    yield from more_blocks(basis, item)
    yield field(basis, "why", item.why)
    yield from _list(basis, "because", [f"{short}: {answer}" for short, answer in item.because])
    if item.would_go:
        question, answer = item.would_go
        yield Paragraph(basis.words("would_go", question=question, answer=answer))
    elif item.judged:
        yield Paragraph(basis.words("stays"))
    yield field(basis, "rests", item.sections)
    yield from since_blocks(item.since)


def clock_words(basis: Basis, clock: ClockView) -> Iterator[str]:
    """That its time was over, where it was."""
    if clock.state == State.MISSED:
        yield basis.words("clock_missed", since=clock.since)
    elif clock.state == State.DONE_LATE:
        yield basis.words("clock_done_late", since=clock.since)


def _clock_blocks(basis: Basis, item: ItemView, told: dict[str, str]) -> Iterator[Block]:
    """What to do when its time was over: whom to chase, and how to take it further."""
    clock = item.clock
    yield from map(Note, clock_words(basis, clock))
    if clock.how:
        yield Paragraph(basis.words("clock_late"), strong=True)
        yield Bullets(clock.how)
    for contact in clock.chase:
        yield from contact_blocks(basis, contact, item, told)
    if clock.then:
        yield Paragraph(clock.then, strong=True)
        yield Bullets(clock.then_how)


def due_words(basis: Basis, item: ItemView) -> str:
    """By when an item is due, with the rule that made it so; empty where it has no time."""
    if item.now:
        return basis.words("now")
    if item.due and item.due_rule:
        return basis.words("when_rule", due=item.due, rule=item.due_rule)
    if item.due_unsaid:
        return basis.words("when_not_known", rule=item.due_rule)
    return item.due or item.due_rule


def deed_blocks(basis: Basis, deed: DeedView) -> Iterator[Block]:
    """Whether it was done, when and by whom; and what was decided otherwise, and why."""
    done, *more = deed_words(basis, deed)
    yield field(basis, "status", done)
    yield from more_blocks(basis, deed)
    yield from (Paragraph(text, strong=True) for text in more)


def deed_words(basis: Basis, deed: DeedView) -> Iterator[str]:
    """What was done about an item, each a text: first of all whether it was done."""
    if deed.done_at:
        key = "done" if deed.done_said else "done_marked"
        yield basis.words(key, when=deed.done_at, who=_who(basis, deed.done_by))
    elif deed.not_done is None:
        yield basis.words("not_done")
    if deed.not_done is not None:
        why = deed.not_done or basis.words("no_reason")
        when, who = _when(basis, deed.not_done_at), _who(basis, deed.not_done_by)
        yield basis.words("not_done_because", why=why, when=when, who=who)
    for earlier in deed.earlier:
        yield basis.words("done_before", when=_when(basis, earlier))
    if deed.decided:
        when, who = _when(basis, deed.decided_at), _who(basis, deed.decided_by)
        yield basis.words("decided", why=deed.decided, when=when, who=who)


def _when(basis: Basis, when: str) -> str:
    return when or basis.words("time_not_known")


def _who(basis: Basis, role: str) -> str:
    return role or basis.words("role_not_known")


def contact_blocks(
    basis: Basis, contact: ContactView, item: ItemView, told: dict[str, str]
) -> Iterator[Block]:
    """Whom to contact: who answers at the time of the paper, who else, and how to find them.

    A contact that was told before is told in short: its number, and where the rest stands.
    """
    yield field(basis, "contact", contact.name)
    if contact.id in told:
        again = basis.words("contact_again", step=told[contact.id])
        short = contact.gone or (_in_short(contact.now) if contact.now else "")
        yield Bullets(tuple(text for text in (short, again) if text))
        return
    told[contact.id] = item.text
    lines = [contact.gone, contact.known]
    if contact.now:
        lines.append(line_words(contact.now, named=contact.now.name != contact.name))
    if contact.find:
        lines.append(basis.words("field", label=contact.find_label, value=contact.find))
    if found := tuple(line for line in lines if line):
        yield Bullets(found)
    for label, others in zip(contact.labels, (contact.next, contact.more), strict=True):
        if others:
            yield Paragraph(f"{label}:")
            yield Bullets(tuple(line_words(line) for line in others))
    yield from more_blocks(basis, contact)


def _in_short(line: LineView) -> str:
    """A line with its number and what speaks against it, for one whose rest stands elsewhere."""
    return line_words(replace(line, hours="", note="", source=""))


def since_blocks(block: SinceBlock | None) -> Iterator[Block]:
    """What has changed since, set apart from the protocol's own lines."""
    for now, was in since_texts(block) if block else ():
        yield Note(now)
        yield Paragraph(was)


def more_blocks(basis: Basis, view: object) -> Iterator[Block]:
    """What a view has beside the usual, where the pack gives its name a label."""
    for name, label in basis.documents.views.items():
        lines = tuple(_lines(getattr(view, name, None)))
        if len(lines) == 1:
            yield _field(basis, label, lines[0])
        elif lines:
            yield Paragraph(label, strong=True)
            yield Bullets(lines)


def _lines(value: object) -> Iterator[str]:
    """The texts of a view's value, each a line; a view within it is one line."""
    if isinstance(value, str):
        yield from [value] if value else []
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _lines(one)
    elif isinstance(value, Struct):
        texts = astuple(value)
        yield " ".join(text for text in texts if isinstance(text, str) and text)


def field(basis: Basis, key: str, value: str) -> Field:
    """A label of the pack's words, and its value."""
    return _field(basis, basis.words(key), value)


def _field(basis: Basis, label: str, value: str) -> Field:
    return Field(label, value, basis.words("field", label=label, value=value))


def _list(basis: Basis, key: str, lines: Iterable[str]) -> Iterator[Block]:
    found = tuple(lines)
    if found:
        yield Paragraph(basis.words(key), strong=True)
        yield Bullets(found)
