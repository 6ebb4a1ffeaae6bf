"""events.yaml -> what can happen while a case goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.flow.answers import Answer, AnswerError, read_answer
from assistant.flow.conditions import ALWAYS
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.load.references import check_condition
from assistant.flow.model import Event, Fact, FactType, Learned, Pack, Takes, Times
from assistant.flow.problems import did_you_mean
from assistant.flow.yamltext import Map, Seq, Text

FILE = "events.yaml"
ROLE = "role"
_ONE_ANSWER = (FactType.CHOICE, FactType.YES_NO)
_TAKES = tuple(takes.value for takes in Takes if takes is not Takes.VALUE)


def read_events(
    file: Fields, facts: Mapping[str, Fact], times: Mapping[str, Times]
) -> tuple[Event, ...]:
    """The events, in the file's order."""
    found: dict[str, Event] = {}
    for fields in file.list("events", "event"):
        name = fields.id()
        fields.what = f'event "{name}"'
        if name in found:
            fields.error("id", "there are two events with this id")
        kind = fields.text("times")
        if kind and kind not in times:
            fields.error("times", f'pack.yaml has no times "{kind}".{did_you_mean(kind, times)}')
        found[name] = Event(
            id=name,
            say=fields.text("say"),
            help=fields.text("help", required=False),
            when=fields.condition("when"),
            times=times.get(kind),
            ask=fields.text("ask", required=False),
            learns=tuple(
                _learned(item, facts, name) for item in fields.list("learns", f"{fields.what}")
            ),
            anew=fields.ids("anew"),
            keeps=fields.ids("keeps"),
            after=fields.ids("after"),
            source=fields.source,
        )
        fields.done()
    file.done()
    return tuple(found.values())


def _learned(item: Fields, facts: Mapping[str, Fact], event: str) -> Learned:
    item.what = f'what event "{event}" teaches'
    name = item.text("fact")
    takes, value = item.text("takes", required=False), item.get("is")
    if (value is None) == (not takes):
        item.error("fact", f'give "is" or "takes", and not both, for "{name}"')
    if takes and takes not in _TAKES:
        hint = did_you_mean(takes, _TAKES)
        item.error("takes", f'"{takes}" is none of {", ".join(_TAKES)}.{hint}')
        takes = Takes.QUESTION.value
    found = Learned(
        fact=name,
        takes=Takes(takes or "value"),
        when=item.condition("when", default=ALWAYS),
        source=item.source,
        value=_value(item, facts.get(name), value),
        but_for=item.ids("but_for"),
    )
    if fact := facts.get(name):
        _check_type(item, fact, found.takes)
        _check_left_out(item, fact, found)
    elif name:
        item.error("fact", f'there is no fact "{name}".{did_you_mean(name, facts)}')
    item.done()
    return found


def _value(item: Fields, fact: Fact | None, raw: object) -> Answer | None:
    if raw is None or fact is None:
        return None
    try:
        return read_answer(fact, _plain(raw))
    except AnswerError as error:
        item.error("is", str(error))
        return None


def _plain(raw: Any) -> Any:
    if isinstance(raw, Text):
        return str(raw)
    if isinstance(raw, Seq):
        return [_plain(each) for each in raw]
    return {str(key): _plain(each) for key, each in raw.items()} if isinstance(raw, Map) else raw


def _check_type(item: Fields, fact: Fact, takes: Takes) -> None:
    if fact.name == ROLE:
        item.error("fact", "who goes on with a case says their own role; no event can")
    if takes is Takes.TIME and fact.type is not FactType.DATETIME:
        item.error("takes", f'"{fact.name}" is not a date and time')
    if takes is Takes.ONE_MORE and fact.type is not FactType.WHOLE:
        item.error("takes", f'"{fact.name}" is not a number')
    if takes is Takes.QUESTION and fact.heard:
        item.error("takes", f'"{fact.name}" is heard: no question asks it')


def _check_left_out(item: Fields, fact: Fact, found: Learned) -> None:
    if not found.but_for:
        return
    if found.takes is not Takes.ANSWER or fact.type not in _ONE_ANSWER:
        item.error(
            "but_for", "only an answer that is one of a few, given with it, can leave some out"
        )
        return
    for value in found.but_for:
        if value not in fact.values:
            hint = did_you_mean(value, fact.values)
            item.error("but_for", f'"{fact.name}" has no option "{value}".{hint}')
    if not set(fact.values) - set(found.but_for):
        item.error("but_for", f'this leaves "{fact.name}" no option')


def check_events(pack: Pack, notes: Notes) -> None:
    """Note every condition that cannot be right, every rule that there is not, and every step that
    asks what is only heard.
    """
    rules = [rule.id for rule in pack.rules]
    for step in pack.steps:
        for name in step.facts:
            if name in pack.facts and pack.facts[name].heard:
                notes.error(step.source, f'step "{step.id}": "{name}" is heard, so nothing asks it')
    for event in pack.events:
        what = f'event "{event.id}"'
        check_condition(event.when, pack, notes, event.source, what)
        for learned in event.learns:
            check_condition(learned.when, pack, notes, learned.source, what)
        for name in (*event.anew, *event.keeps, *event.after):
            if name not in rules:
                hint = did_you_mean(name, rules)
                notes.error(event.source, f'{what}: there is no rule "{name}".{hint}')
