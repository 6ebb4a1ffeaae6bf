"""noticed/*.yaml -> everyday wordings, each with the indicators that it may be."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.flow.load.fields import Fields, Notes
from assistant.flow.load.language import read_phrases
from assistant.flow.model import LISTS, Fact, Noticed, Pack
from assistant.flow.model.language import Phrase
from assistant.flow.problems import Source, did_you_mean
from assistant.flow.yamltext import Map, Seq, Text

FOLDER = "noticed/"
MOST_LETTERS = 200  # of one wording: it is a phrase, not a story


def read_noticed(file: Fields) -> tuple[list[Noticed], tuple[str, ...], tuple[Phrase, ...]]:
    """What a file says can be noticed, in its order; what it says is nothing to notice; and the
    phrases that say that somebody may be in danger now.
    """
    found = []
    ordinary = file.texts("ordinary")
    danger = read_phrases(file, "danger")
    for name, fields in file.named("noticed", "noticed", required=not (ordinary or danger)):
        says = fields.texts("says")
        if not says:
            fields.error("says", '"says" is missing: how do people say it?')
        for text in says:
            if len(text) > MOST_LETTERS:
                fields.error("says", f'"{text[:40]}...": at most {MOST_LETTERS} letters')
        found.append(Noticed(str(name), fields.text("short"), _may_be(fields), says, fields.source))
        fields.done()
    file.done()
    return found, ordinary, danger


def _may_be(fields: Fields) -> tuple[tuple[str, str], ...]:
    value = fields.get("may_be")
    if not isinstance(value, Seq) or not value:
        fields.error("may_be", '"may_be" must be a list of indicators, each as "fact: value"')
        return ()
    found: list[tuple[str, str]] = []
    for item in value:
        pairs = list(item.items()) if isinstance(item, Map) else []
        if len(pairs) != 1 or not isinstance(pairs[0][1], Text):
            fields.error("may_be", 'each line of "may_be" is one indicator, as "fact: value"')
            continue
        pair = (str(pairs[0][0]), str(pairs[0][1]))
        if pair in found:
            fields.error("may_be", f'"{pair[0]}: {pair[1]}" stands in "may_be" twice')
        found.append(pair)
    return tuple(found)


def check_noticed(pack: Pack, notes: Notes) -> None:
    """Note names that lead nowhere, a wording that stands twice, and what has no wording."""
    told: dict[str, set[str]] = {}
    seen: dict[str, Source] = {}
    said: dict[str, Noticed] = {}
    for noticed in pack.noticed:
        if noticed.id in seen:
            notes.error(noticed.source, f'there are two noticed with the id "{noticed.id}"')
        seen[noticed.id] = noticed.source
        for name, value in noticed.may_be:
            if _known(pack, noticed, name, value, notes):
                told.setdefault(name, set()).add(value)
        for text in noticed.says:
            if (other := said.setdefault(text.casefold(), noticed)) is not noticed:
                message = f'noticed "{noticed.id}": "{text}" stands under "{other.id}" as well'
                notes.warn(noticed.source, message)
    for name, values in told.items():
        for value in _without(pack.facts[name], values):
            message = f'fact "{name}": nothing in {FOLDER} leads to "{value}" in everyday words'
            notes.warn(pack.facts[name].source, message)


def _known(pack: Pack, noticed: Noticed, name: str, value: str, notes: Notes) -> bool:
    what = f'noticed "{noticed.id}"'
    if name not in pack.facts:
        notes.error(
            noticed.source, f'{what}: there is no fact "{name}".{did_you_mean(name, pack.facts)}'
        )
        return False
    fact = pack.facts[name]
    if fact.type not in LISTS:
        notes.error(noticed.source, f'{what}: "{name}" is no list, so nothing of it can be ticked')
        return False
    if value not in fact.values:
        hint = did_you_mean(value, fact.values)
        notes.error(noticed.source, f'{what}: fact "{name}" has no value "{value}".{hint}')
        return False
    return True


def _without(fact: Fact, values: Iterable[str]) -> list[str]:
    return [value for value in fact.values if value not in set(values)]
