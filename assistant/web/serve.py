"""Serving on this machine: the one place that patches Python for gevent and opens the store."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from pathlib import Path

from assistant.cases.packs import AS_SHIPPED, DEFAULT_PACK, Over, open_engine
from assistant.web.quiet import LOG

# A turn makes some hundreds of things that end with it, so there is seldom rubbish to find.
YOUNG = 20_000


def serve(
    host: str,
    port: int,
    data: Path,
    pack: Path = DEFAULT_PACK,
    over: Over = AS_SHIPPED,
    behind: int = 0,
) -> int:
    """Serve until stopped; the cases are kept in the folder `data`. The exit code.

    `over` is what a service lays over the pack; `behind` the number of proxies before this server.

    Raises Unreadable or PackProblems where the pack or what lies over it cannot be used.
    """
    from gevent import monkey

    monkey.patch_all()  # before anything that makes a lock or a socket is imported
    from gevent import get_hub, signal_handler
    from gevent.pywsgi import WSGIServer

    from assistant.cases.log import StoreFailed
    from assistant.cases.service import Service
    from assistant.cases.shelf import Shelf
    from assistant.cases.sqlite import SqliteStore
    from assistant.library.store import Library
    from assistant.web.access import QuietHandler
    from assistant.web.app import make_app
    from assistant.words.box import Box

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    get_hub().exception_stream = None  # its tracebacks would hold what people send
    engine = open_engine(pack, over)
    try:
        store = SqliteStore(data)
        box = Box(engine.pack, Library(data)).prepared()  # before anybody is served
        app, _ = make_app(Service(store, Shelf(engine, store)), box, behind=behind)
        server = WSGIServer((host, port), app, log=LOG, error_log=LOG, handler_class=QuietHandler)
        server.start()
    except StoreFailed as error:
        LOG.error("%s", error)
        return 2
    except OSError as error:
        LOG.error("%s:%s cannot be used: %s", host, port, error.strerror or error)
        return 2
    # Python would raise KeyboardInterrupt in whichever greenlet runs just then, and most catch it.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal_handler(number, server.close)
    # What was built lives as long as the server: to look it through for rubbish now and then would
    # hold up whoever answers just then.
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
    LOG.info("Waypost is at http://%s:%s/ (stop it with Ctrl-C)", host, server.server_port)
    try:
        server.serve_forever()
        LOG.info("Stopped.")
    finally:
        store.close()
    return 0
