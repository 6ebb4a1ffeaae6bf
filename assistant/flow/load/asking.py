"""questions.yaml: what people ask, and where it is answered; shorthand.yaml: short for what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from assistant.flow.load.fields import Fields, Notes
from assistant.flow.model.asking import SAYS, Asked, Asking, Place, Where
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
    found = Asking(tuple(_questions(file)), says, file.ids("elsewhere"), file.ids("instead"))
    file.done()
    return found


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
    file.done()
    for short, words in found.items():
        if not _SHORT.fullmatch(short):
            file.error("shorthand", f'"{short}" is not short for anything: one word, in lower case')
        elif not re.search(r"\w", words):
            file.error("shorthand", f'"{short}": what it is short for is missing')
    return found


def check_asking(pack: Pack, notes: Notes) -> None:
    """Note every place, and every contact, that is not there."""
    known = places(pack)
    for name in pack.asking.instead:
        if name not in pack.contacts:
            hint = did_you_mean(name, pack.contacts)
            notes.error(Source(QUESTIONS, 1), f'"instead": there is no contact "{name}".{hint}')
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


def places(pack: Pack) -> Mapping[Where, Collection[str]]:
    """The ids of all that can answer a question."""
    return {
        Where.TERM: [term.id for term in pack.terms],
        Where.PRINCIPLE: [one.id for one in pack.principles],
        Where.RULE: [rule.id for rule in pack.rules],
        Where.CHECKLIST: [one.id for one in pack.checklists],
        Where.CONTACT: list(pack.contacts),
        Where.FACT: [fact.name for fact in pack.facts.values() if fact.means],
    }
