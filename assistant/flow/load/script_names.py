"""Does everything that scripts.yaml names exist, and can each answer be said?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from assistant.flow.load.fields import Notes
from assistant.flow.load.references import check_condition
from assistant.flow.model import LISTS, Call, Fact, FactType, Pack, Said
from assistant.flow.problems import Source, did_you_mean

_BRACES = re.compile(r"\{[^}]*\}?|\}")
_PERSON = frozenset({"{child}", "{Child}"})
_SCORE: Mapping[str, frozenset[str]] = {
    "sum": frozenset({"{title}", "{points}", "{category}", "{label}"}),
    "open": frozenset({"{title}", "{points}"}),
    "range": frozenset({"{lowest}", "{lowest_category}", "{highest}", "{highest_category}"}),
    "settled": frozenset(),
    "line": frozenset({"{points}", "{label}"}),
    "unknown": frozenset({"{label}"}),
}
_WRONG = frozenset({"{item}", "{id}", "{clauses}", "{protocol}", "{pack}", "{version}"})


def check_scripts(pack: Pack, notes: Notes) -> None:
    """Note every name that leads nowhere, and every answer without a sentence."""
    scripts = pack.scripts
    for call in scripts.calls:
        _check_call(call, pack, notes)
    for said in scripts.said.values():
        _check_said(said, pack, notes)
    for name in scripts.unsaid:
        _known(name, pack.facts, "fact", "unsaid", scripts.source, notes)
    for name in scripts.no_call:
        _known(name, pack.contacts, "contact", "no_call", scripts.source, notes)
    notes_of = [note.id for score in pack.scores for note in score.notes]
    for name in scripts.score_notes:
        _known(name, notes_of, "note of a score", "score_notes", scripts.source, notes)
    for called in scripts.called:
        check_condition(called.when, pack, notes, called.source, "called")
    for what, text, allowed, source in _texts(pack):
        if unknown := set(_BRACES.findall(text)) - allowed:
            may = ", ".join(sorted(allowed)) or "nothing"
            notes.error(source, f'{what}: "{min(unknown)}": only {may} may stand in braces here')


def _texts(pack: Pack) -> Iterator[tuple[str, str, frozenset[str], Source]]:
    """Every text in which something is put in place of braces, and what that may be."""
    scripts = pack.scripts
    for call in scripts.calls:
        for line in call.lines:
            yield f'a line of call "{call.id}"', line.say + line.fill, _PERSON, line.source
    for said in scripts.said.values():
        what = f'fact "{said.fact}" in scripts.yaml'
        yield what, said.one, _PERSON | {"{answer}"}, said.source
        for text in (*said.values.values(), said.none, said.gap):
            yield what, text, _PERSON, said.source
    for key, text in scripts.score.items():
        yield f'score, "{key}"', text, _SCORE[key], scripts.source
    for text in scripts.score_notes.values():
        yield "score_notes", text, frozenset(), scripts.source
    if wrong := scripts.wrong:
        for text in (wrong.subject, *wrong.body):
            yield "wrong", text, _WRONG, wrong.source


def _check_call(call: Call, pack: Pack, notes: Notes) -> None:
    what, said = f'call "{call.id}"', pack.scripts.said
    if [other.id for other in pack.scripts.calls].count(call.id) > 1:
        notes.error(call.source, f'there are two calls with the id "{call.id}"')
    for name in call.contacts:
        _known(name, pack.contacts, "contact", what, call.source, notes)
    for other in call.instead:
        _known(other.contact, pack.contacts, "contact", what, other.source, notes)
        check_condition(other.when, pack, notes, other.source, f"an instead of {what}")
    for name in (*call.tells, *call.gaps):
        _known(name, pack.facts, "fact", what, call.source, notes)
        if name in pack.facts and name not in said:
            notes.error(call.source, f'{what}: "facts" has no way to say "{name}"')
    for name in call.gaps:
        if name in said and not said[name].gap:
            notes.error(call.source, f'{what}: "{name}" has no "gap": what it is called unknown')
    for name in call.scores:
        _known(name, [s.id for s in pack.scores], "score", what, call.source, notes)
    rules = [rule.id for rule in pack.rules]
    for line in call.lines:
        check_condition(line.when, pack, notes, line.source, f"a line of {what}")
        if line.fact:
            _known(line.fact, said, "fact to say", what, line.source, notes)
        for rule in filter(None, (line.planned, line.done)):
            _known(rule, rules, "rule", what, line.source, notes)


def _check_said(said: Said, pack: Pack, notes: Notes) -> None:
    what = f'fact "{said.fact}" in scripts.yaml'
    _known(said.fact, pack.facts, "fact", "scripts.yaml", said.source, notes)
    fact = pack.facts.get(said.fact)
    if fact is None:
        return
    if fact.type in (FactType.WHOLE, FactType.DATETIME):
        if "{answer}" not in said.one:
            notes.error(said.source, f'{what}: "say" must be a sentence with {{answer}} in it')
        return
    for value in (*said.values, *said.quiet):
        _known(value, fact.values, "option", what, said.source, notes)
    for value in _unsaid(fact, said):
        notes.error(
            said.source, f'{what}: "{value}" has no sentence; if none is to be said, it is "quiet"'
        )
    if said.none and fact.type not in LISTS:
        notes.error(said.source, f'{what}: only a list can have "none"')


def _unsaid(fact: Fact, said: Said) -> Iterator[str]:
    yield from (v for v in fact.values if v not in said.values and v not in said.quiet)


def _known(
    name: str, known: Collection[str], kind: str, what: str, source: Source, notes: Notes
) -> None:
    if name not in known:
        notes.error(source, f'{what}: there is no {kind} "{name}".{did_you_mean(name, known)}')
