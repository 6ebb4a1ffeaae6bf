"""Conditions read over plain answers, three-valued, as docs/pack.md explains them.

Written apart from the engine: it knows no codes, no vectors and no generated source.
"""

from collections.abc import Iterable, Mapping

from assistant.flow.answers import Answer
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
from assistant.flow.model import Pack, Rule, Score

Truth = bool | None
Value = Answer | None

POINTS = {("current",): 5, ("recent",): 1, ("current", "recent"): 6}


def both(truths: Iterable[Truth]) -> Truth:
    """And: false where any is, undecided where none is and any is undecided."""
    found = list(truths)
    return False if False in found else None if None in found else True


def either(truths: Iterable[Truth]) -> Truth:
    """Or: true where any is, undecided where none is and any is undecided."""
    found = list(truths)
    return True if True in found else None if None in found else False


class Reference:
    """What a set of answers comes to. None stands for open, in values and in truths."""

    def __init__(self, pack: Pack, answers: Mapping[str, Answer]) -> None:
        self.pack = pack
        self.answers = answers
        self.scores = {score.category: score for score in pack.scores}
        self.known: dict[str, Value] = {}
        self.named: dict[str, Truth] = {}

    def value(self, name: str) -> Value:
        """A fact as it counts, or the category of a score."""
        if name not in self.known:
            if name in self.scores:
                self.known[name] = self.category(self.scores[name])
            else:
                asked = self.truth(self.pack.facts[name].asked)
                told = self.answers.get(name, UNKNOWN if self.pack.facts[name].heard else None)
                self.known[name] = None if asked is None else told if asked else UNKNOWN
        return self.known[name]

    def category(self, score: Score) -> Value:
        """Unknown where it is not recorded or a list is unknown; open while anything is open."""
        recorded = self.truth(score.recorded)
        if not recorded:
            return None if recorded is None else UNKNOWN
        lists = [self.value(part.fact) for part in score.lists]
        if None in lists:
            return None
        if UNKNOWN in lists:
            return UNKNOWN
        extras = [(self.truth(extra.when), extra.points.points) for extra in score.extras]
        if any(truth is None for truth, _ in extras):
            return None
        points = sum(self.points(ticks) for ticks in lists)
        points += sum(number for truth, number in extras if truth)
        return max(band.category for band in score.bands if band.lowest <= points)

    @staticmethod
    def points(ticks: Value) -> int:
        """1 an item; with periods 5 current, 1 recent, 6 both."""
        if isinstance(ticks, dict):
            return sum(POINTS[tuple(periods)] for periods in ticks.values())
        return len(ticks) if isinstance(ticks, list) else 0

    def truth(self, condition: Condition) -> Truth:
        """True, False, or None while an open fact can still turn it."""
        match condition:
            case Const(value):
                return value
            case Name(name):
                if name not in self.named:
                    self.named[name] = self.truth(self.pack.conditions[name])
                return self.named[name]
            case Not(inner):
                truth = self.truth(inner)
                return None if truth is None else not truth
            case All(parts):
                return both(self.truth(part) for part in parts)
            case AnyOf(parts):
                return either(self.truth(part) for part in parts)
        answer = self.value(condition.fact)
        if answer is None:
            return None
        match condition:
            case Is(_, values):
                return str(answer) in values
            case Has(_, items):
                held = set(answer) if isinstance(answer, list | dict) else set()
                return bool(held & set(items)) if items else bool(held)
            case Compare(_, op, limit):
                if not isinstance(answer, int):
                    return False
                return {
                    ">": answer > limit,
                    ">=": answer >= limit,
                    "<": answer < limit,
                    "<=": answer <= limit,
                }[op]

    def rule(self, rule: Rule) -> Truth:
        """Whether the rule is in the plan; a fallback only where no rule of the protocol is."""
        own = either(self.truth(line.when) for line in rule.lines)
        if not rule.fallback:
            return own
        others = either(
            self.rule(other)
            for other in self.pack.rules
            if not (other.ours or other.aside or other.fallback)
            and other.id != self.pack.emergency.rule
        )
        return both((own, None if others is None else not others))
