"""The pack as the Python that one would write by hand: a lambda a line, a function a condition.

It is written out from the pack, since two hundred lambdas by hand would soon be another protocol.
A case is a dict of facts; None stands for one that is still open. Nothing is remembered between
calls.

    def frontline(f): return f["task"] in ("worried", "missing_now", "returned")
    LINES = [lambda f: frontline(f) and child(f) and f["consent"] not in (None, "refused"), ...]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.engine.logic import Logic
from assistant.engine.program import LineRef, line_refs
from assistant.flow.conditions import UNKNOWN, Compare, Condition, Has, Is, Name, Not
from assistant.flow.model import LISTS, DueKind, Pack, Score
from assistant.flow.reading import names_read

Case = dict[str, Any]
Test = Callable[[Case], bool]


class Open(Logic):
    """Conditions as source over a case in which facts may be open: surely true, surely false."""

    def rails(self, condition: Condition) -> tuple[str, str]:
        """Two expressions over `f`."""
        match condition:
            case Name(name):
                return f"{name}(f)", f"not_{name}(f)"
            case Is(fact, values):
                known, value = f'f["{fact}"] is not None', f'f["{fact}"]'
                test = self.equal(fact, values)
                return f"({value} {test[0]})", f"({known} and {value} {test[1]})"
            case Has(fact, items):
                value = f'f["{fact}"]'
                held = self.held(fact, items)
                return (
                    f"({value} and {held})",
                    f"({value} is not None and not ({value} and {held}))",
                )
            case Compare(fact, op, limit):
                value = f'f["{fact}"]'
                holds = f"isinstance({value}, int) and {value} {op} {limit}"
                return f"({holds})", f"({value} is not None and not ({holds}))"
        return super().rails(condition)

    def equal(self, fact: str, values: tuple[str, ...]) -> tuple[str, str]:
        """The comparison with one value or several, and its opposite."""
        if fact in self.categories:
            plain: list[Any] = [v if v == UNKNOWN else int(v) for v in values]
        else:
            plain = list(values)
        if len(plain) == 1:
            return f"== {plain[0]!r}", f"!= {plain[0]!r}"
        return f"in {tuple(plain)!r}", f"not in {tuple(plain)!r}"

    def held(self, fact: str, items: tuple[str, ...]) -> str:
        """Does a list that is not empty hold any of these?"""
        return "(" + (" or ".join(f'"{i}" in f["{fact}"]' for i in items) or "True") + ")"


class Closed(Open):
    """The same over a case in which nothing is open, as one writes it with everything known."""

    def rails(self, condition: Condition) -> tuple[str, str]:
        """One expression over `f`, and the same behind a `not`."""
        match condition:
            case Name(name):
                return f"{name}(f)", f"(not {name}(f))"
            case Is(fact, values):
                test = self.equal(fact, values)
                return f'(f["{fact}"] {test[0]})', f'(f["{fact}"] {test[1]})'
            case Not(Compare() | Has() as inner):
                true = self.rails(inner)[0]
                return f"(not {true})", true
            case Has(fact, items):
                true = f'(f["{fact}"] and {self.held(fact, items)})'
                return true, f"(not {true})"
        return super().rails(condition)


class Once(Closed):
    """The same again, over a case to which CONDITIONS have added what each of them came to."""

    def rails(self, condition: Condition) -> tuple[str, str]:
        """One expression over `f`, and the same behind a `not`."""
        match condition:
            case Name(name):
                return f'f["{name}"]', f'(not f["{name}"])'
        return super().rails(condition)


def written(pack: Pack, logic: Open, refs: tuple[LineRef, ...]) -> str:
    """The module: named conditions, questions, lines, and what can still matter."""
    out: list[str] = []
    for name, condition in pack.conditions.items():
        true, false = logic.rails(condition)
        out += [f"def {name}(f): return {true}", f"def not_{name}(f): return {false}"]
    in_order = [name for name in pack.settle_order if name in pack.conditions]
    out.append(f"CONDITIONS = [{', '.join(f'({name!r}, {name})' for name in in_order)}]")
    out.append("LINES = [")
    out += [f"    lambda f: {_line(logic, ref, 0)}," for ref in refs]
    out += ["]", "NOT_LINES = ["]
    out += [f"    lambda f: {_line(logic, ref, 1)}," for ref in refs]
    out += ["]", "QUESTIONS = ["]
    scores = {score.category: score for score in pack.scores}
    for name in pack.settle_order:
        if name in pack.facts:
            fact = pack.facts[name]
            true, false = logic.rails(fact.asked)
            nothing = () if fact.type in LISTS else UNKNOWN
            out.append(f'    ("{name}", lambda f: {true}, lambda f: {false}, {nothing!r}),')
        elif name in scores:
            out.append(f'    ("{name}", score_{name}, None, None),')
    out.append("]")
    for score in pack.scores:
        out[:0] = _score(logic, score)
    return "\n".join(out + _matters(pack, logic, refs))


def _line(logic: Open, ref: LineRef, rail: int) -> str:
    own = logic.rails(ref.when)[rail]
    if ref.item is None or ref.checklist is None:
        return own
    return f"{logic.rails(ref.checklist.when)[rail]} {('and', 'or')[rail]} {own}"


def _score(logic: Open, score: Score) -> list[str]:
    true, false = logic.rails(score.recorded)
    extras = [(*logic.rails(extra.when), extra.points.points) for extra in score.extras]
    lists = [part.fact for part in score.lists]
    out = [f"def score_{score.category}(f, points):", f"    if {false}: return 'unknown'"]
    out.append(f"    if not {true}: return None")
    out += [f'    if f["{name}"] is None: return None' for name in lists]
    out += [f'    if points["{name}"] is None: return "unknown"' for name in lists]
    out += [f"    if not ({yes} or {no}): return None" for yes, no, _ in extras]
    total = [f'points["{name}"]' for name in lists]
    total += [f"({points} if {yes} else 0)" for yes, _, points in extras]
    out.append(f"    s = {' + '.join(total)}")
    out += [f"    if s >= {b.lowest}: return {b.category}" for b in reversed(score.bands)]
    return out


def _matters(pack: Pack, logic: Open, refs: tuple[LineRef, ...]) -> list[str]:
    """For each fact: can its answer still change anything? It asks whatever reads the fact."""
    places: dict[str, list[str]] = {}

    def spread(condition: Condition, guard: str) -> None:
        for name, source in logic.places(condition, (guard,)):
            places.setdefault(name, []).append(source)

    for at, ref in enumerate(refs):
        rule = ref.rule
        if (rule and (rule.fallback or rule.ours or rule.aside)) or (
            ref.checklist and ref.checklist.ours
        ):
            continue
        spread(ref.when, f"not (LINES[{at}](f) or NOT_LINES[{at}](f))")
        due = ref.line.due if ref.line else None
        if due is not None and due.kind is not DueKind.NOW:
            places.setdefault(due.fact, []).append(f"not NOT_LINES[{at}](f)")
    for score in pack.scores:
        recorded = logic.rails(score.recorded)[1]
        reads = [part.fact for part in score.lists] + [score.unknown_items]
        for extra in score.extras:
            reads += names_read(extra.when)
        for name in reads:
            places.setdefault(name, []).append(f"not {recorded}")
        spread(score.recorded, "True")
    for name, fact in pack.facts.items():
        true, false = logic.rails(fact.asked)
        if not fact.serves:
            spread(fact.asked, f"not ({true} or {false}) and matters_{name}(f)")
    for name, condition in pack.conditions.items():
        spread(condition, f"not ({name}(f) or not_{name}(f)) and matters_{name}(f)")
    readers = {name: dict.fromkeys(places.get(name, ["False"])) for name in pack.settle_order}
    return [
        f"def matters_{name}(f): return {' or '.join(found)}" for name, found in readers.items()
    ]


def module(pack: Pack, logic: Open) -> Case:
    """The names of the module written out for a pack."""
    scope: Case = {}
    source = written(pack, logic, line_refs(pack))
    exec(compile(source, "<plain>", "exec"), scope)
    return scope
