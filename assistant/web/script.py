"""What to say in each call, and how each thing is known; and what to send where advice is wrong."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request

from assistant.cases.service import Service, Turn
from assistant.engine.known import KNOWN, known
from assistant.flow.model import Call
from assistant.present.calls import calls
from assistant.present.contact import contact_view
from assistant.present.hints import hints
from assistant.present.parts import calling
from assistant.present.script import ScriptView, script, script_text, speaker
from assistant.present.wrong import wrong_view
from assistant.web.forms import read_form, single
from assistant.web.kept import Stop, check_key, form_key, held, keep_key
from assistant.web.render import Renderer
from assistant.web.telling import unsaid

MAX_OWN = 2_000


class Scripts:
    """The routes of the pages beside the conversation on which its answers are said."""

    def __init__(self, service: Service, renderer: Renderer, routes: Blueprint) -> None:
        self.service = service
        self.renderer = renderer
        add = routes.add_url_rule
        add("/case/say", "calls", self.all)
        add("/case/say/<int:number>", "script", self.show)
        add("/case/say/<int:number>", "script_own", self.write, methods=["POST"])
        add("/case/known", "known", self.keep, methods=["POST"])
        add("/case/known", "back_known", self.all)
        add("/case/wrong/<int:number>", "wrong", self.wrong)

    def all(self) -> str:
        """Every call, those of the plan first."""
        turn = self._turn()
        own, others = calls(turn.engine.pack, turn.plan)
        return self.renderer.page("calls.html", own=own, others=others, **self._common(turn))

    def show(self, number: int) -> Response:
        """One call."""
        turn = self._turn()
        return self._page(turn, _call(turn, number))

    def write(self, number: int) -> Response:
        """One call with what the person wrote in it. Nothing of that is kept."""
        check_key()
        turn = self._turn()
        own = single(request.form, "own")[:MAX_OWN]
        return self._page(turn, _call(turn, number), own.replace("\r\n", "\n").strip())

    def keep(self) -> Response:
        """Keep how things are known, as far as that is not what was kept before."""
        check_key()
        turn = self._turn()
        number = single(request.form, "call")
        call = _call(turn, int(number) if number.isdecimal() and len(number) < 6 else 0)
        value: dict[str, object] = {}
        for line in _script(turn, call).answers:
            name = f"way {line.key}"
            if name in request.form and (way := single(request.form, name)) != line.way:
                value[line.key] = way
        if value:
            submission = read_form(request.form, value, KNOWN)
            if refusal := self.service.submit(held(), submission).refusal:
                raise Stop(422, refusal.message)
        return make_response(redirect(f"/case/say/{number}#said", 303))

    def wrong(self, number: int) -> str:
        """What to send to the pack's owner about one of its rules."""
        turn = self._turn()
        pack = turn.engine.pack
        rule = pack.rules[number - 1] if 1 <= number <= len(pack.rules) else None
        view = rule and wrong_view(pack, rule, self.renderer.today)
        if view is None:
            raise Stop(404, "There is no such step in this guide.")
        return self.renderer.page("wrong.html", view=view, **self._common(turn))

    def _page(self, turn: Turn, call: Call, own: str = "") -> Response:
        key, pack = form_key(), turn.engine.pack
        view = _script(turn, call, own)
        standing = (*turn.plan.items, *turn.plan.kept)
        rung = {contact.id for item in standing for contact in item.contacts}
        whom = [name for name in view.contacts if name in rung] or view.contacts
        page = self.renderer.page(
            "script.html",
            view=view,
            text=script_text(view, pack.scripts.ways),
            contacts=[contact_view(pack, pack.contacts[name], calling(turn)) for name in whom],
            ways=pack.scripts.ways,
            own=own,
            found=unsaid(request.form, "own", turn.now.year),
            hints=hints(pack, own),
            seq=turn.seq,
            key=key,
            **self._common(turn),
        )
        return keep_key(make_response(page), key)

    def _common(self, turn: Turn) -> dict[str, str]:
        return {"emergency": turn.engine.pack.words.emergency}

    def _turn(self) -> Turn:
        return self.service.turn(held())


def _call(turn: Turn, number: int) -> Call:
    found = turn.engine.pack.scripts.calls
    if not 1 <= number <= len(found):
        raise Stop(404, "There is no such call in this guide.")
    return found[number - 1]


def _script(turn: Turn, call: Call, own: str = "") -> ScriptView:
    ways = known(turn.log)
    who = speaker(turn.engine, turn.position, turn.plan, turn.deeds, ways, role=turn.holder.role)
    return script(who, call, own)
