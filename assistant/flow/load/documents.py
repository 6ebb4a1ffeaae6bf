"""documents.yaml: the papers that a case can be made into, and the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.flow.conditions import ALWAYS
from assistant.flow.load.document_words import WORDS
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.load.references import check_condition
from assistant.flow.model.documents import DocumentKind, Documents, FormField, Part
from assistant.flow.model.pack import Pack
from assistant.flow.problems import Source, did_you_mean

SHOWS = ("facts", "known", "gaps", "plan", "checklist", "score", "sum", "log", "noticed", "notes")
"""What a part can show: answers, answers with how they are known, what is not known, the whole plan
or in short what plan files say, a checklist, a score's form, what a score comes to, the log."""


def read_documents(file: Fields) -> Documents:
    """The papers, in the file's order."""
    words = file.mapping("words")
    for key in WORDS:
        if not words.get(key):
            file.error("words", f'"words" needs "{key}"')
    for key, text in words.items():
        if key not in WORDS:
            file.error("words", f'"words" has no "{key}".{did_you_mean(key, WORDS)}')
        for name in WORDS.get(key, ()):
            if f"{{{name}}}" not in text:
                file.error("words", f'"{key}" in "words" must say {{{name}}}')
    found = Documents(
        kinds=tuple(_kinds(file)),
        words=words,
        log=file.mapping("log"),
        keys=file.mapping("keys"),
        values=file.mapping("values"),
        views=file.mapping("views"),
        conditions=file.mapping("conditions"),
    )
    file.done()
    return found


def _kinds(file: Fields) -> Iterator[DocumentKind]:
    seen: set[str] = set()
    for fields in file.list("documents", "document"):
        name = fields.id()
        fields.what = f'document "{name}"'
        if name in seen:
            fields.error("id", "there are two documents with this id")
        seen.add(name)
        kind = DocumentKind(
            id=name,
            title=fields.text("title"),
            about=fields.text("about"),
            parts=tuple(_part(one) for one in fields.list("parts", f"a part of {fields.what}")),
            source=fields.source,
        )
        fields.done()
        ids = [one.id for one in kind.fields]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            fields.error("parts", f'there are two fields with the id "{twice}"')
        yield kind


def _part(fields: Fields) -> Part:
    show = fields.text("show", required=False)
    if show and show not in SHOWS:
        hint = did_you_mean(show, SHOWS)
        fields.error("show", f'"{show}" is nothing to show: {", ".join(SHOWS)}.{hint}')
    part = Part(
        source=fields.source,
        when=fields.condition("when", default=ALWAYS),
        heading=fields.text("heading", required=False),
        text=fields.texts("text"),
        note=fields.text("note", required=False),
        show=show,
        names=fields.ids("names"),
        but_for=fields.ids("but_for"),
        fields=tuple(_field(one) for one in fields.list("fields", "a field", required=False)),
        columns=fields.texts("columns"),
    )
    fields.done()
    return part


def _field(fields: Fields) -> FormField:
    name = fields.id()
    fields.what = f'field "{name}"'
    found = FormField(
        id=name,
        label=fields.text("label"),
        fact=fields.text("fact", required=False),
        lines=fields.whole("lines", default=0),
        clauses=fields.ids("clauses"),
        when=fields.condition("when", default=ALWAYS),
        but_for=fields.ids("but_for"),
    )
    fields.done()
    return found


def check_documents(pack: Pack, notes: Notes) -> None:
    """Note every name in the papers that leads nowhere."""
    for kind in pack.documents.kinds:
        what = f'document "{kind.id}"'
        for part in kind.parts:
            check_condition(part.when, pack, notes, part.source, what)
            for name in part.names:
                _known(name, _allowed(part.show, pack), part.source, what, notes)
            for name in part.but_for:
                _known(name, pack.facts, part.source, what, notes)
            for one in part.fields:
                check_condition(one.when, pack, notes, part.source, f'{what}, field "{one.id}"')
                if one.fact:
                    _known(one.fact, pack.facts, part.source, f'{what}, field "{one.id}"', notes)
                for value in one.but_for:
                    fact = pack.facts.get(one.fact)
                    allowed = fact.values if fact else ()
                    _known(value, allowed, part.source, f'{what}, field "{one.id}"', notes)
                for row in one.clauses:
                    _known(row, pack.clauses, part.source, f'{what}, field "{one.id}"', notes)
    if pack.documents.kinds:
        _check_conditions(pack, notes)


def _check_conditions(pack: Pack, notes: Notes) -> None:
    """The booklet says each condition in words."""
    said, source = pack.documents.conditions, Source("documents.yaml", 1)
    for name in pack.conditions:
        if name not in said:
            notes.warn(source, f'"conditions" has no words for "{name}", for the booklet')
    for name in said:
        _known(name, pack.conditions, source, "conditions", notes)


def _allowed(show: str, pack: Pack) -> Iterable[str]:
    match show:
        case "facts" | "known" | "gaps":
            return pack.facts
        case "plan":
            return pack.plan_files
        case "checklist":
            return [one.id for one in pack.checklists]
        case "score" | "sum":
            return [one.id for one in pack.scores]
    return ()


def _known(name: str, known: Iterable[str], source: Source, what: str, notes: Notes) -> None:
    allowed = list(known)
    if name not in allowed:
        hint = did_you_mean(name, allowed)
        notes.error(source, f'{what}: there is no "{name}" to show.{hint}')
