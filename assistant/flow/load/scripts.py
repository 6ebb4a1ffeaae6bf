"""scripts.yaml -> what to say to whom."""

from __future__ import annotations

from assistant.flow.conditions import ALWAYS
from assistant.flow.load.fields import Fields
from assistant.flow.model import WAYS, Call, Called, Instead, Said, Scripts, Spoken, Wrong
from assistant.flow.problems import did_you_mean
from assistant.flow.yamltext import Map

HEADINGS = ("start", "known", *WAYS, "score", "gaps", "later", "need", "will", "ask", "own")
SCORE = ("sum", "open", "range", "settled", "line", "unknown")
_KINDS = ("say", "fill", "fact")


def read_scripts(file: Fields) -> Scripts:
    """The whole file."""
    scripts = Scripts(
        calls=tuple(_call(fields) for fields in file.list("calls", "call")),
        said={name: _said(name, fields) for name, fields in file.named("facts", "fact")},
        unsaid=file.mapping("unsaid"),
        no_call=file.mapping("no_call"),
        called=tuple(_called(fields) for fields in file.list("called", "a name in called")),
        headings=_words(file, "headings", HEADINGS),
        ways=_words(file, "ways", (*WAYS, "unsaid")),
        score=_words(file, "score", SCORE),
        score_notes=file.mapping("score_notes"),
        wrong=_wrong(file),
        source=file.source,
    )
    file.done()
    return scripts


def _words(file: Fields, key: str, wanted: tuple[str, ...]) -> dict[str, str]:
    found = file.mapping(key)
    for name in wanted:
        if not found.get(name):
            file.error(key, f'"{key}" needs the words for "{name}"')
    for name in found:
        if name not in wanted:
            file.error(key, f'"{key}" has no "{name}".{did_you_mean(name, wanted)}')
    return {name: found.get(name, "") for name in wanted}


def _call(fields: Fields) -> Call:
    name = fields.id()
    fields.what = f'call "{name}"'
    found = Call(
        id=name,
        title=fields.text("title"),
        contacts=fields.ids("contacts", required=True),
        instead=_instead(fields),
        before=_lines(fields, "before"),
        start=_lines(fields, "start"),
        tells=fields.ids("tells"),
        gaps=fields.ids("gaps"),
        scores=fields.ids("scores"),
        need=_lines(fields, "need"),
        will=_lines(fields, "will"),
        ask=_lines(fields, "ask"),
        source=fields.source,
    )
    fields.done()
    return found


def _instead(fields: Fields) -> tuple[Instead, ...]:
    found = []
    for item in fields.list("instead", f"an instead of {fields.what}", required=False):
        found.append(
            Instead(item.text("title"), item.text("contact"), item.condition("when"), item.source)
        )
        item.done()
    return tuple(found)


def _lines(fields: Fields, key: str) -> tuple[Spoken, ...]:
    found = []
    for item in fields.list(key, f"a line of {fields.what}", required=False):
        texts = {kind: item.text(kind, required=False) for kind in _KINDS}
        if sum(map(bool, texts.values())) != 1:
            item.error("say", f"a line has one of {', '.join(_KINDS)}")
        found.append(
            Spoken(
                **texts,
                when=item.condition("when", default=ALWAYS),
                planned=item.text("planned", required=False),
                done=item.text("done", required=False),
                source=item.source,
            )
        )
        item.done()
    return tuple(found)


def _said(name: str, fields: Fields) -> Said:
    say = fields.get("say")
    way = fields.text("known", required=False)
    if way and way not in WAYS:
        fields.error("known", f'"{way}" is none of {", ".join(WAYS)}.{did_you_mean(way, WAYS)}')
        way = ""
    listed = isinstance(say, Map)
    found = Said(
        fact=name,
        one="" if listed else fields.text("say", required=False),
        values=fields.mapping("say") if listed else {},
        none=fields.text("none", required=False),
        quiet=fields.ids("quiet"),
        gap=fields.text("gap", required=False),
        way=way,
        source=fields.source,
    )
    fields.done()
    return found


def _called(fields: Fields) -> Called:
    found = Called(fields.text("say"), fields.condition("when", default=ALWAYS), fields.source)
    fields.done()
    return found


def _wrong(file: Fields) -> Wrong | None:
    if (found := file.get("wrong")) is None:
        return None
    fields = Fields(file.notes, file.file, found, "wrong", file.line)
    wrong = Wrong(
        fields.text("title"),
        fields.text("intro"),
        fields.text("subject"),
        fields.texts("body"),
        fields.source,
    )
    fields.done()
    return wrong
