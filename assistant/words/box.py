"""What is typed into the one box: an answer, a command, something noticed, or a question; tried in
this order. Whoever asks for help is first asked if there is danger now.

Only what fits exactly is an answer. The text is looked at and let go. Nothing is decided here: what
was noticed has to be confirmed, and every reading can be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from unicodedata import category

from msgspec import Struct

from assistant.flow.answers import Answer, AnswerError
from assistant.flow.language import has_phrase
from assistant.flow.model import LISTS, Pack
from assistant.flow.said.moment import read_moment
from assistant.library.store import Library
from assistant.words.ask import Answered, Asker, Why, is_question
from assistant.words.command import command_of
from assistant.words.language import english_of
from assistant.words.suggest import Suggester, Suggestion
from assistant.words.typed import read_for_screen
from assistant.words.typed.items import is_several
from assistant.words.typed.number import is_number

MOST_LETTERS = 500
# Even of what is too long to be read as a whole, danger is looked for.
LOOKED_THROUGH = 20_000
# How far a passage has to fit better than what may have been noticed, where nothing in the words
# says that it is a question. Tried on tests/words/tuning.yaml and asked.yaml.
AHEAD = 0.2
# What either has to come to by itself. A single word says less, and has to come nearer.
LOOKED_UP = 0.6
NEAR, ONE_WORD = 0.45, 0.68

_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Kind(StrEnum):
    """What something typed was taken for."""

    ANSWER = "answer"
    NOTICED = "noticed"
    QUESTION = "question"
    COMMAND = "command"
    NOTHING = "nothing"


class As(StrEnum):
    """How it is to be read: `ELSE` is any way but as an answer."""

    ANY = ""
    ANSWER = "answer"
    NOTICED = "noticed"
    QUESTION = "question"
    ELSE = "else"


class Taken(Struct, frozen=True):
    """What a text was taken for.

    An answer has its `fact` and `answer`; what was noticed `suggestions`, none where that reading
    was asked for and nothing is close; a question what was `found`; a command what the page `says`
    to it. Of anything else `problem` says why it is no answer, about `fact` where that is one
    question; `close`: it was meant as one. `danger`: it may say that somebody is in danger now.
    """

    kind: Kind
    fact: str = ""
    answer: Answer = ""
    suggestions: tuple[Suggestion, ...] = ()
    found: Answered | None = None
    problem: str = ""
    danger: bool = False
    says: str = ""
    close: bool = False


class Box:
    """Reads for one pack, today's, and for every case: any thread may use it.

    It learns what it needs when it is first asked for that, which takes half a second in all.
    """

    def __init__(self, pack: Pack, library: Library | None = None) -> None:
        self.pack = pack
        self._library = library

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self.pack)

    @cached_property
    def _asker(self) -> Asker:
        return Asker(self.pack, self._library)

    def prepared(self) -> Box:
        """This box, with nothing left to learn: nobody who types has to wait for it."""
        _ = self._asker
        self._suggester.suggest("late")
        return self

    def in_danger(self, text: str) -> bool:
        """The text may say that somebody is in danger now."""
        return has_phrase(self.pack.danger, text[:LOOKED_THROUGH])

    def ask(self, text: str) -> Answered:
        """What answers a question."""
        return self._asker.ask(text)

    def read(
        self,
        pack: Pack,
        names: Sequence[str],
        done: Collection[str],
        text: str,
        now: datetime,
        as_: As = As.ANY,
        *,
        numbered: bool = False,
    ) -> Taken:
        """What `text` is taken for in a case that goes by `pack`.

        `names` are the facts of the screen in order, `done` those that have an answer on it;
        `now` is aware. `numbered`: the screen shows the options' numbers. Raises AnswerError for
        what can be nothing at all: no words, or too many that say nothing of danger.
        """
        text = text.strip()
        danger = self.in_danger(text)
        if len(text) > MOST_LETTERS:
            long = f"That is too long. Use at most {MOST_LETTERS} letters at a time."
            if danger:
                return Taken(Kind.NOTHING, problem=long, danger=True)
            raise AnswerError(long)
        if text not in ("?", "-") and not any(category(char)[0] in "LN" for char in text):
            if names:
                read_for_screen(pack, names, done, "", now)  # says what may be typed
            raise AnswerError("There are no words in that. Type an answer, or a sentence.")
        command = command_of(text) if as_ is As.ANY else None
        if command and command.danger:
            return Taken(Kind.COMMAND, danger=True, says=command.says)
        fact = problem = ""
        could: tuple[Suggestion, ...] = ()
        if names and as_ in (As.ANY, As.ANSWER, As.NOTICED):
            try:
                name, answer = read_for_screen(
                    pack, names, done, text, now, numbered=numbered, today=self.pack
                )
                if as_ is not As.NOTICED:
                    return Taken(Kind.ANSWER, name, answer, danger=danger)
            except AnswerError as error:
                could = _named(pack, error, text) if as_ is not As.ANSWER else ()
                if as_ is not As.NOTICED:
                    fact, problem = error.fact, str(error)
                    if error.close and not could:
                        return Taken(Kind.NOTHING, fact, problem=problem, danger=danger, close=True)
        if command:
            return Taken(Kind.COMMAND, danger=danger, says=command.says)
        if could:
            rest = [each for each in self._close(pack, text) if not _stands_in(each, could)]
            return Taken(Kind.NOTICED, suggestions=(*could, *rest), danger=danger)
        taken = self._read_else(pack, text, as_)
        if taken.problem:  # in another language: what is wrong with it as an answer helps nobody
            fact, problem = "", taken.problem
        return Taken(
            taken.kind, fact, "", taken.suggestions, taken.found, problem or taken.problem, danger
        )

    def _read_else(self, pack: Pack, text: str, as_: As) -> Taken:
        if as_ is As.ANSWER:
            return Taken(Kind.NOTHING)
        if as_ is As.QUESTION:
            return Taken(Kind.QUESTION, found=self.ask(text))
        if english_of(self.pack).is_foreign(text):
            return Taken(Kind.NOTHING, problem=self.pack.asking.says.get(Why.FOREIGN.value, ""))
        close = self._close(pack, text)
        if as_ is As.NOTICED:
            return Taken(Kind.NOTICED, suggestions=close)
        # It says only how many, or when: an answer to something that is not asked here.
        if is_number(text) or read_moment(text) is not None:
            return Taken(Kind.NOTHING)
        found, asks = self.ask(text), is_question(text)
        noticed = close[0].score if close else 0.0
        if noticed < (ONE_WORD if len(_WORD.findall(text)) == 1 else NEAR):
            noticed = 0.0
        told = found.passages[0].score if found.passages else 0.0
        if not asks and told < LOOKED_UP:
            told = 0.0
        if told and told >= noticed + (0 if asks else AHEAD if noticed else 0):
            return Taken(Kind.QUESTION, found=found)
        if noticed:
            return Taken(Kind.NOTICED, suggestions=close)
        if asks:
            return Taken(Kind.QUESTION, found=found)
        return Taken(Kind.NOTHING)

    def _close(self, pack: Pack, text: str) -> tuple[Suggestion, ...]:
        """What it may mean, of what the case's own pack has and calls it."""
        return tuple(
            Suggestion(each.fact, each.value, fact.option(each.value).label, each.score)
            for each in self._suggester.suggest(text)
            if (fact := pack.facts.get(each.fact)) is not None
            and fact.type in LISTS
            and each.value in fact.values
        )


def _named(pack: Pack, error: AnswerError, text: str) -> tuple[Suggestion, ...]:
    """What a text may be of the list that is asked: there it can be ticked, not only typed."""
    if not error.could or pack.facts[error.fact].type not in LISTS or is_several(text):
        return ()
    fact = pack.facts[error.fact]
    return tuple(Suggestion(fact.name, v, fact.option(v).label, 1.0) for v in error.could)


def _stands_in(each: Suggestion, found: Collection[Suggestion]) -> bool:
    return any((one.fact, one.value) == (each.fact, each.value) for one in found)
