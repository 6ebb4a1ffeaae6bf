"""The page to ask the guide a question, with a case and without one. The words come in a form, so
that they stand in no address, and are let go with the page.
"""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from assistant.cases.log import NoSuchCase
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import PackLost
from assistant.engine.answering import Caller
from assistant.present.box import AskedView, asked_view
from assistant.present.parts import calling
from assistant.web.forms import single
from assistant.web.kept import check_key, form_key, held, keep_key
from assistant.web.render import Renderer
from assistant.web.telling import unsaid
from assistant.words.ask import Why
from assistant.words.box import Box

WRONG = (Why.EMPTY, Why.LONG, Why.STRANGE)


class Asking:
    """One page. Today's guide answers, whatever version a case goes by."""

    def __init__(self, service: Service, renderer: Renderer, box: Box, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        self.box = box
        routes.add_url_rule("/ask", "guide", self.show)
        routes.add_url_rule("/ask", "guide_asked", self.ask, methods=["POST"])

    def show(self) -> Response:
        """The box by itself."""
        return self._page(self._turn(), "")

    def ask(self) -> Response:
        """What answers, above the box."""
        check_key()
        turn, text = self._turn(), single(request.form, "asked").strip()
        found = self.box.ask(text)
        if found.why in WRONG:
            page = self._page(turn, text, problem=found.says)
            page.status_code = 422
            return page
        who = calling(turn) if turn else Caller(self.service.clock())
        return self._page(turn, text, asked_view(self.box.pack, found, who))

    def _page(
        self, turn: Turn | None, text: str, found: AskedView | None = None, problem: str = ""
    ) -> Response:
        key = form_key()
        page = self.renderer.page(
            "ask.html",
            text=text,
            found=found,
            problem=problem,
            danger=self.box.in_danger(text),
            named=unsaid(request.form, "asked", self.service.clock().year),
            going_on=turn is not None,
            key=key,
        )
        return keep_key(make_response(page), key)

    def _turn(self) -> Turn | None:
        try:
            return self.service.turn(held())
        except (NoSuchCase, PackLost):
            return None
