"""The page of the words that the guide uses."""

from __future__ import annotations

from flask import Blueprint

from assistant.cases.log import NoSuchCase
from assistant.cases.service import Service
from assistant.cases.shelf import PackLost
from assistant.flow.model import Pack
from assistant.present.glossary import glossary
from assistant.web.kept import held
from assistant.web.render import Renderer


class Words:
    """One page, with a case and without one."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        routes.add_url_rule("/glossary", view_func=self.show, endpoint="glossary")

    def show(self) -> str:
        """The terms of the guide that the case goes by; without a case, of today's."""
        pack, going_on = self._pack()
        letters = glossary(pack)
        return self.renderer.page("glossary.html", letters=letters, going_on=going_on)

    def _pack(self) -> tuple[Pack, bool]:
        try:
            return self.service.turn(held()).engine.pack, True
        except (NoSuchCase, PackLost):
            return self.service.shelf.current.pack, False
