"""What is typed in a terminal: an answer, something noticed, or a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import cast

from assistant.cli.terminal import Terminal
from assistant.engine.answering import caller
from assistant.engine.due import LONDON
from assistant.engine.kept import plan_of
from assistant.engine.offered import as_offered
from assistant.engine.replay import Engine, Position
from assistant.flow.answers import AnswerError, Facts
from assistant.flow.model import PERIODS, FactType, Pack
from assistant.library.store import Library
from assistant.present.box import noticed_value
from assistant.present.passages import passage_lines, passage_view
from assistant.present.plan_text import contact_lines
from assistant.words.ask import Answered
from assistant.words.box import As, Box, Kind, Taken

HELP = (
    "You can type: danger (the child is in danger now), why (why this is asked), plan (the plan so"
    " far), change (change an answer), since (say what has happened since), undo, redo, help, quit."
    " For I don't know type ? At any time you can also type what you noticed, or a question. To be"
    " taken at your word begin with ! for what you noticed, or with ? for a question."
)
DANGER = "If the child is in danger now, ring 999. Then type danger."
NOTICED = (
    "I took that as something you noticed. It may be one of these. Nothing counts until you add it."
)
QUESTION = "I took that as a question."
FAR = "Nothing in the lists is close to that. Try other words, one thing at a time."
PICK = "What fits, by number; Enter for none of these; ? if it was a question > "
_PICKED = re.compile(r"([0-9]{1,2})(?: (now|before|both))?")
_WHEN = {"now": PERIODS[:1], "before": PERIODS[1:2], "both": PERIODS[:2]}


class Typing:
    """Reads what is typed, by a box that is made when something is."""

    def __init__(self, engine: Engine, data: Path, terminal: Terminal) -> None:
        self.engine = engine
        self.pack: Pack = engine.pack
        self._data = data
        self._words = ""  # for the one question that follows
        self.terminal = terminal

    @cached_property
    def box(self) -> Box:
        """It learns what it needs as it is asked."""
        return Box(self.pack, Library(self._data))

    def read(self, position: Position, given: Collection[str], text: str) -> Taken | None:
        """What it is taken for, with danger said first; None where it can be nothing at all."""
        as_, bare = As.ANY, text
        if text[:1] in ("!", "?") and text[1:].strip():
            as_, bare = (As.NOTICED if text[0] == "!" else As.QUESTION), text[1:]
        return self._read(position, given, bare, as_)

    def confirmed(self, position: Position, taken: Taken) -> Facts:
        """Say what was found; of what was noticed, what the person confirms by its number."""
        if taken.kind is Kind.QUESTION:
            self._answer(position, taken)
        elif taken.kind is Kind.NOTHING:
            self.terminal.say(taken.problem)
        elif taken.kind is Kind.COMMAND:  # what it says is where that stands on a page
            self.terminal.say(HELP)
        elif not taken.suggestions:
            self.terminal.say(FAR)
        else:
            return self._pick(position, taken)
        return {}

    def _read(self, position: Position, given: Collection[str], text: str, as_: As) -> Taken | None:
        now = datetime.now(LONDON)
        try:
            pack = as_offered(self.pack, position.asking, position.facts)
            taken = self.box.read(pack, position.asking, given, text, now, as_, numbered=True)
        except AnswerError as error:
            self.terminal.say(str(error))
            return None
        if taken.danger:
            self.terminal.say(DANGER)
        self._words = text
        return taken

    def _pick(self, position: Position, taken: Taken) -> Facts:
        self.terminal.say(NOTICED)
        for number, each in enumerate(taken.suggestions, 1):
            fact = self.pack.facts[each.fact]
            when = (
                f" (type {number} now, {number} before, or {number} both)"
                if fact.type is FactType.PERIODS
                else ""
            )
            self.terminal.say(f"{each.text} [{fact.short}]{when}", f"{number:>3}. ")
        while text := self.terminal.ask(PICK):
            if text == "?":
                again = self._read(position, (), self._words, As.QUESTION)
                if again:
                    self._answer(position, again)
                return {}
            if not any(char.isdecimal() for char in text):
                self.terminal.push(text)  # a command, or something else that was noticed
                return {}
            try:
                return cast(Facts, noticed_value(self._chosen(taken, text.lower())))
            except ValueError:
                most = len(taken.suggestions)
                self.terminal.say(
                    f"Type numbers from 1 to {most} as they stand there, with commas between."
                )
        return {}

    def _chosen(self, taken: Taken, text: str) -> Iterator[str]:
        for one in filter(None, re.split(r"[,;]| and ", text)):
            found = _PICKED.fullmatch(one.strip())
            if not found or not 1 <= int(found[1]) <= len(taken.suggestions):
                raise ValueError(one)
            each = taken.suggestions[int(found[1]) - 1]
            key = f"{each.fact} {each.value}"
            listed = self.pack.facts[each.fact].type is not FactType.PERIODS
            if listed == bool(found[2]):
                raise ValueError(one)
            yield from [key] if listed else [f"{key} {period}" for period in _WHEN[found[2]]]

    def _answer(self, position: Position, taken: Taken) -> None:
        found = taken.found or Answered()
        plan = plan_of(self.engine, position)
        who = caller(position.facts, plan.own, datetime.now(LONDON))
        self.terminal.say(QUESTION)
        for number, passage in enumerate(found.passages, 1):
            print()
            for line in passage_lines(
                self.pack, passage_view(self.pack, passage, who), number, who
            ):
                print(line)
        if found.says:
            self.terminal.say(found.says)
        for name in self.pack.asking.instead if not found.passages else ():
            contact = self.pack.contacts[name]
            if contact.service not in who.own:
                for line in contact_lines(self.pack, contact, who):
                    print(line)
