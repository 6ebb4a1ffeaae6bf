"""`answers` of shorthand.yaml: everyday words for an answer, by question."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from assistant.flow.conditions import UNKNOWN
from assistant.flow.load.fields import Fields
from assistant.flow.model import Fact
from assistant.flow.model.facts import MAY_BE
from assistant.flow.problems import did_you_mean
from assistant.flow.said.plain import plain

MAX_WORDS = 60  # letters


def with_says(file: Fields, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts, each with what people say for its answers. Notes what leads nowhere."""
    found = dict(facts)
    for name, answers in file.named("answers", "the answers to", required=False):
        fact = facts.get(name)
        if fact is None:
            hint = did_you_mean(name, facts)
            answers.error(name, f'there is no fact "{name}".{hint}')
            continue
        found[name] = replace(fact, says=_says(answers, fact))
    file.done()
    return found


def _says(answers: Fields, fact: Fact) -> dict[str, tuple[str, ...]]:
    """The words, as they are compared, and the values that each may mean. MAY_BE stands among
    them where an author ended the words with it.
    """
    values = [option.value for option in fact.options]
    if fact.may_be_unknown:
        values.append(UNKNOWN)
    labels = {plain(option.label): option.value for option in fact.options}
    found: dict[str, tuple[str, ...]] = {}
    for value in answers.map:
        if value not in values:
            hint = did_you_mean(value, values)
            answers.error(value, f'there is no answer "{value}" to it.{hint}')
        for text in answers.ids(value, required=True):
            less = text.endswith(MAY_BE)
            words = plain(text)
            if not words or len(words) > MAX_WORDS:
                answers.error(value, f'"{text[:40]}": words, in at most {MAX_WORDS} letters')
            elif labels.get(words, value) != value:
                answers.error(value, f'"{text}" is what another answer is called')
            else:
                values_so_far = found.get(words, ())
                more = (value, MAY_BE) if less and MAY_BE not in values_so_far else (value,)
                found[words] = (*values_so_far, *more)
    return found
