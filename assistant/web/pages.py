"""The conversation as plain pages and forms: the way that always works."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request

from assistant.cases.service import Outcome, Service, Turn
from assistant.cases.submission import Submission
from assistant.engine.deed_entries import MAX_REASON
from assistant.engine.replay import Refusal
from assistant.present.asking import Asking, asking, changing
from assistant.present.box import BoxView
from assistant.present.hints import hints
from assistant.present.item import item_number
from assistant.present.question import fact_of
from assistant.web.cards import Cards, Said, Sent
from assistant.web.forms import form_facts, read_act, read_fields, read_form, single
from assistant.web.kept import Stop, check_key, form_key, held, keep_key
from assistant.web.render import Renderer
from assistant.web.telling import unsaid
from assistant.words.instead import Told

TYPING = "typing"
NOTHING_TYPED = "Type something first."


class Pages:
    """The routes. Each ends in a page, or in 303 to one."""

    def __init__(self, service: Service, renderer: Renderer, cards: Cards) -> None:
        self.service = service
        self.renderer = renderer
        self.cards = cards
        self.routes = Blueprint("pages", __name__)
        add = self.routes.add_url_rule
        add("/case", view_func=self.show)
        add("/case/plan", view_func=self.plan)
        add("/case/change/<int:number>", view_func=self.change)
        add("/case/answer", view_func=self.answer, methods=["POST"])
        add("/case/act", view_func=self.act, methods=["POST"])
        add("/case/answer", view_func=self.back, endpoint="back_answer")
        add("/case/act", view_func=self.back, endpoint="back_act")

    def show(self) -> Response:
        """The conversation so far, what is asked now, and the case beside it."""
        turn = self._turn()
        return self._page(turn, self._asking(turn))

    def plan(self) -> Response:
        """The plan as far as it is certain, with all that belongs to its items."""
        return self._page(self._turn(), None, planned=True)

    def change(self, number: int) -> Response:
        """One question again, to change its answer."""
        turn = self._turn()
        try:
            name = fact_of(turn.engine.pack, number).name
        except IndexError:
            raise Stop(404, "There is no such question.") from None
        if name not in turn.position.answers or name in turn.position.set_aside:
            raise Stop(404, "That question has no answer to change.")
        quick = self.renderer.quick(turn)
        return self._page(turn, changing(turn.engine, turn.position, name, quick=quick))

    def answer(self) -> Response:
        """Take one form: an answer, a changed one, what was typed, or a button of a card."""
        check_key()
        case, turn, form = held(), self._turn(), request.form
        facts = form_facts(form, turn.engine.pack)
        value, problem = read_fields(form, facts)
        sent = Sent(form, [fact.name for fact in facts], value)
        if single(form, "box"):
            return self._said(self.cards.pressed(case, turn, sent))
        if problem:
            return self._refused(turn, read_form(form, value), problem)
        typed = single(form, "typed").strip()
        if typed and TYPING in (single(form, "by"), single(form, "send")):
            return self._said(self.cards.typed(case, turn, sent, typed))
        if single(form, "send"):
            return self._said(Said(turn, value, problem=NOTHING_TYPED))
        submission = read_form(request.form, value)
        return self._after(submission, self.service.submit(case, submission))

    def act(self) -> Response:
        """Take one button of the case: undo, redo, danger now, a tick, a decision, a version."""
        check_key()
        case, turn = held(), self._turn()
        kind, value = read_act(request.form)
        if kind == "danger":
            emergency = turn.engine.pack.emergency
            kind, value = "change", {emergency.fact: emergency.answer}
        submission = read_form(request.form, value, kind)
        planned = single(request.form, "page") == "plan"
        if kind == "decide":
            found = unsaid(request.form, f"because {value['item']}", turn.now.year)
            if found and turn.may_decide and (planned or turn.position.done):
                return self._undecided(turn, value, None, planned, found)
        outcome = self.service.submit(case, submission)
        if outcome.refusal and kind == "decide":
            return self._undecided(outcome.turn, submission.value, outcome.refusal, planned)
        if outcome.refusal or kind not in ("tick", "decide"):
            return self._after(submission, outcome)
        place = "/case/plan" if planned else "/case"
        number = item_number(turn.engine.pack, str(value["item"]))
        whole = place == "/case/plan" or outcome.turn.position.done
        return make_response(redirect(f"{place}#{'item' if whole else 'todo'}-{number}", 303))

    def back(self) -> Response:
        """Somebody loaded a form's address: show the conversation."""
        return make_response(redirect("/case", 303))

    def _asking(self, turn: Turn) -> Asking | None:
        return asking(turn.engine, turn.position, quick=self.renderer.quick(turn))

    def _after(self, submission: Submission, outcome: Outcome) -> Response:
        if outcome.refusal:
            return self._refused(outcome.turn, submission, outcome.refusal)
        return self._now(outcome.turn)

    def _now(self, turn: Turn) -> Response:
        """On to the conversation, at the place to read first."""
        return make_response(redirect(f"/case#{self.renderer.landing(turn)}", 303))

    def _refused(self, turn: Turn, submission: Submission, refusal: Refusal) -> Response:
        engine, position = turn.engine, turn.position
        moved = submission.after != turn.seq
        given = {} if moved else submission.value
        quick = self.renderer.quick(turn)
        shown = asking(engine, position, given, refusal, quick)
        if submission.kind == "change" and refusal.fact in position.answers:
            fact = refusal.fact
            given_one = submission.value.get(fact)
            shown = changing(engine, position, fact, given_one, refusal, quick)
        page = self._page(turn, shown, refusal)
        page.status_code = 409 if moved else 422
        return page

    def _undecided(
        self,
        turn: Turn,
        value: Mapping[str, object],
        refusal: Refusal | None,
        planned: bool,
        found: Told = (),
    ) -> Response:
        """The plan again, with what is wrong beside what was written, or what was found in it."""
        try:
            number = item_number(turn.engine.pack, str(value["item"]))
        except KeyError:
            number = 0
        able = turn.may_decide and (planned or turn.position.done) and number > 0
        refused = {
            "number": number,
            "reason": str(value["because"])[:MAX_REASON],
            "problem": refusal.message if refusal else "",
            "found": found,
        }
        asked = None if planned else self._asking(turn)
        page = self._page(turn, asked, refusal, planned=planned, refused=refused if able else None)
        page.status_code = 422
        return page

    def _said(self, said: Said) -> Response:
        """The question again, with what was read into it, and the card above it."""
        turn = said.turn
        if said.refused:
            return self._refused(turn, *said.refused)
        if said.away:
            return self._now(turn)
        name = next(iter(form_facts(request.form, turn.engine.pack)), None)
        quick = self.renderer.quick(turn)
        shown = asking(turn.engine, turn.position, said.given, quick=quick)
        changed = single(request.form, "kind") == "change" and not (said.card and said.card.whole)
        if changed and name and name.name in turn.position.answers:
            given = said.given.get(name.name)
            shown = changing(turn.engine, turn.position, name.name, given, quick=quick)
        problem = said.problem
        page = self._page(turn, shown, typed=said.typed, typed_problem=problem, card=said.card)
        page.status_code = 422 if problem or (said.card and said.card.kind == "nothing") else 200
        return page

    def _page(
        self,
        turn: Turn,
        shown: Asking | None,
        refusal: Refusal | None = None,
        *,
        planned: bool = False,
        refused: Mapping[str, Any] | None = None,
        typed: str = "",
        typed_problem: str = "",
        card: BoxView | None = None,
    ) -> Response:
        key = form_key()
        page = self.renderer.page(
            "case.html",
            **self.renderer.shown(turn, planned=planned, refused=refused),
            asking=shown,
            problem=refusal.message if refusal and not (shown or refused) else "",
            failed=bool(refusal or typed_problem or (refused and refused["found"])),
            refused=refused,
            planned=planned,
            whose=_whose(turn),
            key=key,
            typed=typed,
            typed_problem=typed_problem,
            card=card,
            hints=hints(turn.engine.pack, card.words if card and not card.fact else typed),
            typed_found=unsaid(request.form, "typed", turn.now.year),
        )
        return keep_key(make_response(page), key)

    def _turn(self) -> Turn:
        return self.service.turn(held())


def _whose(turn: Turn) -> str:
    """Stands for one holder of one case, and opens nothing: for what a page keeps of its own."""
    held = f"{turn.case.id} {turn.holder.number}"
    return hashlib.sha256(held.encode()).hexdigest()[:12]
