"""questions.yaml: what people ask, and where it is answered; shorthand.yaml: short for what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from assistant.flow.load.fields import Fields, Notes
from assistant.flow.model.asking import SAYS, Asked, Asking, Place, Reply, Where
from assistant.flow.model.pack import Pack
from assistant.flow.problems import Source, did_you_mean

QUESTIONS, SHORTHAND = "questions.yaml", "shorthand.yaml"
MAX_ASKED = 200  # letters in one wording
_SHORT = re.compile(r"[a-z0-9]{1,20}")
_PLACES = tuple(where.value for where in Where)


def read_asking(file: Fields) -> Asking:
    """The questions, in the file's order."""
    says = file.mapping("says")
    for key in SAYS:
        if not says.get(key):
            file.error("says", f'"says" needs "{key}"')
    for key in says:
        if key not in SAYS:
            file.error("says", f'"says" has no "{key}".{did_you_mean(key, SAYS)}')
    found = Asking(
        questions=tuple(_questions(file)),
        says=says,
        elsewhere=file.ids("elsewhere"),
        instead=file.ids("instead"),
        replies=tuple(_replies(file)),
        when=file.mapping("when"),
        when_at=file.keys_at("when"),
    )
    file.done()
    return found


def _replies(file: Fields) -> Iterator[Reply]:
    seen: set[str] = set()
    for fields in file.list("replies", "reply", required=False):
        name = fields.id()
        fields.what = f'reply "{name}"'
        if name in seen:
            fields.error("id", "there are two replies with this id")
        seen.add(name)
        yield Reply(
            id=name,
            say=fields.text("say"),
            how=fields.texts("how"),
            contacts=fields.ids("contacts"),
            clauses=fields.ids("clauses", required=True),
            source=fields.source,
        )
        fields.done()


def _questions(file: Fields) -> Iterator[Asked]:
    seen: set[str] = set()
    wordings: dict[str, str] = {}
    for fields in file.list("questions", "question"):
        name = fields.id()
        fields.what = f'question "{name}"'
        if name in seen:
            fields.error("id", "there are two questions with this id")
        seen.add(name)
        asks = fields.ids("asks", required=True)
        for text in asks:
            plain = " ".join(re.findall(r"\w+", text.lower()))
            if not plain or len(text) > MAX_ASKED:
                fields.error("asks", f'"{text[:40]}": a wording has words, in {MAX_ASKED} letters')
            elif wordings.setdefault(plain, name) != name:
                fields.error("asks", f'"{text}" is asked by question "{wordings[plain]}" already')
        see = tuple(_places(fields))
        if not see:
            fields.error("see", '"see" is missing')
        yield Asked(name, asks, see, fields.source)
        fields.done()


def _places(fields: Fields) -> Iterator[Place]:
    for one in fields.list("see", f"a place of {fields.what}", required=False):
        for key in one.map:
            if key not in _PLACES:
                hint = did_you_mean(key, _PLACES)
                one.error(key, f'"{key}" is no place to look: {", ".join(_PLACES)}.{hint}')
            else:
                yield Place(Where(key), one.text(key), one.source)


def read_shorthand(file: Fields) -> dict[str, str]:
    """What people write for short, in lower case -> the words that it stands for."""
    found = file.mapping("shorthand")
    for short, words in found.items():
        if not _SHORT.fullmatch(short):
            file.error("shorthand", f'"{short}" is not short for anything: one word, in lower case')
        elif not re.search(r"\w", words):
            file.error("shorthand", f'"{short}": what it is short for is missing')
    return found


def check_asking(pack: Pack, notes: Notes) -> None:
    """Note every place, contact and row that is not there, and every reply to no question."""
    known = places(pack)
    _check_names(pack, notes)
    for question in pack.asking.questions:
        seen: set[tuple[Where, str]] = set()
        for place in question.see:
            what = f'question "{question.id}"'
            if place.id and place.id not in known[place.where]:
                hint = did_you_mean(place.id, known[place.where])
                notes.error(place.source, f'{what}: there is no {place.where} "{place.id}".{hint}')
            elif (place.where, place.id) in seen:
                notes.error(place.source, f'{what}: {place.where} "{place.id}" stands in it twice')
            seen.add((place.where, place.id))


def _check_names(pack: Pack, notes: Notes) -> None:
    rules = [rule.id for rule in pack.rules]
    asking, whole = pack.asking, Source(QUESTIONS, 1)
    named: list[tuple[Source, str, str, tuple[str, ...], Collection[str]]]
    named = [(whole, '"instead"', "contact", asking.instead, pack.contacts)]
    named += [(asking.when_at[rule], '"when"', "rule", (rule,), rules) for rule in asking.when]
    seen = {p.id for question in asking.questions for p in question.see if p.where is Where.REPLY}
    for reply in asking.replies:
        what = f'reply "{reply.id}"'
        named += [(reply.source, what, "contact", reply.contacts, pack.contacts)]
        named += [(reply.source, what, "row", reply.clauses, pack.clauses)]
        if reply.id not in seen:
            notes.error(reply.source, f"{what}: no question leads to it")
    for source, what, kind, names, there in named:
        for name in names:
            if name not in there:
                hint = did_you_mean(name, there)
                notes.error(source, f'{what}: there is no {kind} "{name}".{hint}')


def places(pack: Pack) -> Mapping[Where, Collection[str]]:
    """The ids of all that can answer a question."""
    return {
        Where.REPLY: [reply.id for reply in pack.asking.replies],
        Where.TERM: [term.id for term in pack.terms],
        Where.PRINCIPLE: [one.id for one in pack.principles],
        Where.RULE: [rule.id for rule in pack.rules],
        Where.CHECKLIST: [one.id for one in pack.checklists],
        Where.CONTACT: list(pack.contacts),
        Where.FACT: [fact.name for fact in pack.facts.values() if fact.means],
    }
