"""The source of the functions that settle a pack: facts, conditions, scores, lines, questions.

Locals of a function, for a fact x, a named condition c and a line of number n: `a_x` the answer
given, `p_x` the points of a scored list, `v_x` what counts, `k_x` whether that is known; `t_c f_c`,
`t_n f_n` the rails; `u_c`, `u_n` whether it is undecided and can still matter; `l_x` whether the
fact can still matter; `w_x` whether it is to be asked now.
"""

from __future__ import annotations

from collections import defaultdict

from assistant.engine.codec import Codec
from assistant.engine.logic import Logic, unknown
from assistant.engine.view import LineRef
from assistant.flow.conditions import Condition, Const
from assistant.flow.model import DueKind, Pack, Score
from assistant.flow.reading import names_read


class Writer:
    """Writes the functions of one pack; see assistant.engine.program."""

    def __init__(self, pack: Pack, codec: Codec, logic: Logic, lines: tuple[LineRef, ...]) -> None:
        self.pack = pack
        self.codec = codec
        self.logic = logic
        self.lines = lines
        self.scores = {score.category: score for score in self.pack.scores}
        self.out: list[str] = []

    def settle(self) -> str:
        """The source of `settle`: a vector -> a View."""
        self.begin("settle")
        self.live()
        self.finish()
        return "\n".join(self.out)

    def true(self) -> str:
        """The source of `true`: a vector -> which lines are surely true, as in the View."""
        self.begin("true")
        self.add(f"    return {_row([f't_{at}' for at in range(len(self.lines))])}")
        return "\n".join(self.out)

    def begin(self, function: str) -> None:
        """Facts, conditions, scores and lines."""
        self.out = []
        names = [f"a_{fact.name}" for fact in self.codec.facts]
        names += [f"p_{part.fact}" for part, _ in self.codec.scored]
        self.add(f"def {function}(vector):")
        self.add(f"    {', '.join(names)}, = vector")
        for name in self.pack.settle_order:
            if name in self.pack.facts:
                self.fact(name)
            elif name in self.pack.conditions:
                self.named(name)
            else:
                self.category(self.scores[name])
        self.evaluate_lines()

    def add(self, text: str) -> None:
        self.out.append(text)

    def rails(self, name: str, condition: Condition) -> None:
        true, false = self.logic.rails(condition)
        self.add(f"    t_{name} = {true}")
        self.add(f"    f_{name} = {false}")

    def fact(self, name: str) -> None:
        asked = self.pack.facts[name].asked
        if asked == Const(True):
            self.add(f"    v_{name} = a_{name}")
        else:
            self.rails(f"asked_{name}", asked)
            nothing = unknown(self.pack, name)
            self.add(
                f"    v_{name} = a_{name} if t_asked_{name}"
                f" else {nothing} if f_asked_{name} else None"
            )
        self.add(f"    k_{name} = v_{name} is not None")

    def named(self, name: str) -> None:
        self.rails(name, self.pack.conditions[name])

    def category(self, score: Score) -> None:
        name = score.category
        true, false = self.logic.rails(score.recorded)
        lists = [part.fact for part in score.lists]
        known = " and ".join(f"k_{fact}" for fact in lists)
        given = " and ".join(f"v_{fact} != {unknown(self.pack, fact)}" for fact in lists)
        self.add(f"    v_{name} = None")
        self.add(f"    t_recorded_{name} = {true}")
        self.add(f"    f_recorded_{name} = {false}")
        self.add(f"    if f_recorded_{name}: v_{name} = -1")
        self.add(f"    elif t_recorded_{name} and {known}:")
        self.add(f"        if not ({given}): v_{name} = -1")
        extras = [self.logic.rails(extra.when) for extra in score.extras]
        decided = " and ".join(f"({t} or {f})" for t, f in extras) or "True"
        self.add(f"        elif {decided}:")
        total = " + ".join(
            [f"p_{fact}" for fact in lists]
            + [
                f"({extra.points.points} if {rail[0]} else 0)"
                for extra, rail in zip(score.extras, extras, strict=True)
            ]
        )
        self.add(f"            s = {total}")
        choice = str(score.bands[0].category)
        for band in score.bands[1:]:
            choice = f"{band.category} if s >= {band.lowest} else {choice}"
        self.add(f"            v_{name} = {choice}")
        self.add(f"    k_{name} = v_{name} is not None")

    def evaluate_lines(self) -> None:
        fallbacks = []
        ordinary: list[int] = []
        same: dict[Condition, int] = {}
        whole = 0
        for at, ref in enumerate(self.lines):
            if ref.rule and ref.rule.fallback:
                fallbacks.append(at)
            elif ref.item is not None:
                true, false = self.logic.rails(ref.when)
                self.add(f"    t_{at} = t_{whole} and {true}")
                self.add(f"    f_{at} = f_{whole} or {false}")
            else:
                whole = at  # of the checklist whose items follow
                if ref.when in same:
                    self.add(f"    t_{at} = t_{same[ref.when]}; f_{at} = f_{same[ref.when]}")
                else:
                    same[ref.when] = at
                    self.rails(str(at), ref.when)
                if self.counts(ref):
                    ordinary.append(at)
        some = " or ".join(f"t_{at}" for at in ordinary) or "False"
        none = " and ".join(f"f_{at}" for at in ordinary) or "True"
        self.add(f"    something = {some}")
        self.add(f"    nothing = {none}")
        for at in fallbacks:
            true, false = self.logic.rails(self.lines[at].when)
            self.add(f"    t_{at} = nothing and {true}")
            self.add(f"    f_{at} = something or {false}")

    def counts(self, ref: LineRef) -> bool:
        """Does the line stand in the way of a fallback?"""
        if ref.rule:
            rule = ref.rule
            return not (rule.ours or rule.aside or rule.id == self.pack.emergency.rule)
        return False

    def live(self) -> None:
        """For each fact, whether what it is can still matter (see Logic.places)."""
        places: dict[str, list[str]] = defaultdict(list)

        def spread(condition: Condition, guard: str) -> None:
            for name, source in self.logic.places(condition, (guard,)):
                places[name].append(source)

        seen: set[Condition] = set()
        for at, ref in enumerate(self.lines):
            if ref.rule and (ref.rule.fallback or ref.rule.ours or ref.rule.aside):
                continue
            if ref.checklist and (ref.checklist.ours or ref.checklist.aside):
                continue
            whole = ref.item is None
            if (whole and ref.when not in seen) or (not whole and ref.when != Const(True)):
                if whole:
                    seen.add(ref.when)
                self.add(f"    u_{at} = not (t_{at} or f_{at})")
                spread(ref.when, f"u_{at}")
            due = ref.line.due if ref.line else None
            if due is not None and due.kind is not DueKind.NOW:
                places[due.fact].append(f"not f_{at}")
        for score in self.pack.scores:
            reads = [part.fact for part in score.lists] + [score.unknown_items]
            for extra in score.extras:
                reads += names_read(extra.when)
            for name in reads:
                places[name].append(f"not f_recorded_{score.category}")
            spread(score.recorded, "True")
        for name in reversed(self.pack.settle_order):
            alive = " or ".join(dict.fromkeys(places[name])) or "False"
            if name in self.pack.facts:
                fact = self.pack.facts[name]
                if fact.asked == Const(True):
                    continue
                self.add(f"    l_{name} = {'False' if fact.serves else alive}")
                guard = f"l_{name} and not (t_asked_{name} or f_asked_{name})"
                self.add(f"    u_asked_{name} = {guard}")
                spread(fact.asked, f"u_asked_{name}")
            elif name in self.pack.conditions:
                self.add(f"    u_{name} = not (t_{name} or f_{name}) and ({alive})")
                spread(self.pack.conditions[name], f"u_{name}")
            # what a category reads is live wherever the score is recorded: see above

    def finish(self) -> None:
        wanted = []
        for fact in self.codec.facts:
            name = fact.name
            if fact.asked == Const(True):
                test = f"a_{name} is None"
            elif fact.serves:
                test = f"a_{name} is None and t_asked_{name}"
            else:
                test = f"a_{name} is None and t_asked_{name} and l_{name}"
            self.add(f"    w_{name} = {test}")
            wanted.append(f"w_{name}")
        steps = [" or ".join(f"w_{name}" for name in step.facts) for step in self.pack.steps]
        numbers = range(len(self.lines))
        self.add("    return View(")
        self.add(f"        {_row([f'v_{fact.name}' for fact in self.codec.facts])},")
        self.add(f"        {_row([f'v_{score.category}' for score in self.pack.scores])},")
        self.add(f"        {_row([f't_{at}' for at in numbers])},")
        self.add(f"        {_row([f'f_{at}' for at in numbers])},")
        self.add(f"        {_row(wanted)},")
        self.add(f"        {_row(steps)},")
        own = [None if f.asked == Const(True) else f.name for f in self.codec.facts]
        self.add(f"        {_row([f't_asked_{name}' if name else 'True' for name in own])},")
        self.add(f"        {_row([f'f_asked_{name}' if name else 'False' for name in own])})")


def _row(items: list[str]) -> str:
    return f"({', '.join(items)},)" if items else "()"
