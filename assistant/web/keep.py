"""What becomes of a case: its code to note down, a file of it to take away, and its end."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request

from assistant.cases.export import export_text
from assistant.cases.log import TracesLeft
from assistant.cases.service import Service, Turn
from assistant.present.deeds import code_view
from assistant.present.markdown import case_markdown
from assistant.web.forms import Malformed, single
from assistant.web.kept import check_key, forget, form_key, held, keep_key
from assistant.web.quiet import log_fault
from assistant.web.render import Renderer

JSON, MARKDOWN = "json", "markdown"


class Keeping:
    """The routes. Nothing is deleted but by a form of the page that says what it means."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        add = routes.add_url_rule
        add("/case/keep", view_func=self.keep)
        add("/case/export", view_func=self.export, methods=["POST"])
        add("/case/delete", view_func=self.confirm)
        add("/case/delete", view_func=self.delete, methods=["POST"])
        add("/case/export", view_func=self.back, endpoint="back_export")
        add("/deleted", view_func=self.deleted)

    def keep(self) -> Response:
        """The code, the two files, and the way to delete."""
        return self._page("keep.html", self._turn())

    def export(self) -> Response:
        """The case as a file. Its name says no more than the page's title does."""
        check_key()
        turn = self._turn()
        match single(request.form, "format"):
            case "json":
                text, kind, ending = export_text(self.service.export(held())), JSON, "json"
            case "markdown":
                text = case_markdown(turn.case, turn.engine, turn.log, turn.now)
                kind, ending = MARKDOWN, "md"
            case _:
                raise Malformed("That is no kind of file that a case can be saved as.")
        mimetype = "application/json" if kind == JSON else "text/markdown"
        file = Response(text, mimetype=mimetype)
        name = f"waypost-{turn.now:%Y-%m-%d}.{ending}"
        file.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return file

    def confirm(self) -> Response:
        """Are you sure?"""
        return self._page("delete.html", self._turn())

    def delete(self) -> Response:
        """Delete, or ask again where somebody has gone on with the case since the question."""
        check_key()
        turn = self._turn()
        if single(request.form, "after") != str(turn.seq):
            page = self._page("delete.html", turn, moved=True)
            page.status_code = 409
            return page
        place = "/deleted"
        try:
            self.service.delete(held())
        except TracesLeft as error:
            log_fault("delete", error)
            place = "/deleted?traces"
        finally:
            self.renderer.forget(turn.case.id)
        return forget(make_response(redirect(place, 303)))

    def deleted(self) -> str:
        """It is gone."""
        return self.renderer.page("deleted.html", traces="traces" in request.args)

    def back(self) -> Response:
        """Somebody loaded a form's address."""
        return make_response(redirect("/case/keep", 303))

    def _turn(self) -> Turn:
        return self.service.turn(held())

    def _page(self, template: str, turn: Turn, *, moved: bool = False) -> Response:
        key = form_key()
        page = self.renderer.page(
            template, code=code_view(turn), seq=turn.seq, key=key, failed=moved, moved=moved
        )
        return keep_key(make_response(page), key)
