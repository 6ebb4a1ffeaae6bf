"""What has happened since, what came of an item, and the calendar: plain pages and forms."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, make_response, redirect, request
from msgspec.structs import replace

from assistant.cases.service import Service, Turn
from assistant.engine.deed_entries import MAX_REASON, TICK
from assistant.engine.entries import EVENT
from assistant.engine.events import AT, NOT_OFFERED, asks
from assistant.engine.plan import PlanItem
from assistant.engine.replay import Refusal
from assistant.flow.model import Event
from assistant.present.calendar import TYPE, calendar, timed
from assistant.present.happened import event_of, offered_event, outcome_times, telling
from assistant.present.item import item_number, item_view
from assistant.present.parts import calling
from assistant.web.forms import read_fields, read_form, single
from assistant.web.kept import Stop, check_key, form_key, held, keep_key
from assistant.web.render import Renderer
from assistant.web.telling import unsaid
from assistant.words.instead import Told

OTHER = "at-other"


class Happened:
    """The routes. They share the pages' way with refusals."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        add = routes.add_url_rule
        add("/case/since/<int:number>", view_func=self.ask, endpoint="since")
        add("/case/event", view_func=self.tell, methods=["POST"], endpoint="event")
        add("/case/event", view_func=self.back, endpoint="back_event")
        add("/case/outcome/<int:number>", view_func=self.outcome, endpoint="outcome")
        add(
            "/case/outcome/<int:number>",
            view_func=self.settle,
            methods=["POST"],
            endpoint="settle",
        )
        add("/case/calendar.ics", view_func=self.calendar, endpoint="calendar")

    def back(self) -> Response:
        """Somebody loaded a form's address: show the conversation."""
        return make_response(redirect("/case#since", 303))

    def ask(self, number: int) -> Response:
        """The form for one event."""
        turn = self.service.turn(held())
        try:
            event = offered_event(turn.engine, turn.position, number)
        except LookupError:
            raise Stop(404, NOT_OFFERED.message) from None
        return self._telling(turn, event)

    def tell(self) -> Response:
        """Take one event, and go on from there."""
        check_key()
        case = held()
        turn = self.service.turn(case)
        number = single(request.form, "event")
        event = _event(turn, int(number) if number.isdecimal() and len(number) < 6 else 0)
        facts = asks(turn.engine.program, turn.position.view, event)
        value, problem = read_fields(request.form, facts)
        value |= _time()
        sent = replace(read_form(request.form, value, EVENT), step=event.id)
        outcome = None if problem else self.service.submit(case, sent)
        if refusal := problem or (outcome.refusal if outcome else None):
            now = outcome.turn if outcome else turn
            page = self._telling(now, event, value, refusal)
            page.status_code = 409 if sent.after != now.seq else 422
            return page
        assert outcome
        landing = self.renderer.landing(outcome.turn)
        return make_response(redirect(f"/case#{landing}", 303))

    def outcome(self, number: int) -> Response:
        """The forms for what came of one item."""
        turn = self.service.turn(held())
        return self._outcome(turn, _item(turn, number))

    def settle(self, number: int) -> Response:
        """Take what came of one item: done at a time, or not done and why."""
        check_key()
        case = held()
        turn = self.service.turn(case)
        item = _item(turn, number)
        value: dict[str, object] = {"item": item.id, "done": single(request.form, "done")}
        if value["done"] == "yes":
            value |= _time() or {AT: ""}
        else:
            value["because"] = single(request.form, "because")
            if found := unsaid(request.form, "because", turn.now.year):
                page = self._outcome(turn, item, value, found=found)
                page.status_code = 422
                return page
        outcome = self.service.submit(case, read_form(request.form, value, TICK))
        if outcome.refusal:
            page = self._outcome(outcome.turn, item, value, outcome.refusal)
            page.status_code = 422
            return page
        return make_response(redirect(f"/case/plan#item-{number}", 303))

    def calendar(self) -> Response:
        """What is due and not done, as a file; where there is nothing of it, a page says so."""
        turn = self.service.turn(held())
        items = [
            item
            for item in (*turn.plan.items, *turn.plan.kept)
            if not ((deed := turn.deeds.get(item.id)) and (deed.done_at or deed.decision))
        ]
        if not timed(items):
            raise Stop(
                404, "Nothing in the plan is due at a later time. Do what it says to do now."
            )
        response = make_response(calendar(items, turn.now, turn.case.id, turn.seq))
        response.headers["Content-Type"] = TYPE
        response.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
        return response

    def _telling(
        self,
        turn: Turn,
        event: Event,
        given: Mapping[str, object] | None = None,
        refusal: Refusal | None = None,
    ) -> Response:
        quick = self.renderer.quick(turn)
        view = telling(turn.engine, turn.position, event, quick, given, refusal)
        return self._page("happened.html", turn, failed=bool(refusal), view=view)

    def _outcome(
        self,
        turn: Turn,
        item: PlanItem,
        given: Mapping[str, object] | None = None,
        refusal: Refusal | None = None,
        found: Told = (),
    ) -> Response:
        sent = given or {}
        why = "because" in sent
        view = outcome_times(
            self.renderer.quick(turn),
            turn.engine.pack,
            str(sent.get(AT, "")),
            refusal.message if refusal and not why else "",
        )
        return self._page(
            "outcome.html",
            turn,
            failed=bool(refusal or found),
            found=found,
            view=view,
            item=item_view(turn.engine.pack, replace(item, because=()), {}, calling(turn)),
            reason=str(sent.get("because", ""))[:MAX_REASON],
            reason_problem=refusal.message if refusal and why else "",
        )

    def _page(self, template: str, turn: Turn, **names: object) -> Response:
        key = form_key()
        page = self.renderer.page(template, seq=turn.seq, key=key, **names)
        return keep_key(make_response(page), key)


def _event(turn: Turn, number: int) -> Event:
    try:
        return event_of(turn.engine.pack, number)
    except IndexError:
        raise Stop(404, "There is no such thing to tell.") from None


def _item(turn: Turn, number: int) -> PlanItem:
    pack = turn.engine.pack
    for item in (*turn.plan.items, *turn.plan.kept):
        if item_number(pack, item.id) == number:
            return item
    raise Stop(404, "That is not in the plan.")


def _time() -> dict[str, object]:
    """The time in a form: what was written stands over what was tapped."""
    at = single(request.form, OTHER).strip() or single(request.form, AT)
    return {AT: at} if at else {}
