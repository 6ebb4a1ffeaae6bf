"""A conversation by dict dispatch: what one would write without an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assistant.engine.codec import points_of
from assistant.engine.machine import PLAN, opened_by
from assistant.engine.program import line_refs
from assistant.flow.answers import Answer
from assistant.flow.conditions import ALWAYS, UNKNOWN
from assistant.flow.model import LISTS, Pack
from tests.bench.plain import Case, Open, module

Answers = dict[str, Answer]
Lines = list[bool]


class Walker:
    """The pack by plain dicts and lambdas."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        plain = module(pack, Open(pack))
        self.questions = plain["QUESTIONS"]
        self.lines = plain["LINES"]
        self.not_lines = plain["NOT_LINES"]
        self.scored = {part.fact: part for score in pack.scores for part in score.lists}
        self.categories = {score.category for score in pack.scores}
        self.lists = {name for name, fact in pack.facts.items() if fact.type in LISTS}
        # Nobody is asked what is heard: until it is told it is not known, and not open.
        self.heard = {name: UNKNOWN for name, fact in pack.facts.items() if fact.heard}
        self.asked = {name: asked for name, asked, _, _ in self.questions}
        self.matters = {name: self._matters(plain, name) for name in pack.facts}
        refs = line_refs(pack)
        self.fallbacks = [at for at, ref in enumerate(refs) if ref.rule and ref.rule.fallback]
        self.ordinary = [
            at
            for at, ref in enumerate(refs)
            if ref.rule
            and not (ref.rule.ours or ref.rule.aside or ref.rule.fallback)
            and ref.rule.id != pack.emergency.rule
        ]
        opened = opened_by(pack)
        steps = pack.steps
        self.first = steps[0].id
        self.dispatch = {
            step.id: [
                target
                for to, target in enumerate(steps)
                if to >= at or target.id in opened[step.id]
            ]
            for at, step in enumerate(steps)
        }

    def _matters(self, plain: Case, name: str) -> Callable[[Case], bool] | None:
        """None for a fact that is asked without looking whether it still matters."""
        fact = self.pack.facts[name]
        found: Callable[[Case], bool] = plain[f"matters_{name}"]
        return None if fact.serves or fact.asked == ALWAYS else found

    def settled(self, answers: Mapping[str, Answer]) -> Case:
        """The facts as they count: None where open."""
        f: Case = {}
        for name, asked, barred, nothing in self.questions:
            if barred is None:
                f[name] = asked(f, self.points(answers))
            elif asked(f):
                answer = answers.get(name, self.heard.get(name))
                f[name] = nothing if answer == UNKNOWN else answer
            else:
                f[name] = nothing if barred(f) else None
        return f

    def points(self, answers: Mapping[str, Answer]) -> dict[str, int | None]:
        """The points of the scored lists; None where a list is unknown or open."""
        return {
            name: None
            if answers.get(name, UNKNOWN) == UNKNOWN
            else points_of(part, self.pack.facts[name], answers[name])
            for name, part in self.scored.items()
        }

    def rules(self, f: Case) -> Lines:
        """Which lines are surely true."""
        found = [line(f) for line in self.lines]
        for at in self.fallbacks:
            if found[at] and (
                any(found[n] for n in self.ordinary)
                or not all(self.not_lines[n](f) for n in self.ordinary)
            ):
                found[at] = False
        return found

    def next(self, state: str, answers: Mapping[str, Answer], f: Case) -> str:
        """The first step after this one that has something to ask."""
        for step in self.dispatch[state]:
            for name in step.facts:
                if name not in answers and self.asked[name](f):
                    matters = self.matters[name]
                    if matters is None or matters(f):
                        return step.id
        return PLAN

    def turn(
        self, state: str, answers: Answers, given: Iterable[tuple[str, Answer]]
    ) -> tuple[str, Lines]:
        """One turn: the answers in, the next step and the lines out."""
        answers.update(given)
        f = self.settled(answers)
        return self.next(state, answers, f), self.rules(f)
