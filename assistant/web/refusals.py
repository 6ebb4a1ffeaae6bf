"""The pages for what cannot be shown or taken: each says what happened, and 999 stands on it."""

from __future__ import annotations

from flask import Flask
from werkzeug.exceptions import HTTPException

from assistant.cases.log import NoSuchCase, StoreFailed
from assistant.cases.shelf import PackLost
from assistant.web.forms import Malformed
from assistant.web.kept import Stop
from assistant.web.quiet import log_fault
from assistant.web.render import Renderer

# What HTTP refuses, for somebody who has never heard of it.
SAID = {
    404: "There is no such page here.",
    405: "That page cannot be used in that way.",
    413: "That is too much to send at once.",
}


class Refusals:
    """A page for each fault that a route may raise."""

    def __init__(self, renderer: Renderer, app: Flask) -> None:
        self.renderer = renderer
        app.register_error_handler(Stop, self.stopped)
        app.register_error_handler(Malformed, self.malformed)
        app.register_error_handler(NoSuchCase, self.no_case)
        app.register_error_handler(PackLost, self.no_case)
        app.register_error_handler(StoreFailed, self.store_failed)
        app.register_error_handler(HTTPException, self.http_error)
        app.register_error_handler(Exception, self.fault)

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
        code = error.code or 500
        return self.renderer.page("message.html", message=SAID.get(code, f"{error.name}.")), code

    def fault(self, error: Exception) -> tuple[str, int]:
        """The page for a fault of ours; what was said is not logged."""
        log_fault("page", error)
        return self.renderer.page("message.html", message="", failed=True), 500
