"""How a conversation speaks in a terminal: it says a text, shows a question, asks for a line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from assistant.engine.due import LONDON
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import Fact, FactType, Pack
from assistant.present.hints import hints
from assistant.present.transcript import wrap
from assistant.words.instead import INSTEAD, INTRO, told

_KEEP = "Type it another way, or press Enter to keep it > "


class Stop(Exception):
    """The person has ended the conversation."""


class Terminal:
    """Standard input and output, for the people who use a pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._back: list[str] = []  # typed, and not read yet

    def say(self, text: str, first: str = "") -> None:
        """A text in lines that fit; `first` stands before the first of them."""
        for line in wrap(text, first):
            print(line)

    def lines(self, found: Iterable[str]) -> None:
        """Lines as they stand."""
        for line in found:
            print(line)

    def ask(self, prompt: str) -> str:
        """What is typed next. Raises Stop, or EOFError where there is nothing more."""
        text = self._back.pop() if self._back else input(prompt).strip()
        if text.lower() in ("quit", "exit"):
            raise Stop
        return text

    def push(self, text: str) -> None:
        """Give back what was typed: it is for whoever asks next."""
        self._back.append(text)

    def gently(self, text: str) -> str:
        """What was typed, or what is typed in its place where it may show who somebody is."""
        found = told(text, datetime.now(LONDON).year)
        if not found:
            return text
        self.say(INTRO)
        for kind, words in found:
            self.say(f"{words} {INSTEAD[kind]}", "  ")
        return self.ask(_KEEP) or text

    def hint(self, text: str) -> None:
        """Say which words may put blame on the child, and what to write in their place."""
        found = hints(self.pack, text)
        if found.found:
            self.say(found.intro)
            for each in found.found:
                self.say(f"“{each.words}”. Better: {each.better} {each.why}", "   ")
            self.say(found.quoted)

    def show(self, fact: Fact, chosen: Collection[str] = ()) -> None:
        """A question, with its options by number; `chosen` are ticked."""
        self.say(fact.ask)
        if fact.type not in (FactType.WHOLE, FactType.DATETIME):
            for number, option in enumerate(fact.options, 1):
                mark = "[x] " if option.value in chosen else ""
                self.say(f"{mark}{option.label}", f"  {number}. ")
                if option.help:
                    self.say(option.help, "     ")
        if fact.times:
            self.say("  (for example: " + ", ".join(fact.times.quick[:4]) + ")")
        if fact.type is FactType.CHOICES:
            self.say('  (several numbers, or "none")')
        if fact.type is FactType.PERIODS:
            self.say('  (for example "2 current, 5 recent, 7 both", or "none")')
        self.show_unknown(fact)

    def show_unknown(self, fact: Fact) -> None:
        """That one need not know, and what to type then."""
        if fact.may_be_unknown:
            words = (self.pack.words.answers[UNKNOWN], fact.if_unknown)
            self.say(": ".join(filter(None, words)), "  ?. ")
