"""since.yaml -> what has changed since the protocol; and a service's own such file laid over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from assistant.flow.conditions import ALWAYS
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.load.references import check_condition
from assistant.flow.model import Pack
from assistant.flow.model.since import SAYS, About, Changed, Layer, Since, Stands, Sure
from assistant.flow.problems import FileProblems, Source, did_you_mean
from assistant.flow.yamltext import parse as parse_yaml

SINCE_FILE = "since.yaml"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_STARTS = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def read_since(file: Fields, under: Since | None = None) -> Since:
    """One file of the layer; where there is one `under` it, with that one's entries too.

    An entry takes the place of the one below that has its id; `drop` takes one away.
    """
    layer = Layer(file.text("title"), _day(file, "checked"))
    entries = _entries(file)
    stands = tuple(_stands(item) for item in file.list("stands", "stands", required=False))
    says = _says(file, under)
    file_names = file.texts("names")
    drops = file.ids("drop")
    file.done()
    below = under or Since()
    known = [entry.id for entry in below.entries]
    for name in drops:
        if name not in known:
            hint = did_you_mean(name, known)
            file.error("drop", f'there is no entry "{name}" to drop.{hint}')
    own = {entry.id for entry in entries} | set(drops)
    return Since(
        layers=(*below.layers, layer),
        entries=(*(entry for entry in below.entries if entry.id not in own), *entries),
        stands=(*below.stands, *stands),
        says={**below.says, **says},
        names=(*below.names, *file_names),
    )


def with_own_since(pack: Pack, text: str, name: str) -> Pack:
    """The pack with a service's own file over its layer. `name` is that file's, for messages.

    Raises FileProblems with every error found in it, or Unreadable.
    """
    notes = Notes()
    file = Fields(notes, name, parse_yaml(text, name, repeated=notes.error), name)
    laid = replace(pack, since=read_since(file, pack.since))
    check_since(laid, notes)
    if notes.found:
        raise FileProblems(notes.found)
    return laid


def without_since(pack: Pack) -> Pack:
    """The pack with its layer switched off. What is no longer there is still nobody to ring."""
    since = pack.since
    off = Since(says=since.says, names=since.names, off=True, ended=since.gone)
    return replace(pack, since=off)


def fitted(since: Since, pack: Pack) -> Since:
    """Today's layer for another version of the pack: an entry whose `when` reads a name that the
    other version lacks is shown to everyone.
    """

    def fits(entry: Changed) -> bool:
        notes = Notes()
        check_condition(entry.when, pack, notes, entry.source, "")
        return not notes.found

    return replace(
        since,
        entries=tuple(e if fits(e) else replace(e, when=ALWAYS) for e in since.entries),
    )


def check_since(pack: Pack, notes: Notes) -> None:
    """Note every name in the layer that leads nowhere, and every row said to stand and to have
    changed.
    """
    known: Mapping[About, Iterable[str]] = {
        About.CLAUSES: pack.clauses,
        About.CONTACTS: pack.contacts,
        About.TERMS: [term.id for term in pack.terms],
        About.RULES: [rule.id for rule in pack.rules],
    }
    changed: dict[str, str] = {}
    for entry in pack.since.entries:
        what = f'entry "{entry.id}"'
        for kind, names in entry.about.items():
            for name in names:
                if kind in known:
                    _known(name, known[kind], kind.removesuffix("s"), what, entry.source, notes)
                if kind is About.CLAUSES:
                    changed.setdefault(name, entry.id)
        check_condition(entry.when, pack, notes, entry.source, what)
    for stands in pack.since.stands:
        for name in stands.clauses:
            _known(name, pack.clauses, "clause", "stands", stands.source, notes)
            if name in changed:
                message = f'stands: entry "{changed[name]}" says that "{name}" has changed'
                notes.error(stands.source, message)


def _known(
    name: str, known: Iterable[str], kind: str, what: str, source: Source, notes: Notes
) -> None:
    known = list(known)
    if name not in known:
        hint = did_you_mean(name, known)
        notes.error(source, f'{what}: there is no {kind} "{name}".{hint}')


def _entries(file: Fields) -> tuple[Changed, ...]:
    found: dict[str, Changed] = {}
    for fields in file.list("entries", "entry", required=False):
        name = fields.id()
        fields.what = f'entry "{name}"'
        if name in found:
            fields.error("id", "there are two entries with this id")
        about = _about(fields)
        gone = fields.flag("gone")
        if gone and not about.get(About.CONTACTS):
            fields.error("gone", '"gone" is for contacts, and it is about none')
        found[name] = Changed(
            id=name,
            about=about,
            was=fields.text("was"),
            now=fields.text("now"),
            starts=_starts(fields),
            basis=fields.text("source"),
            checked=_day(fields, "checked"),
            sure=_sure(fields),
            gone=gone,
            when=fields.condition("when", default=ALWAYS),
            source=fields.source,
        )
        fields.done()
    return tuple(found.values())


def _about(fields: Fields) -> dict[About, tuple[str, ...]]:
    inner = Fields(fields.notes, fields.file, fields.get("about"), f"{fields.what}, about")
    inner.line = inner.line if not inner.broken else fields.line
    found = {kind: inner.ids(kind.value) for kind in About}
    if not inner.broken and not any(found.values()):
        inner.error("about", f"name what it is about: {', '.join(About)}")
    inner.done()
    return {kind: names for kind, names in found.items() if names}


def _stands(fields: Fields) -> Stands:
    found = Stands(
        clauses=fields.ids("clauses", required=True),
        basis=fields.text("source"),
        checked=_day(fields, "checked"),
        sure=_sure(fields),
        source=fields.source,
    )
    fields.done()
    return found


def _says(file: Fields, under: Since | None) -> dict[str, str]:
    found = file.mapping("says")
    for key in sorted(found.keys() - set(SAYS)):
        hint = did_you_mean(key, SAYS)
        file.error("says", f'"says" has no "{key}".{hint} Allowed: {", ".join(SAYS)}')
    for key in SAYS:
        if not found.get(key) and not (under and under.says.get(key)):
            file.error("says", f'"says" needs the words for "{key}"')
    return found


def _sure(fields: Fields) -> Sure:
    text = fields.text("sure")
    try:
        return Sure(text)
    except ValueError:
        if text:
            hint = did_you_mean(text, list(Sure))
            allowed = f"{', '.join(Sure)}; leave out what is less sure"
            fields.error("sure", f'"{text}" does not say how sure it is.{hint} Allowed: {allowed}')
        return Sure.BACKGROUND


def _day(fields: Fields, key: str) -> str:
    text = fields.text(key)
    if text and not (_DAY.fullmatch(text) and _is_day(text)):
        fields.error(key, f'"{text}" is no day: write it as 2026-11-23')
    return text


def _starts(fields: Fields) -> str:
    text = fields.text("from", required=False)
    if text and not (_STARTS.fullmatch(text) and _is_day((text + "-01-01")[:10])):
        fields.error("from", f'"{text}" is no date: write 2017, 2013-10 or 2021-11-08')
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
