"""What is typed into the one box, by form or by socket: read, shown as a card, put right, kept.

The words stand in the page that comes back, for one tap; nothing here keeps or logs them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from msgspec import Struct, field
from msgspec.structs import replace

from assistant.cases.service import Service, Turn
from assistant.cases.submission import Submission
from assistant.cases.taking import MOVED_ON
from assistant.engine.entries import NOTICED, joined
from assistant.engine.notes import NOTE, TEXT
from assistant.engine.offered import as_offered
from assistant.engine.replay import Refusal
from assistant.flow.answers import Answer, AnswerError
from assistant.present.box import BoxView, Own, box_view, kept_view, noticed_value
from assistant.web.forms import Fields, Malformed, read_form, single
from assistant.web.render import Renderer
from assistant.web.telling import unsaid
from assistant.words.box import As, Box, Kind, Taken

AGAIN = {Kind.NOTICED.value: As.NOTICED, Kind.QUESTION.value: As.QUESTION}


class Sent(Struct, frozen=True):
    """A form as it came: its fields, the facts of its screen, and the answers to them in it."""

    form: Fields
    names: Sequence[str] = ()
    value: Mapping[str, object] = field(default_factory=dict)


class Said(Struct, frozen=True):
    """What came of a form: the turn, the answers to show in it, and a card above them.

    `typed` goes back into the box, with what is wrong with it. `refused` is what was not taken.
    `away`: there is something to read first, so the page is another one.
    """

    turn: Turn
    given: Mapping[str, object] = field(default_factory=dict)
    card: BoxView | None = None
    typed: str = ""
    problem: str = ""
    refused: tuple[Submission, Refusal] | None = None
    away: bool = False


class Cards:
    """Reads what is typed in any case. `box` is shared by all, and never changed."""

    def __init__(self, service: Service, renderer: Renderer, box: Box) -> None:
        self.service = service
        self.renderer = renderer
        self.box = box

    def read(
        self,
        turn: Turn,
        names: Sequence[str],
        done: Collection[str],
        text: str,
        as_: As = As.ANY,
        *,
        chosen: Collection[str] = (),
        empty: bool = False,
        own: Own | None = None,
    ) -> tuple[Taken, BoxView]:
        """What a text is taken for, with its card. Raises AnswerError where it can be nothing."""
        pack = as_offered(turn.engine.pack, names, turn.position.facts)
        taken = self.box.read(pack, names, done, text, turn.now, as_)
        view = box_view(
            turn,
            self.box.pack,
            taken,
            text,
            asked=bool(names) or not turn.position.done,
            whole=all(name in done or name == taken.fact for name in names),
            chosen=chosen,
            empty=empty,
            own=own,
        )
        return taken, view

    def typed(self, case: str, turn: Turn, sent: Sent, text: str, as_: As = As.ANY) -> Said:
        """Take what stands in the box of a form, or was said of it since."""
        names, value = sent.names, sent.value
        done = value if len(names) > 1 else ()
        try:
            taken, card = self.read(turn, names, tuple(done), text, as_)
        except AnswerError as error:
            return Said(turn, value, typed=text, problem=str(error))
        if taken.kind is Kind.NOTHING:
            return Said(turn, value, card, typed=text)
        if taken.kind is not Kind.ANSWER:
            return Said(turn, value, card)
        given = {**value, taken.fact: taken.answer}
        submission = read_form(sent.form, given)
        if not card.whole:
            stale = submission.after != turn.seq
            return Said(turn, given, card, refused=(submission, MOVED_ON) if stale else None)
        outcome = self.service.submit(case, submission)
        if outcome.refusal:
            return Said(outcome.turn, given, refused=(submission, outcome.refusal))
        return self._on(outcome.turn, {}, card)

    def pressed(self, case: str, turn: Turn, sent: Sent) -> Said:
        """Take a button of a card. Raises Malformed for one that no card of ours has."""
        form, value = sent.form, sent.value
        words = single(form, "words")
        match single(form, "box").split(" "):
            case ["close"]:
                return Said(turn, value)
            case ["add"]:
                return self._add(case, turn, sent, words)
            case ["as", "answer" | "noticed" | "question" as way]:
                return self.typed(case, turn, sent, words, As(way))
            case ["unfill", name]:
                rest = {fact: answer for fact, answer in value.items() if fact != name}
                return self.typed(case, turn, replace(sent, value=rest), words, As.ELSE)
            case ["undo"]:
                submission = read_form(form, {}, "undo")
                outcome = self.service.submit(case, submission)
                if outcome.refusal:
                    return Said(outcome.turn, refused=(submission, outcome.refusal))
                return self.typed(case, outcome.turn, Sent(form), words, As.ELSE)
            case ["note"]:
                return self._note(case, turn, sent, words)
        raise Malformed("That button does nothing here.")

    def _add(self, case: str, turn: Turn, sent: Sent, words: str) -> Said:
        """Keep what was ticked; in the form it stands ticked beside what is there already."""
        form = sent.form
        noticed = noticed_value(form.getlist("noticed"))
        if not noticed:
            return self._again(turn, sent, words, empty=True)
        submission = read_form(form, noticed, NOTICED)
        outcome = self.service.submit(case, submission)
        if outcome.refusal or outcome.entry is None:
            return Said(outcome.turn, refused=(submission, outcome.refusal or MOVED_ON))
        kept = outcome.entry.value
        given = {
            name: joined(cast(Answer, answer), kept[name]) if name in kept else answer
            for name, answer in sent.value.items()
        }
        return self._on(outcome.turn, given, kept_view(outcome.turn, kept))

    def _note(self, case: str, turn: Turn, sent: Sent, words: str) -> Said:
        form = sent.form
        text = single(form, "note").replace("\r\n", "\n").strip()
        if found := unsaid(form, "note", turn.now.year):
            return self._again(turn, sent, words, own=Own(text, found))
        outcome = self.service.submit(case, read_form(form, {TEXT: text}, NOTE))
        problem = outcome.refusal.message if outcome.refusal else ""
        own = Own(text, problem=problem, kept=not problem)
        return self._again(outcome.turn, sent, words, own=own)

    def _again(
        self,
        turn: Turn,
        sent: Sent,
        words: str,
        *,
        empty: bool = False,
        own: Own | None = None,
    ) -> Said:
        """The card as it stood, with its ticks."""
        form, value = sent.form, sent.value
        as_ = AGAIN.get(single(form, "took"))
        if as_ is None:
            return Said(turn, value, BoxView("noted", words, own=own))
        try:
            _, card = self.read(
                turn,
                sent.names,
                (),
                words,
                as_,
                chosen=form.getlist("noticed"),
                empty=empty,
                own=own,
            )
        except AnswerError as error:
            return Said(turn, value, typed=words, problem=str(error))
        return Said(turn, value, replace(card, asked=not turn.position.done))

    def _on(self, turn: Turn, given: Mapping[str, object], card: BoxView) -> Said:
        return Said(turn, given, card, away=self.renderer.landing(turn) != "now")
