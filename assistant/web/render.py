"""The same templates for the page and for the socket."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Raw
from msgspec.structs import replace

from assistant.cases.service import Turn
from assistant.engine.deeds import deeds
from assistant.engine.entries import EVENT, NOTICED, VERSION
from assistant.engine.kept import plan_of
from assistant.flow.compact import compact
from assistant.flow.model import Pack
from assistant.present.alike import as_it_was, has_times, screen_alike
from assistant.present.always import always
from assistant.present.asking import Quick
from assistant.present.parts import Drawn, Screen, Update, calling, screen
from assistant.present.turn import ANSWER, CHANGE, TurnView
from assistant.web.compiled import kept
from assistant.web.guard import new_key
from assistant.words.instead import BLANK, INSTEAD, INTRO, Told
from assistant.words.typed import quick_times

REMEMBERED = 256
# Parts that say what the pack says, so that most of them are the same in many cases. Not among
# them: what holds a case's code, or words that somebody has written.
ALIKE = ("back", "bar", "danger", "known", "open", "question", "stage", "tally", "todo", "turn")
DRAWN_KEPT = 4096


def environment(folder: str) -> Environment:
    """Jinja over the templates: everything is escaped, and a name that is not there is a fault."""
    options: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=kept(Path(folder), options),
        **options,
    )


class Renderer:
    """Views in, HTML out. `today` is the pack that new cases begin with."""

    def __init__(self, env: Environment, today: Pack) -> None:
        env.globals["new_token"] = new_key
        env.globals["instead"] = {"intro": INTRO, "kinds": INSTEAD, "blank": BLANK}
        self.env = env
        self.today = today
        self._macros = env.get_template("_parts.html").module
        # Each with whether it stands in the place of one of the same entry, at another hour.
        self._seen: OrderedDict[tuple[str, int], tuple[Screen, bool]] = OrderedDict()
        self._drawn_before = lru_cache(maxsize=DRAWN_KEPT)(self._draw)

    def page(self, template: str, **names: Any) -> str:
        """A whole page."""
        return self.env.get_template(template).render(**names)

    def draw(self, drawn: Drawn) -> Markup:
        """A part of the page: each has a macro of its name in `_parts.html`."""
        macro, values = drawn
        # Times to choose from do not count when questions are compared, so these are not kept.
        if macro not in ALIKE or (macro == "question" and has_times(values[0])):
            return self._draw(macro, values)
        return self._drawn_before(macro, values)

    def _draw(self, macro: str, values: tuple[Any, ...]) -> Markup:
        return Markup(getattr(self._macros, macro)(*values))

    def screen(self, turn: Turn) -> Screen:
        """What is seen of a case now. The last of each viewer is remembered, to go on from."""
        key = (turn.case.id, turn.holder.number)
        before, _ = self._seen.get(key, (None, False))
        if before and before.seq == turn.seq and as_it_was(before, turn):
            return before
        found = screen_alike(turn, before, self.quick(turn), self.today)
        anew = before is not None and (before.seq, before.version) == (found.seq, found.version)
        self._seen[key] = found, anew
        self._seen.move_to_end(key)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return found

    def forget(self, case_id: str) -> None:
        """Remember nothing of a case."""
        for key in [key for key in self._seen if key[0] == case_id]:
            del self._seen[key]

    def quick(self, turn: Turn) -> Quick:
        """The times to choose from for a question of when."""
        return lambda fact: tuple((at, label) for label, at in quick_times(fact, turn.now))

    def shown(
        self, turn: Turn, *, planned: bool = False, refused: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The names that a page of the case needs.

        `refused` are `number`, `reason`, `problem` and `found` of a decision that was not taken.
        """
        found = self.screen(turn)
        if planned:
            found = screen(turn, before=found, planned=True, today=self.today)
        if refused:
            found = _with_refused(found, **refused)
        parts = {**found.parts, **found.own}
        return {
            "screen": found,
            "emergency": turn.engine.pack.emergency,
            "always": always(turn.engine.pack, calling(turn)),
            "show": lambda name: self.draw(parts[name]),
            "list": lambda name: Markup("").join(map(self.draw, found.lists[name].values())),
        }

    def since(self, turn: Turn, after: int) -> Mapping[str, Any]:
        """What has changed on a screen that shows the log up to entry `after`.

        `parts` maps the id of a place to what it is to hold. `lists` maps a list's id to its new
        or altered members under `new`, as pairs of key and HTML; and where it has not only grown at
        its end, the keys of all in their order under `order`. What is the same for all who are
        alike is JSON already.
        """
        if after == turn.seq:
            return {}
        before = self._before(turn, after)
        now = self.screen(turn)
        found = now.alike.since.get(before.alike) if before else None
        if found is None:
            found = self._changed(now, before)
            if before:
                now.alike.since[before.alike] = found
        own = self._parts(now.own, before.own if before else {})
        return {**found.written, "parts": {**found.parts, **own}} if own else found.written

    def _changed(self, now: Screen, before: Screen | None) -> Update:
        parts = self._parts(now.parts, before.parts if before else {})
        lists = {
            name: found
            for name, members in now.lists.items()
            if (found := self._list(members, before.lists[name] if before else None))
        }
        told = {"parts": parts, "lists": lists}
        return Update(parts, {name: Raw(compact(found)) for name, found in told.items() if found})

    def _parts(self, now: Mapping[str, Drawn], before: Mapping[str, Drawn]) -> dict[str, str]:
        return {n: str(self.draw(drawn)) for n, drawn in now.items() if before.get(n) != drawn}

    def _list(self, now: Mapping[str, Drawn], before: Mapping[str, Drawn] | None) -> dict[str, Any]:
        was = before or {}
        new = [(key, str(self.draw(drawn))) for key, drawn in now.items() if was.get(key) != drawn]
        found: dict[str, Any] = {"new": new} if new else {}
        order = list(now)
        if before is None or order[: len(was)] != list(was):
            found["order"] = order
        return found

    def _before(self, turn: Turn, after: int) -> Screen | None:
        """The screen after an earlier entry; None where it was of another pack, or of none, or
        where two pages may show it as it was at two hours: one of them has other numbers.
        """
        if not 0 <= after < turn.seq or any(e.kind == VERSION for e in turn.log[after:]):
            return None
        seen, anew = self._seen.get((turn.case.id, turn.holder.number), (None, False))
        if seen and seen.seq == after:
            return None if anew else seen
        return screen(_turn_at(turn, after), today=self.today)

    def landing(self, turn: Turn, after: int | None = None) -> str:
        """The id of the part to read first: advice to act now goes before the next question.

        Advice that came after entry `after` is looked at; left out, with the last entry only.
        """
        after = turn.seq - 1 if after is None else after
        said = {e.seq for e in turn.log[after:] if e.kind in (ANSWER, CHANGE, NOTICED, EVENT)}
        if turn.position.done:
            _, (found,) = self.screen(turn).parts["news"]
            return "now" if found is None else "plan"
        if not said:
            return "now"
        for _, (view,) in self.screen(turn).lists["log"].values():
            assert isinstance(view, TurnView)
            if view.number in said and view.urgent:
                return f"turn-{view.number}"
        return "now"


def _turn_at(turn: Turn, after: int) -> Turn:
    engine, log = turn.engine, turn.log[:after]
    position = engine.replay(log)
    plan = plan_of(engine, position)
    done = deeds(log, plan, lambda item: item)
    # Who answered then: a page drawn in the day must learn that it is night.
    now = (log[-1].at if log else turn.case.opened_at) or turn.now
    return replace(turn, position=position, plan=plan, seq=after, log=log, deeds=done, now=now)


def _with_refused(
    shown: Screen, number: int, reason: str, problem: str, found: Told = ()
) -> Screen:
    """The screen with what was written about an item, and what is wrong with it, beside it."""
    items = dict(shown.lists["items"])
    macro, views = items.get(str(number), ("", ()))
    if macro == "item":
        items[str(number)] = (
            macro,
            (replace(views[0], reason=reason, problem=problem, found=found),),
        )
    return replace(shown, lists={**shown.lists, "items": items})
