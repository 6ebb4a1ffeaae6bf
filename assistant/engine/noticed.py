"""What somebody noticed in their own words, and confirmed: the values, never the words.

Where the list has an answer that stands, they are added to it. Where it has none, nothing is
answered by them, for an item that was not named would count as no: they are kept until the question
is asked, and stand ticked in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from assistant.engine.entries import NOTICED, Entry, Refusal, apply, joined, opened, told
from assistant.flow.answers import Answer, AnswerError, Facts, read_answer, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import LISTS, Fact, Pack

NOTHING = Refusal("Nothing was named that was noticed.")


class Noticed(Struct, frozen=True):
    """What the entries that stand have kept of it.

    `kept` are parts of answers whose question has not been answered since. `own` are the items of
    answers that came so, by fact.
    """

    kept: Facts = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def noticed(pack: Pack, entries: Iterable[Entry]) -> Noticed:
    """What was noticed, from the entries that stand."""
    answers: Facts = {}
    kept: Facts = {}
    own: dict[str, set[str]] = {}
    for entry in entries:
        if entry.kind == NOTICED:
            for name, part in entry.value.items():
                if name in answers:
                    own.setdefault(name, set()).update(ticked(pack.facts[name], part))
                else:
                    kept[name] = joined(kept.get(name), part)
        else:
            for name in opened(entry):
                own.pop(name, None)
            for name, answer in told(entry).items():
                if name in kept or name in own:
                    fact = pack.facts[name]
                    came = set(ticked(fact, kept.pop(name, None)))
                    if entry.kind == "change":
                        came |= own.get(name, set())
                    own[name] = came.intersection(ticked(fact, answer))
        apply(answers, entry)
    return Noticed(
        {name: in_order(pack.facts[name], part) for name, part in kept.items()},
        {
            name: tuple(value for value in pack.facts[name].values if value in items)
            for name, items in own.items()
            if items
        },
    )


def in_order(fact: Fact, answer: Answer) -> Answer:
    """The answer to a list with its items in the pack's order."""
    if isinstance(answer, list):
        return [value for value in fact.values if value in answer]
    if isinstance(answer, dict):
        return {value: answer[value] for value in fact.values if value in answer}
    return answer


def checked_noticed(pack: Pack, candidate: Entry) -> Entry | Refusal:
    """The candidate in canonical form, or why it is refused."""
    if not candidate.value:
        return NOTHING
    value: Facts = {}
    for name, part in candidate.value.items():
        fact = pack.facts.get(name)
        if fact is None or fact.type not in LISTS:
            return Refusal(f'"{str(name)[:40]}" is no list of things that can be noticed.')
        if part == UNKNOWN:
            return Refusal(
                f"{name}: what was noticed is a list of items, not {UNKNOWN}", plain=True
            )
        if not part or (isinstance(part, dict) and not all(part.values())):
            return NOTHING
        try:
            value[name] = read_answer(fact, part)
        except AnswerError as error:
            return Refusal(str(error), plain=True)
    return replace(candidate, step="", value=value)
