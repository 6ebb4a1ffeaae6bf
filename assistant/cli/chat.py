"""`run.py chat`: the conversation in a terminal, for a person. Nothing is kept when it ends."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from msgspec.structs import replace

from assistant.cases.packs import AS_SHIPPED, DEFAULT_DATA, Over, open_engine
from assistant.cli.files import check_folder
from assistant.cli.happened import Back, told_event
from assistant.cli.own import TICKED, taken_lines, ticked_lines, uncounted_lines
from assistant.cli.terminal import Stop, Terminal
from assistant.cli.typed import DANGER, HELP, Typing
from assistant.engine.difference import difference
from assistant.engine.due import LONDON
from assistant.engine.entries import NOTICED
from assistant.engine.kept import plan_of
from assistant.engine.offered import offered
from assistant.engine.plan import Plan
from assistant.engine.replay import Engine, Entry, Position, Refusal
from assistant.engine.score import results
from assistant.engine.since import SinceThen
from assistant.engine.walk import Walk
from assistant.engine.whatif import unless
from assistant.flow.answers import AnswerError, Facts, ticked
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Fact, FactType
from assistant.flow.problems import Unreadable
from assistant.present.answers import answer_words
from assistant.present.plan_text import plan_lines
from assistant.present.preview import preview
from assistant.present.report import Consultation
from assistant.present.transcript import advice
from assistant.words.box import Kind
from assistant.words.typed import read_typed


def chat(folder: Path, over: Over = AS_SHIPPED, data: Path = DEFAULT_DATA) -> int:
    """Hold one conversation on standard input and output. Returns the exit code.

    `data` is the folder with a service's own documents, to ask as well.

    Raises Unreadable or PackProblems, also where standard input is closed.
    """
    if sys.stdin is None:
        raise Unreadable("chat: there is nothing to read the answers from")
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):  # a stray byte is no answer, and no end either
            stream.reconfigure(errors="backslashreplace")
    check_folder(data)
    return _Chat(open_engine(folder, over), data).run()


class _Chat:
    def __init__(self, engine: Engine, data: Path) -> None:
        self.engine = engine
        self.pack = engine.pack
        self.log: list[Entry] = []
        self.terminal = Terminal(self.pack)
        self.typing = Typing(engine, data, self.terminal)
        self.given: tuple[str, Facts] = ("", {})  # of a screen that is not answered yet

    def run(self) -> int:
        for line in self.pack.words.about[:2]:  # the third is about what a server keeps
            self.terminal.say(line)
        self.terminal.say(HELP)
        try:
            while True:
                position = self.engine.replay(self.log)
                if position.done:
                    self.finish(position)
                    self.after_plan()
                else:
                    self.turn(position)
        except (Stop, EOFError):
            self.terminal.say("The conversation has ended. Nothing was kept.")
        return 0

    def turn(self, position: Position) -> None:
        """Ask the facts of one step, then add the answers as one entry."""
        step = self.engine.steps[position.step]
        screen, before = self.given
        given: Facts = {n: a for n, a in before.items() if n in position.asking}
        if screen != step.id:
            given = {}
        self.given = (step.id, given)
        print()
        if len(position.asking) > 1:
            self.terminal.say(step.title.upper())
        for name in position.asking:
            if name in given:
                continue
            part = position.noticed.get(name)
            fact = offered(self.pack, self.pack.facts[name], position.facts, part)
            self.terminal.show(fact, ticked(fact, part))
            self.terminal.lines(ticked_lines(self.engine, fact, part) if part else ())
            while name not in given:
                text = self.terminal.ask("> ")
                if part and text.lower() == TICKED:
                    given[name] = part
                    continue
                if self.command(text.lower(), fact):
                    return
                if text.lower() in ("why", "help", "help me", "plan"):
                    continue
                if self.read(position, self.terminal.gently(text), given):
                    return
        self.given = ("", {})
        self.add(Entry(len(self.log) + 1, "answer", position.step, given))

    def read(self, position: Position, text: str, given: Facts) -> bool:
        """Add the answer to `given`, and show the score as it grows; or deal with what it is
        otherwise. True where the conversation has moved.
        """
        self.terminal.hint(text)
        taken = self.typing.read(position, given, text)
        if taken is None:
            return False
        if taken.kind is Kind.NOTHING and not taken.problem:
            self.terminal.say(HELP)
            return False
        if taken.kind is not Kind.ANSWER:
            noticed = self.typing.confirmed(position, taken)
            return bool(noticed) and self.add(Entry(len(self.log) + 1, NOTICED, "", noticed))
        given[taken.fact] = taken.answer
        fact = self.pack.facts[taken.fact]
        if fact.type is FactType.DATETIME and taken.answer != UNKNOWN:
            self.terminal.say(f"{fact.short}: {answer_words(self.pack, fact, taken.answer)}", "  ")
        with suppress(AnswerError):  # most screens fill in no score
            self.terminal.say(preview(self.engine, position, given).running)
        return False

    def command(self, text: str, fact: Fact | None) -> bool:
        """Do what a command word says; True where the conversation has moved."""
        if text == "danger":
            emergency = self.pack.emergency
            return self.add(
                Entry(len(self.log) + 1, "change", "", {emergency.fact: emergency.answer})
            )
        if text in ("undo", "redo"):
            return self.add(Entry(len(self.log) + 1, text, "", {}))
        if text == "change":
            return self.change()
        if text == "since":
            return self.since()
        if text in ("help", "help me"):
            self.terminal.say(f"{self.pack.facts[self.pack.emergency.fact].ask} {DANGER}")
            self.terminal.say(HELP)
        elif text == "plan":
            self.show_plan(self.engine.replay(self.log))
        elif text == "why" and fact:
            self.terminal.say(fact.why)
            for term, meaning in fact.means.items():
                self.terminal.say(f"{term}: {meaning}", "  ")
        return False

    def add(self, entry: Entry) -> bool:
        """Add an entry and say what it did; False where it was refused."""
        before = self.plan(self.engine.replay(self.log))
        checked = self.engine.checked(self.log, entry)
        if isinstance(checked, Refusal):
            self.terminal.say(checked.message)
            return False
        self.log.append(checked)
        position = self.engine.replay(self.log)
        self.terminal.lines(taken_lines(self.engine, position, checked))
        told = difference(before, self.plan(position))
        since = SinceThen(self.engine.program, position.view)
        for item in told.gained:
            self.terminal.lines(advice(item, since))
        if entry.kind != "answer":
            for item in told.lost:
                self.terminal.say(f"No longer in the plan: {item.text}", "   << ")
            for item in told.altered:
                self.terminal.say(f"Changed: {item.text}", "   >> ")
        return True

    def change(self) -> bool:
        """Ask which answer, then ask it again."""
        facts = self.engine.replay(self.log).facts
        names = list(facts)
        for number, name in enumerate(names, 1):
            fact = self.pack.facts[name]
            words = answer_words(self.pack, fact, facts[name])
            self.terminal.say(f"{fact.short}: {words}", f"{number:>3}. ")
        text = self.terminal.ask("Which one? (a number, or nothing to go back) > ")
        if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= len(names):
            return False
        fact = self.pack.facts[names[int(text) - 1]]
        fact = offered(self.pack, fact, facts, facts[fact.name])
        self.terminal.show(fact)
        text = self.terminal.gently(self.terminal.ask("> "))
        self.terminal.hint(text)
        try:
            answer = read_typed(fact, text, datetime.now(LONDON))
        except AnswerError as error:
            self.terminal.say(str(error))
            return False
        return self.add(Entry(len(self.log) + 1, "change", "", {fact.name: answer}))

    def since(self) -> bool:
        """Ask what has happened since, and go on from there."""
        position = self.engine.replay(self.log)
        try:
            entry = told_event(self.engine, position, self.terminal)
        except Back as back:
            return self.command(back.text.lower(), None) if back.text else False
        return entry is not None and self.add(replace(entry, seq=len(self.log) + 1))

    def plan(self, position: Position) -> Plan:
        return plan_of(self.engine, position)

    def show_plan(self, position: Position) -> None:
        plan = self.plan(position)
        held = Consultation(
            Walk((), (), position.facts, position.view, ()),
            plan,
            results(self.engine.program, position.facts, position.view),
        )
        changes = unless(self.engine.program, plan.items, position.facts, {})
        self.terminal.lines(plan_lines(self.engine, held, changes, datetime.now(LONDON)))
        self.terminal.lines(uncounted_lines(self.engine, position))

    def finish(self, position: Position) -> None:
        self.show_plan(position)
        print()
        self.terminal.say(
            "That is the plan. Type since to say what has happened since, change to change an"
            " answer, danger, undo, or quit."
        )

    def after_plan(self) -> None:
        while not self.command((text := self.terminal.ask("> ")).lower(), None):
            if not text:
                self.terminal.say(HELP)
            elif text.lower() not in ("change", "since", "undo", "redo", "help", "plan", "why"):
                position = self.engine.replay(self.log)
                if self.read(position, self.terminal.gently(text), {}):
                    return
