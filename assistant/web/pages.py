"""The conversation as plain pages and forms: the way that always works."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.exceptions import HTTPException

from assistant.cases.log import NoSuchCase, StoreFailed
from assistant.cases.service import Outcome, Service, Turn
from assistant.cases.shelf import PackLost
from assistant.cases.submission import Submission
from assistant.engine.replay import Refusal
from assistant.present.question import fact_of
from assistant.present.screen import Asking, asking, changing
from assistant.web.forms import Malformed, form_facts, read_fields, read_form
from assistant.web.kept import Stop, check_key, form_key, held, keep_key
from assistant.web.quiet import log_fault
from assistant.web.render import Renderer


class Pages:
    """The routes. Each ends in a page, or in 303 to one."""

    def __init__(self, service: Service, renderer: Renderer) -> None:
        self.service = service
        self.renderer = renderer
        self.routes = Blueprint("pages", __name__)
        add = self.routes.add_url_rule
        add("/case", view_func=self.show)
        add("/case/change/<int:number>", view_func=self.change)
        add("/case/answer", view_func=self.answer, methods=["POST"])
        add("/case/undo", view_func=self.undo, methods=["POST"])
        add("/case/answer", view_func=self.back, endpoint="back_answer")
        add("/case/undo", view_func=self.back, endpoint="back_undo")
        self.routes.register_error_handler(Stop, self.stopped)
        self.routes.register_error_handler(Malformed, self.malformed)
        self.routes.register_error_handler(NoSuchCase, self.no_case)
        self.routes.register_error_handler(PackLost, self.no_case)
        self.routes.register_error_handler(StoreFailed, self.store_failed)

    def show(self) -> Response:
        """The conversation so far, what is asked now, and the plan."""
        turn = self._turn()
        return self._page(turn, asking(turn.engine, turn.position))

    def change(self, number: int) -> Response:
        """One question again, to change its answer."""
        turn = self._turn()
        try:
            name = fact_of(turn.engine.pack, number).name
        except IndexError:
            raise Stop(404, "There is no such question.") from None
        if name not in turn.position.answers or name in turn.position.set_aside:
            raise Stop(404, "That question has no answer to change.")
        return self._page(turn, changing(turn.engine, turn.position, name))

    def answer(self) -> Response:
        """Take one form: an answer, or a changed one."""
        check_key()
        case, turn = held(), self._turn()
        facts = form_facts(request.form, turn.engine.pack)
        value, problem = read_fields(request.form, facts)
        submission = read_form(request.form, value)
        if problem:
            return self._refused(turn, submission, problem)
        return self._after(submission, self.service.submit(case, submission))

    def undo(self) -> Response:
        """Take the last answer back."""
        check_key()
        submission = read_form(request.form, {})
        return self._after(submission, self.service.submit(held(), submission))

    def back(self) -> Response:
        """Somebody loaded a form's address: show the conversation."""
        return make_response(redirect("/case", 303))

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
        shown = asking(engine, position, given, refusal)
        if submission.kind == "change" and refusal.fact in position.answers:
            fact = refusal.fact
            shown = changing(engine, position, fact, submission.value.get(fact), refusal)
        page = self._page(turn, shown, refusal)
        page.status_code = 409 if moved else 422
        return page

    def _page(self, turn: Turn, shown: Asking | None, refusal: Refusal | None = None) -> Response:
        key = form_key()
        page = self.renderer.page(
            "case.html",
            screen=self.renderer.whole(turn),
            danger=self.renderer.danger(turn, key),
            asking=shown,
            problem=refusal.message if refusal and not shown else "",
            failed=bool(refusal),
            key=key,
        )
        return keep_key(make_response(page), key)

    def _turn(self) -> Turn:
        return self.service.turn(held())

    def stopped(self, stop: Stop) -> tuple[str, int]:
        """The page for a refusal that no question can show."""
        return self.renderer.page("message.html", message=stop.message), stop.status

    def malformed(self, error: Malformed) -> tuple[str, int]:
        """The page for a form that no page of ours sends."""
        return self.renderer.page("message.html", message=str(error)), 400

    def no_case(self, error: Exception) -> tuple[str, int]:
        """The page where there is no conversation to show."""
        return self.renderer.page("message.html", message="", no_case=True), 404

    def store_failed(self, error: StoreFailed) -> tuple[str, int]:
        """The page where nothing could be kept."""
        log_fault("store", error)
        return self.renderer.page("message.html", message="", failed=True), 503

    def http_error(self, error: HTTPException) -> tuple[str, int]:
        """The page for what HTTP itself refuses."""
        return self.renderer.page("message.html", message=f"{error.name}."), error.code or 500

    def fault(self, error: Exception) -> tuple[str, int]:
        """The page for a fault of ours; what was said is not logged."""
        log_fault("page", error)
        return self.renderer.page("message.html", message="", failed=True), 500
