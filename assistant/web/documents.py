"""The papers of a case: which there are, what to fill in, and the paper itself.

What is typed here says who the child is. It comes in a form's body, goes into the paper, and is
gone with the answer: nothing of it is kept, logged or put into an address.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from flask import Blueprint, Response, make_response, request

from assistant.cases.service import Service, Turn
from assistant.flow.model import DocumentKind
from assistant.present.documents.basis import Basis, basis_of_turn
from assistant.present.documents.build import build
from assistant.present.documents.filled import LONGEST, asked_fields
from assistant.present.documents.formats import FORMATS, made
from assistant.present.documents.page import STYLE, inner
from assistant.present.documents.text import text
from assistant.present.hints import Hints, hints
from assistant.web.forms import single
from assistant.web.guard import POLICY
from assistant.web.kept import Stop, check_key, form_key, held, keep_key
from assistant.web.render import Renderer

FIELD = "field."
AGAIN = "again"  # back to the fields, with what was typed
_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
# The page of a paper has its style in itself, as the file of it does.
_PAPER_POLICY = POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{_HASH}'")


class Papers:
    """The routes. They share the pages' way with refusals."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        add = routes.add_url_rule
        add("/case/documents", view_func=self.papers)
        add("/case/documents/<int:number>", view_func=self.paper)
        add("/case/documents/<int:number>", view_func=self.make_paper, methods=["POST"])

    def papers(self) -> Response:
        """Every paper there is, and what it is for."""
        kinds = self._turn().engine.pack.documents.kinds
        return make_response(self.renderer.page("documents.html", kinds=kinds, kind=None))

    def paper(self, number: int) -> Response:
        """The fields of a paper. All of them may be left empty."""
        turn = self._turn()
        return self._form(basis_of_turn(turn), number, _kind(turn, number), {}, {})

    def make_paper(self, number: int) -> Response:
        """The paper, in the form that the button says."""
        check_key()
        turn = self._turn()
        kind, basis = _kind(turn, number), basis_of_turn(turn)
        typed = {one.id: single(request.form, FIELD + one.id) for one in asked_fields(basis, kind)}
        form = single(request.form, "form")
        if form == AGAIN:
            return self._form(basis, number, kind, typed, {})
        if form not in FORMATS:
            raise Stop(400, "That button does nothing here.")
        if long := {name: len(value) for name, value in typed.items() if len(value) > LONGEST}:
            page = self._form(basis, number, kind, typed, long)
            page.status_code = 422
            return page
        document = build(basis, kind, typed)
        if form in ("html", "text"):
            key = form_key()
            html = self.renderer.page(
                "document.html",
                title=document.title,
                paper=inner(document),
                plain=text(document) if form == "text" else "",
                style=STYLE,
                number=number,
                typed=typed,
                hints=_hints(basis, typed),
                key=key,
            )
            page = keep_key(make_response(html), key)
            page.headers["Content-Security-Policy"] = _PAPER_POLICY
            return page
        found = made(document, form)
        response = Response(found.content, content_type=found.media_type)
        name = f"waypost-{kind.id}.{found.ending}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _form(
        self,
        basis: Basis,
        number: int,
        kind: DocumentKind,
        typed: Mapping[str, str],
        long: Mapping[str, int],
    ) -> Response:
        key = form_key()
        page = self.renderer.page(
            "documents.html",
            kinds=(),
            kind=kind,
            number=number,
            fields=asked_fields(basis, kind),
            typed=typed,
            hints=_hints(basis, typed),
            long=long,
            longest=LONGEST,
            key=key,
        )
        return keep_key(make_response(page), key)

    def _turn(self) -> Turn:
        return self.service.turn(held())


def _hints(basis: Basis, typed: Mapping[str, str]) -> Hints:
    """Hints on all that people wrote for the paper: into its fields, and about its items."""
    deeds = [item.deed for item in basis.items] + [gone.deed for gone in basis.gone]
    deeds += [item.deed for item in basis.kept]
    reasons = [text for deed in deeds for text in (deed.decided, deed.not_done)]
    written = [*typed.values(), *reasons]
    return hints(basis.pack, "\n\n".join(text for text in written if text))


def _kind(turn: Turn, number: int) -> DocumentKind:
    """The paper of a number, from 1: its address says nothing. Raises Stop."""
    kinds = turn.engine.pack.documents.kinds
    if not 0 < number <= len(kinds):
        raise Stop(404, "There is no such paper.")
    return kinds[number - 1]
