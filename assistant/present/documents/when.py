"""A condition in a reader's words, for paper: questions by their short names, answers by labels."""

from __future__ import annotations

from assistant.flow.conditions import (
    UNKNOWN,
    All,
    AnyOf,
    Compare,
    Condition,
    Const,
    Has,
    Is,
    Name,
    Not,
)
from assistant.flow.model import Pack
from assistant.present.documents.basis import filled_in

_RELATIONS = {">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than"}


def condition_words(pack: Pack, condition: Condition, *, inside: bool = False) -> str:
    """The condition in words. `inside` another one, several parts stand in brackets."""
    words = pack.documents.words
    match condition:
        case Const(value):
            return words["paper_always"] if value else _not(pack, words["paper_always"])
        case Name(name):
            return pack.documents.conditions.get(name, name)
        case Not(Is(fact, values)) if fact in pack.facts:
            return _said(pack, "is_not", fact, values)
        case Not(Has(fact, items)) if items:
            return _said(pack, "has_not", fact, items)
        case Not(inner):
            return _not(pack, condition_words(pack, inner))
        case Is(fact, values):
            return _is(pack, fact, values)
        case Has(fact, items):
            if not items:
                return filled_in(words["has_any"], {"question": pack.facts[fact].short})
            return _said(pack, "has", fact, items)
        case Compare(fact, relation, number):
            said = {
                "question": _short(pack, fact),
                "relation": words[_RELATIONS[relation]],
                "number": number,
            }
            return filled_in(words["compare"], said)
        case All(parts) | AnyOf(parts):
            joined = f" {words['and' if isinstance(condition, All) else 'or']} ".join(
                condition_words(pack, part, inside=True) for part in parts
            )
            return f"({joined})" if inside and len(parts) > 1 else joined


def _not(pack: Pack, text: str) -> str:
    return filled_in(pack.documents.words["not"], {"condition": text})


def _is(pack: Pack, fact: str, values: tuple[str, ...]) -> str:
    for score in pack.scores:
        if score.category == fact:
            said = {"score": score.title, "answers": _either(pack, values)}
            return filled_in(pack.documents.words["category_is"], said)
    return _said(pack, "is", fact, values)


def _said(pack: Pack, key: str, fact: str, values: tuple[str, ...]) -> str:
    found = pack.facts[fact]
    labels = tuple(
        pack.words.answers["unknown"] if value == UNKNOWN else found.option(value).label
        for value in values
    )
    values_said = {"question": found.short, "answers": _either(pack, labels)}
    return filled_in(pack.documents.words[key], values_said)


def _either(pack: Pack, labels: tuple[str, ...]) -> str:
    return f" {pack.documents.words['or']} ".join(labels)


def _short(pack: Pack, name: str) -> str:
    if name in pack.facts:
        return pack.facts[name].short
    return next(score.title for score in pack.scores if score.category == name)
