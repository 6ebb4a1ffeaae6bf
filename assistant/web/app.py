"""The only wiring: service, pages and socket become one application."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Any, cast

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from assistant.cases.service import Service
from assistant.web.ask import Asking
from assistant.web.assets import Assets, zip_pages
from assistant.web.cards import Cards
from assistant.web.documents import Papers
from assistant.web.entry import Entrance
from assistant.web.glossary import Words
from assistant.web.guard import LARGEST, Environ, Guard, own_origin
from assistant.web.happened import Happened
from assistant.web.join import Joining
from assistant.web.keep import Keeping
from assistant.web.lane import Lane
from assistant.web.pages import Pages
from assistant.web.quiet import silent
from assistant.web.refusals import Refusals
from assistant.web.render import Renderer, environment
from assistant.web.script import Scripts
from assistant.web.socket import Conversations
from assistant.web.wire import CappedWebSocket
from assistant.web.written import Json
from assistant.words.box import Box

ROOT = Path(__file__).parent.parent.parent
# Short enough that a phone that went out of range is noticed while somebody looks at it.
PING_SECONDS, PING_TIMEOUT_SECONDS = 20, 15


def make_app(
    service: Service, box: Box | None = None, *, origins: Collection[str] = (), behind: int = 0
) -> tuple[Flask, SocketIO]:
    """The Flask application and its socket server. `box` reads what is typed, by today's pack.

    Pages of the host that is asked may connect, and those of `origins` ("https://host") beside it.
    `behind` so many proxies, it is believed where the outermost of them was asked from, and what
    the nearest says of https.
    """
    app = Flask("waypost", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST, MAX_FORM_PARTS=500)
    assets = Assets(ROOT / "static")
    templates = environment(str(ROOT / "templates"))
    templates.globals["asset"] = assets.url
    renderer = Renderer(templates, service.shelf.current.pack)
    cards = Cards(service, renderer, box or Box(service.shelf.current.pack))
    pages = Pages(service, renderer, cards)
    Entrance(service, renderer, pages.routes)
    Joining(service, renderer, pages.routes)
    Keeping(service, renderer, pages.routes)
    Scripts(service, renderer, pages.routes)
    Papers(service, renderer, pages.routes)
    Happened(service, renderer, pages.routes)
    Words(service, renderer, pages.routes)
    Asking(service, renderer, cards.box, pages.routes)
    app.register_blueprint(pages.routes)
    app.register_blueprint(assets.routes)
    app.after_request(zip_pages)
    Refusals(renderer, app)

    def allowed(origin: str | None, environ: Environ) -> bool:
        return own_origin(origin, environ, origins)

    socketio = SocketIO(
        app,
        async_mode="gevent",
        async_handlers=False,
        manage_session=False,
        cors_allowed_origins=cast(Any, allowed),
        max_http_buffer_size=LARGEST,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_TIMEOUT_SECONDS,
        json=Json,
        logger=silent("socketio"),
        engineio_logger=silent("engineio"),
    )
    server: Any = cast(Any, socketio).server  # the python-socketio server beneath
    conversations = Conversations(server, service, renderer, cards)
    lane = Lane(server, conversations.handlers, conversations.unknown)
    # engineio offers no way to have a websocket of one's own (see wire.py); tests hold this line.
    websocket = partial(CappedWebSocket, lane.answer)
    server.eio._async = {**server.eio._async, "websocket": websocket}
    if behind:
        inner = cast(Any, app.wsgi_app)
        app.wsgi_app = ProxyFix(inner, x_for=behind, x_proto=1, x_host=0)  # type: ignore[method-assign]
    app.wsgi_app = Guard(app.wsgi_app, origins)  # type: ignore[method-assign]
    return app, socketio
