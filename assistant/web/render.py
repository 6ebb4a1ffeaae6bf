"""The same templates for the page and for the socket."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.cases.service import Turn
from assistant.engine.entries import VERSION
from assistant.engine.plan import make_plan
from assistant.engine.replay import Position
from assistant.engine.score import results
from assistant.present.screen import (
    Asking,
    Screen,
    asking,
    in_danger,
    last_turn,
    plan_view,
    screen,
)
from assistant.present.turn import ANSWER, CHANGE
from assistant.web.guard import new_key


def environment(folder: str) -> Environment:
    """Jinja over the templates: everything is escaped, and a name that is not there is a fault."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Renderer:
    """Views in, HTML out. `key` is the form key of the browser that it is for."""

    def __init__(self, env: Environment) -> None:
        env.globals["new_token"] = new_key
        self.env = env

    def page(self, template: str, **names: Any) -> str:
        """A whole page."""
        return self.env.get_template(template).render(**names)

    def part(self, macro: str, *values: Any) -> str:
        """A part of the page: each has a macro of its name in `_parts.html`."""
        return str(getattr(self.env.get_template("_parts.html").module, macro)(*values))

    def whole(self, turn: Turn) -> Screen:
        """The screen of a case."""
        return screen(turn.engine, turn.position, turn.plan, turn.seq)

    def question(self, found: Asking | None, turn: Turn, key: str) -> str:
        """What is asked now, with the way back."""
        return self.part("question", found, turn.seq, turn.position.can_undo, key)

    def since(self, turn: Turn, after: int, key: str) -> dict[str, str]:
        """What has changed on a screen that shows the log up to entry `after`.

        `turn` is one turn to add; `log` takes the place of all of them; `question`, `plan` and
        `danger` take the place of those parts. A part that is the same is left out.
        """
        if after == turn.seq:
            return {}
        engine, now = turn.engine, turn.position
        # What was shown by another version of the pack is all shown anew.
        same = 0 <= after < turn.seq and all(e.kind != VERSION for e in turn.log[after:])
        before = engine.replay(turn.log[:after]) if same else None
        found = {"question": self.question(asking(engine, now), turn, key)}
        if before is None or not _one_answer_more(turn, after, before):
            shown = self.whole(turn)
            found["log"] = self.part("log", shown.turns)
        else:
            found["turn"] = self.part("turn", last_turn(engine, now, before))
        if before is None or not _same_plan(turn, before):
            found["plan"] = self.part("plan", plan_view(engine, now, turn.plan))
        if before is None or in_danger(engine, now) != in_danger(engine, before):
            found["danger"] = self.part("danger", *self.danger(turn, key))
        return found

    def landing(self, turn: Turn) -> str:
        """The id of the part to read first: advice to act now goes before the next question."""
        if turn.position.done or not turn.log or turn.log[-1].kind not in (ANSWER, CHANGE):
            return "now"
        last = last_turn(turn.engine, turn.position, turn.engine.replay(turn.log[:-1]))
        return f"turn-{last.number}" if last.urgent else "now"

    def danger(self, turn: Turn, key: str) -> tuple[Any, ...]:
        """What the banner is made from."""
        pack = turn.engine.pack
        return in_danger(turn.engine, turn.position), pack.words, pack.emergency, turn.seq, key


def _one_answer_more(turn: Turn, after: int, before: Position) -> bool:
    """The log has gone on by one answer, and every earlier turn still reads the same."""
    return (
        after == turn.seq - 1
        and turn.log[-1].kind == ANSWER
        and turn.position.set_aside.keys() == before.set_aside.keys()
        and all(turn.position.answers.get(name) == was for name, was in before.answers.items())
    )


def _same_plan(turn: Turn, before: Position) -> bool:
    program = turn.engine.program
    then = make_plan(program, before.facts, before.view)
    return (
        turn.position.done == before.done
        and then.items == turn.plan.items
        and results(program, before.facts, before.view)
        == results(program, turn.position.facts, turn.position.view)
    )
