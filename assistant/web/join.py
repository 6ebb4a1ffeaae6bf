"""Going on with a case that somebody else began, or oneself on another device: by its code."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request

from assistant.cases.joining import TooManyTries
from assistant.cases.log import NoSuchCase
from assistant.cases.service import Service
from assistant.engine.entries import ROLE
from assistant.flow.answers import AnswerError, read_answer
from assistant.present.question import question
from assistant.web.forms import single
from assistant.web.kept import check_key, form_key, keep_case, keep_key
from assistant.web.render import Renderer

CODE = "code"
LONGEST_CODE = 60


class Joining:
    """The page that asks for a code and a role, and what comes of it."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        routes.add_url_rule("/join", view_func=self.ask)
        routes.add_url_rule("/join", view_func=self.join, methods=["POST"])

    def ask(self) -> Response:
        """The form."""
        return self._page({}, {})

    def join(self) -> Response:
        """Into the case of a code, or the form again with what is wrong.

        What is wrong is the same for a code that never was and for one that is no longer.
        """
        check_key()
        given = {name: single(request.form, name).strip() for name in (CODE, ROLE)}
        given[CODE] = given[CODE][:LONGEST_CODE]
        wrong = {} if given[CODE] else {CODE: "none"}
        try:
            read_answer(self.service.shelf.current.pack.facts[ROLE], given[ROLE])
        except AnswerError:
            wrong[ROLE] = "none"
        if wrong:
            return self._page(given, wrong, 422)
        try:
            token = self.service.join(given[CODE], given[ROLE], request.remote_addr or "")
        except NoSuchCase:
            return self._page(given, {CODE: "unknown"}, 422)
        except AnswerError:  # the case is on a version of the pack that has no such role
            return self._page(given, {ROLE: "none"}, 422)
        except TooManyTries as error:
            page = self._page(given, {"tries": str(error)}, 429)
            page.headers["Retry-After"] = str(error.seconds)
            return page
        return keep_case(make_response(redirect("/case#now", 303)), token)

    def _page(self, given: dict[str, str], wrong: dict[str, str], status: int = 200) -> Response:
        pack = self.service.shelf.current.pack
        key = form_key()
        page = self.renderer.page(
            "join.html",
            role=question(pack, pack.facts[ROLE], given.get(ROLE)),
            code=given.get(CODE, ""),
            wrong={CODE: "", ROLE: "", "tries": "", **wrong},
            failed=bool(wrong),
            key=key,
        )
        return keep_key(make_response(page, status), key)
