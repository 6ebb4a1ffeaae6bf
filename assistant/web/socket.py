"""The conversation over a websocket, or over long polling where that is blocked.

Registered on python-socketio's server itself: Flask-SocketIO would fork a session and build a
request context for every answer. Who is speaking is settled once, when the connection is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

from socketio.exceptions import ConnectionRefusedError

from assistant.cases.log import NoSuchCase, StoreFailed
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import PackLost
from assistant.cases.submission import MAX_FACTS, Submission
from assistant.engine.entries import NOTICED
from assistant.engine.events import NOT_OFFERED
from assistant.engine.replay import Refusal
from assistant.flow.answers import AnswerError
from assistant.present.asking import changing, wrong_answers
from assistant.present.box import BoxView, kept_view
from assistant.present.happened import offered_event, telling
from assistant.present.hints import hints
from assistant.present.preview import preview
from assistant.present.question import fact_of, problem_words
from assistant.web.cards import Cards
from assistant.web.company import Company, speaking
from assistant.web.forms import Malformed, read_frame
from assistant.web.guard import CASE_COOKIE, cookies
from assistant.web.quiet import log_fault
from assistant.web.render import Renderer
from assistant.words.box import LOOKED_THROUGH, MOST_LETTERS, As, Kind

Ack = dict[str, Any]
Handler = Callable[..., Ack]

# What the page lets in: of more than can be read it is said so, and nothing is cut off unsaid.
MOST_TYPED = LOOKED_THROUGH
NO_CASE = "This conversation cannot be found here."
UNCLEAR = "I could not tell what that is."
UNKNOWN = "There is no such thing to ask of this server."
FAULT = "Something went wrong here. Your answer may not have been saved. Try again."


class Conversations:
    """What comes in by socket, and what is sent back. `server` is a python-socketio server."""

    def __init__(self, server: Any, service: Service, renderer: Renderer, cards: Cards) -> None:
        self.server = server
        self.service = service
        self.renderer = renderer
        self.cards = cards
        self._kept: dict[str, str] = {}  # what each connection's cookie held
        told = (self.answer, self.resume, self.change, self.event, self.typed, self.score)
        self.handlers = {handler.__name__: self.guarded(handler) for handler in told}
        self.company = Company(server)
        service.heard = self.company.moved
        self.server.on("connect", self.connect)
        self.server.on("disconnect", self.disconnect)
        self.server.on("*", self.unknown)
        for name, handler in self.handlers.items():
            self.server.on(name, handler)

    def connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        """Take a connection for the case that its cookie names, or refuse it."""
        kept = cookies(environ)
        case = kept.get(CASE_COOKIE, "")
        try:
            turn = self.service.turn(case)
        except (NoSuchCase, PackLost):
            raise ConnectionRefusedError(NO_CASE) from None
        except Exception as error:
            log_fault("connect", error)
            raise ConnectionRefusedError(FAULT) from None
        self._kept[sid] = case
        self.company.come(sid, turn.case.id)

    def disconnect(self, sid: str, reason: object = None) -> None:
        """A connection has ended."""
        self._kept.pop(sid, None)
        self.company.go(sid)

    def unknown(self, *event: object) -> Ack:
        """An event that there is not."""
        return {"ok": False, "refusal": {"message": UNKNOWN, "fact": ""}}

    def guarded(self, handler: Handler) -> Handler:
        """A handler that answers every frame, whatever is in it, and logs none of it."""

        def handle(sid: str, *frames: object) -> Ack:
            speaker = speaking.set(sid)
            try:
                return handler(self._kept[sid], frames[0] if frames else None)
            except Malformed as error:
                return {"ok": False, "refusal": {"message": str(error), "fact": ""}}
            except (NoSuchCase, PackLost):
                return {"ok": False, "refusal": {"message": NO_CASE, "fact": ""}}
            except StoreFailed as error:
                log_fault("store", error)
            except Exception as error:
                log_fault("frame", error)
            finally:
                speaking.reset(speaker)
            return {"ok": False, "again": True, "refusal": {"message": FAULT, "fact": ""}}

        return handle

    def answer(self, case: str, frame: object) -> Ack:
        """One answer, change, undo or redo: kept for good before this returns."""
        submission = read_frame(frame)
        outcome = self.service.submit(case, submission)
        seen = submission.after
        ack = self._since(outcome.turn, seen if type(seen) is int else -1)
        if outcome.refusal:
            ack["refusal"] = _told(outcome.turn, submission, outcome.refusal)
        elif outcome.entry and outcome.entry.kind == NOTICED:
            ack["box"] = self._card(kept_view(outcome.turn, outcome.entry.value))
        return {"ok": outcome.refusal is None, **ack}

    def resume(self, case: str, frame: object) -> Ack:
        """What has changed since entry `after`."""
        after = frame.get("after") if isinstance(frame, dict) else None
        if type(after) is not int:
            raise Malformed('"after" must be the number of the last entry that was seen.')
        return {"ok": True, **self._since(self.service.turn(case), after)}

    def change(self, case: str, frame: object) -> Ack:
        """The form to change one answer. `number` is the question's place in the pack."""
        number = frame.get("number") if isinstance(frame, dict) else None
        turn = self.service.turn(case)
        try:
            if type(number) is not int:
                raise IndexError
            fact = fact_of(turn.engine.pack, number)
        except IndexError:
            raise Malformed("There is no such question.") from None
        if fact.name not in turn.position.answers or fact.name in turn.position.set_aside:
            raise Malformed("That question has no answer to change.")
        quick = self.renderer.quick(turn)
        shown = changing(turn.engine, turn.position, fact.name, quick=quick)
        return {"ok": True, "parts": {"question": str(self.renderer.draw(("question", (shown,))))}}

    def event(self, case: str, frame: object) -> Ack:
        """The form to tell what has happened. `number` is the event's place in the pack."""
        number = frame.get("number") if isinstance(frame, dict) else None
        turn = self.service.turn(case)
        try:
            if type(number) is not int:
                raise LookupError
            event = offered_event(turn.engine, turn.position, number)
        except LookupError:
            raise Malformed(NOT_OFFERED.message) from None
        shown = telling(turn.engine, turn.position, event, self.renderer.quick(turn))
        return {"ok": True, "parts": {"question": str(self.renderer.draw(("telling", (shown,))))}}

    def typed(self, case: str, frame: object) -> Ack:
        """What is typed, as an answer to the first question of the screen that has none; else as
        something noticed, or as a question. Nothing is written.

        `facts` are the questions of the screen, `done` those that have an answer on it, `as` the
        only way in which it is to be read. With what is no answer come the hints on it: none is
        read out of words that blame.
        """
        text, facts, done, as_ = _read_typed(frame)
        turn = self.service.turn(case)
        pack, answers = turn.engine.pack, turn.position.answers
        if not all(name in turn.position.asking or name in answers for name in facts):
            raise Malformed("That question is not being asked here.")
        try:
            taken, view = self.cards.read(turn, facts, done, text, as_)
        except AnswerError as error:
            return {"ok": False, "refusal": {"message": str(error), "fact": error.fact}}
        ack: Ack = {"ok": True, "took": taken.kind.value, "box": self._card(view)}
        if taken.kind is Kind.ANSWER:
            told = {"fact": taken.fact, "answer": taken.answer}
            return {**ack, **told, "short": view.short, "words": view.answer}
        if found := str(self.renderer.draw(("hints", (hints(pack, text),)))).strip():
            ack["hints"] = found
        if taken.kind is Kind.NOTHING:
            refusal = {"message": taken.problem or UNCLEAR, "fact": taken.fact}
            ack |= {"ok": False, "refusal": refusal}
        return ack

    def score(self, case: str, frame: object) -> Ack:
        """The range of the score as its lists are ticked now. Nothing is written."""
        value = frame.get("value") if isinstance(frame, dict) else None
        turn = self.service.turn(case)
        try:
            found = preview(turn.engine, turn.position, value)
        except AnswerError as error:
            return {"ok": False, "refusal": {"message": str(error), "fact": error.fact}}
        return {"ok": True, "score": str(self.renderer.draw(("score", (found.running,))))}

    def _card(self, view: BoxView) -> str:
        return str(self.renderer.draw(("box", (view,))))

    def _since(self, turn: Turn, after: int) -> Ack:
        return {"seq": turn.seq, **self.renderer.since(turn, after)}


def _told(turn: Turn, submission: Submission, refusal: Refusal) -> Ack:
    """What is wrong, and with which answer; under `also` what is wrong with the others."""
    pack, said = turn.engine.pack, {"fact": refusal.fact}
    said["message"] = problem_words(pack, refusal)
    if submission.kind != "answer" or not isinstance(submission.value, dict):
        return said
    wrong = wrong_answers(turn.engine, turn.position, submission.value, refusal)
    return {**said, "also": {name: problem_words(pack, each) for name, each in wrong.items()}}


def _read_typed(frame: object) -> tuple[str, list[str], list[str], As]:
    if not isinstance(frame, dict):
        raise Malformed("What is typed comes as an object with text, facts, done and as.")
    text, facts, done, as_ = (frame.get(key) for key in ("text", "facts", "done", "as"))
    if not isinstance(text, str) or len(text) > MOST_TYPED:
        raise Malformed(f"What is typed must be a text of at most {MOST_LETTERS} letters.")
    if not is_names(facts) or not is_names(done):
        raise Malformed('"facts" and "done" must be lists of questions.')
    if as_ is not None and as_ not in list(As):
        raise Malformed(f'"as" must be one of {", ".join(filter(None, As))}, or left out.')
    return text, facts, done, As(as_ or "")


def is_names(found: object) -> TypeGuard[list[str]]:
    """A list of texts, not too long."""
    return (
        isinstance(found, list)
        and len(found) <= MAX_FACTS
        and all(isinstance(name, str) for name in found)
    )
