"""What has changed since the protocol, for a reader: set apart from its own lines."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from assistant.flow.model import Changed, Pack, Sure


class SinceView(Struct, frozen=True):
    """One change. `origin` says since when it is so, who says it, and when that was checked;
    `check` says that it is not sure, and is empty where it is.
    """

    id: str
    was: str
    now: str
    origin: str
    check: str


class SinceBlock(Struct, frozen=True):
    """The changes that stand beside one thing. `label` is "Since then", `was` what stands before
    the protocol's own line, `more` opens the sources.
    """

    label: str
    was: str
    more: str
    entries: tuple[SinceView, ...]


class Banner(Struct, frozen=True):
    """On what a plan or a document rests: the protocol with its date, and the layer with its own.

    `layer` is empty where the pack has none. In short it is the year of each: `notes` is that of
    the newest file of the layer, empty where there is none; `off` says that it is switched off.
    """

    protocol: str
    layer: str
    year: str
    notes: str
    off: bool


def since_block(pack: Pack, entries: Iterable[Changed]) -> SinceBlock | None:
    """The entries as they are shown together; None where there are none."""
    known = _views(pack)
    views = tuple(known[entry.id] for entry in entries)
    says = pack.since.says
    return SinceBlock(says["label"], says["was"], says["more"], views) if views else None


def since_texts(block: SinceBlock) -> Iterator[tuple[str, str]]:
    """Each change as two texts: what there is now, and what there was, with where that is from."""
    for entry in block.entries:
        now = " ".join(text for text in (entry.now, entry.check) if text)
        yield f"{block.label}: {now}", f"{block.was}: {entry.was} ({entry.origin})"


@lru_cache(maxsize=16)
def _views(pack: Pack) -> Mapping[str, SinceView]:
    return {entry.id: since_view(pack, entry) for entry in pack.since.entries}


def since_view(pack: Pack, entry: Changed) -> SinceView:
    """One entry for a reader."""
    says = pack.since.says
    starts = says["starts"].replace("{date}", date_words(entry.starts))
    source = says["source"].replace("{checked}", date_words(entry.checked))
    return SinceView(
        id=entry.id,
        was=entry.was,
        now=entry.now,
        origin=f"{starts if entry.starts else says['undated']}"
        f" {source.replace('{source}', entry.basis)}",
        check="" if entry.sure is Sure.HIGH else says[entry.sure.value],
    )


def gone_words(pack: Pack, contact: str) -> str:
    """What to say of a contact that is no longer there; empty of one that is."""
    return pack.since.says["gone"] if contact in pack.since.gone else ""


def banner(pack: Pack) -> Banner:
    """For the head of every plan and document."""
    protocol, since = pack.protocol, pack.since
    layer = since.says.get("off", "")
    if not since.off:
        files = "; ".join(f"{part.title}, {date_words(part.checked)}" for part in since.layers)
        layer = since.says.get("layer", "").replace("{layers}", files) if files else ""
    return Banner(
        f"{protocol.title}, version {protocol.version} of {date_words(protocol.ratified)}"
        f" (guide {pack.version})",
        layer,
        year=protocol.ratified[:4],
        notes=max((part.checked[:4] for part in since.layers), default=""),
        off=since.off,
    )


def date_words(text: str) -> str:
    """ "2026-11-23" as "23 November 2026", "2013-10" as "October 2013"; a year stays."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return text
    return (
        f"{int(day)} {month_name[int(month)]} {year}" if day else f"{month_name[int(month)]} {year}"
    )
