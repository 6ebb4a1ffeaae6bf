"""The ways in and out: the first screen, opening a case, and leaving quickly."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, request

from assistant.cases.log import NoSuchCase
from assistant.cases.service import Service
from assistant.cases.shelf import PackLost
from assistant.cases.submission import Submission
from assistant.engine.answering import Caller
from assistant.engine.replay import Refusal
from assistant.flow.answers import AnswerError, read_answer
from assistant.flow.model import Fact, FactType, Pack, Step
from assistant.present.alarm import alarm
from assistant.present.always import always
from assistant.present.question import question
from assistant.web.forms import read_fields
from assistant.web.guard import new_key
from assistant.web.kept import check_key, forget, form_key, held, keep_case, keep_key
from assistant.web.render import Renderer

# A page that anybody might have open. Its address shows for good in the browser's history.
LEAVE_TO = "https://www.bbc.co.uk/weather"


class Entrance:
    """The routes before and after a conversation. They share the pages' way with refusals."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        routes.add_url_rule("/", view_func=self.first)
        routes.add_url_rule("/case", view_func=self.open, methods=["POST"])
        routes.add_url_rule("/leave", view_func=self.leave)

    def first(self) -> Response:
        """Danger first; what this is; and a way in."""
        return self._first({})

    def open(self) -> Response:
        """Open a case with the answers of the first screen.

        Whoever says what they need help with has said whether there is danger. A case without any
        answer asks both itself.
        """
        check_key()
        steps = first_steps(self.service.shelf.current.pack)
        facts = [fact for _, fact in steps]
        value, refusal = read_fields(request.form, facts)
        if refusal := refusal or _wrong(facts, value):
            page = self._first(value, refusal)
            page.status_code = 422
            return page
        case = self.service.open()
        turn = self.service.turn(case)
        for step, fact in steps:
            if fact.name in value and turn.position.step == step.id:
                given = {fact.name: value[fact.name]}
                sent = Submission(new_key(), "answer", step.id, given, "", turn.seq)
                turn = self.service.submit(case, sent).turn
        landing = self.renderer.landing(turn, 0)
        return keep_case(make_response(redirect(f"/case#{landing}", 303)), case)

    def leave(self) -> Response:
        """Away to a page that says nothing, and nothing kept here.

        A link on another site takes its visitor there too, but cannot make anyone lose a case.
        """
        away = make_response(redirect(LEAVE_TO, 303))
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        return forget(away) if site in ("same-origin", "none") else away

    def _first(self, given: Mapping[str, object], refusal: Refusal | None = None) -> Response:
        pack = self.service.shelf.current.pack
        asked = [question(pack, f, given.get(f.name), refusal) for _, f in first_steps(pack)]
        key = form_key()
        page = self.renderer.page(
            "first.html",
            pack=pack,
            danger=asked[0] if asked else None,
            task=asked[1] if len(asked) > 1 else None,
            alarm=alarm(self.service.shelf.current, self.service.clock()),
            always=always(pack, Caller(self.service.clock())),
            going_on=self._has_case(),
            failed=bool(refusal),
            key=key,
        )
        return keep_key(make_response(page), key)

    def _has_case(self) -> bool:
        try:
            self.service.turn(held())
        except (NoSuchCase, PackLost):
            return False
        return True


def first_steps(pack: Pack) -> list[tuple[Step, Fact]]:
    """What the first screen asks: about danger, and then the choice that follows it.

    Fewer where the pack does not begin with one question at a time.
    """
    found: list[tuple[Step, Fact]] = []
    for step, kind in zip(pack.steps, (FactType.YES_NO, FactType.CHOICE), strict=False):
        fact = pack.facts[step.facts[0]]
        if len(step.facts) > 1 or fact.type is not kind:
            break
        found.append((step, fact))
    return found if found and found[0][1].name == pack.emergency.fact else []


def _wrong(facts: list[Fact], value: Mapping[str, object]) -> Refusal | None:
    """What is wrong: an answer that cannot be given, or a later one without the first."""
    if not value:
        return None
    for fact in facts:
        if fact.name not in value:
            return Refusal("", fact.name) if fact is facts[0] else None
        try:
            read_answer(fact, value[fact.name])
        except AnswerError as error:
            return Refusal(str(error), fact.name)
    return None
