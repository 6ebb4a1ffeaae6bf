"""promises.yaml -> what the pack promises of every case."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.flow.conditions import ALWAYS
from assistant.flow.load.fields import Fields, Notes
from assistant.flow.load.references import check_condition
from assistant.flow.model import Pack
from assistant.flow.model.promises import (
    NEVER,
    AlwaysAsked,
    Apart,
    ButFor,
    First,
    NotKnowing,
    OneOf,
    Promises,
)
from assistant.flow.problems import Source, did_you_mean
from assistant.flow.reading import names_read


def read_promises(file: Fields) -> Promises:
    """The promises of the file, each kind in its order."""

    def items(key: str) -> Iterable[Fields]:
        for fields in file.list(key, f'a promise under "{key}"', required=False):
            yield fields
            fields.done()

    found = Promises(
        first=tuple(
            First(f.text("rule"), f.condition("when"), f.text("promise"), f.source)
            for f in items("first")
        ),
        asked=tuple(
            AlwaysAsked(f.text("fact"), f.text("promise"), f.source) for f in items("asked")
        ),
        apart=tuple(
            Apart(f.ids("rules", required=True), f.text("promise"), f.source)
            for f in items("apart")
        ),
        one_of=tuple(
            OneOf(
                f.ids("rules", required=True),
                f.condition("when"),
                f.condition("unless", default=NEVER),
                f.text("promise"),
                f.source,
            )
            for f in items("one_of")
        ),
        not_knowing=tuple(_not_knowing(f) for f in items("not_knowing")),
    )
    file.done()
    return found


def _not_knowing(fields: Fields) -> NotKnowing:
    known = fields.condition("known")
    names = sorted(names_read(known))
    but_for = []
    for item in fields.list("but_for", "what a promise leaves out", required=False):
        but_for.append(
            ButFor(item.ids("rows", required=True), item.condition("when", default=ALWAYS))
        )
        item.done()
    return NotKnowing(
        fact=names[0] if len(names) == 1 else "",
        known=known,
        source=fields.source,
        but_for=tuple(but_for),
        in_place=fields.mapping("in_place"),
    )


def check_promises(pack: Pack, notes: Notes) -> None:
    """Note every name in the promises that leads nowhere."""
    promises = pack.promises
    rules = {rule.id for rule in pack.rules}
    for first in promises.first:
        _known(first.rule, rules, "rule", first.source, notes)
        check_condition(first.when, pack, notes, first.source, "promise")
    for asked in promises.asked:
        _known(asked.fact, pack.facts, "fact", asked.source, notes)
    for apart in promises.apart:
        if len(apart.rules) == 1:
            notes.error(apart.source, 'promise: "rules" needs two rules or more')
        for rule in apart.rules:
            _known(rule, rules, "rule", apart.source, notes)
    for one_of in promises.one_of:
        for rule in one_of.rules:
            _known(rule, rules, "rule", one_of.source, notes)
        check_condition(one_of.when, pack, notes, one_of.source, "promise")
        check_condition(one_of.unless, pack, notes, one_of.source, "promise")
    for unknown in promises.not_knowing:
        check_condition(unknown.known, pack, notes, unknown.source, "promise")
        if any(name not in pack.facts for name in names_read(unknown.known)) or not unknown.fact:
            notes.error(unknown.source, 'promise: "known" must speak of one fact')
        rows = [row for left_out in unknown.but_for for row in left_out.rows]
        for row in (*rows, *unknown.in_place, *unknown.in_place.values()):
            _known(row, pack.clauses, "clause", unknown.source, notes)
            if row in pack.clauses and row not in pack.ruled:
                notes.error(unknown.source, f'promise: plans are not compared by row "{row}"')
        for left_out in unknown.but_for:
            check_condition(left_out.when, pack, notes, unknown.source, "promise")


def _known(name: str, known: Iterable[str], kind: str, source: Source, notes: Notes) -> None:
    known = list(known)
    if name not in known:
        notes.error(source, f'promise: there is no {kind} "{name}".{did_you_mean(name, known)}')
