"""A case with every kind of entry, and exports that are not as they should be."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from assistant.cases.export import DIGEST, digest, export_case, export_text
from assistant.cases.log import Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.submission import Submission
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.flow.load import load_pack
from tests.store.conftest import Clock
from tests.store.talking import answering, go_on, token

Export = dict[str, Any]
AT = datetime(2026, 11, 24, 9, 5, 6, tzinfo=LONDON)
REASON = "We met & agreed: <b>no</b>.\nSecond line, “quoted”."


def later(engine: Engine) -> Engine:
    """A later version of the guide, which knows one area less: answers of it are dropped."""
    texts = dict(engine.pack.texts)
    for name in ("scripts.yaml", "shorthand.yaml"):  # they say the answer that is taken out
        del texts[name]
    area = "      portsmouth: {label: Portsmouth}\n"
    assert area in texts["facts/start.yaml"]
    texts["facts/start.yaml"] = texts["facts/start.yaml"].replace(area, "")
    texts["contacts.yaml"] = re.sub(
        r"\bportsmouth\b(?=[],])", "southampton", texts["contacts.yaml"]
    )
    return Engine(load_pack(texts))


def full_case(store: Store, engine: Engine, today: Engine) -> str:
    """A case with every kind of entry, gone over to today's version; its holder's token."""
    clock = Clock()
    service = Service(store, Shelf(engine, store), clock)
    holder = service.open()

    def send(who: str, kind: str, value: dict[str, object], step: str = "") -> None:
        sent = Submission(token(), kind, step, value, "", service.turn(who).seq)
        outcome = service.submit(who, sent)
        assert outcome.entry, outcome.refusal

    for value in ({"immediate_danger": "no"}, {"task": "missing_now"}):
        service.submit(holder, answering(service.turn(holder), value))
    go_on(service, holder, 2)
    send(holder, "undo", {})
    send(holder, "redo", {})
    send(holder, "change", {"immediate_danger": "yes"})
    send(holder, "tick", {"item": "ring-999", "done": "yes"})
    lead = service.join(service.turn(holder).case.code, "designated_lead", "192.0.2.1")
    other = next(i.id for i in service.turn(lead).plan.items if i.id != "ring-999")
    send(lead, "decide", {"item": other, "because": REASON})
    service = Service(store, Shelf(today, store), clock)
    send(lead, "version", {"version": today.pack.version})
    go_on(service, holder)
    send(holder, "known", {"task": "told"})
    send(holder, "noticed", {"cse_indicators": [engine.pack.facts["cse_indicators"].values[3]]})
    send(holder, "note", {"text": REASON})
    send(lead, "note", {"text": "Not this."})
    send(holder, "note", {"takes_back": len(service.turn(holder).log)})
    send(holder, "tick", {"item": "ring-999", "done": "no", "because": REASON})
    send(holder, "tick", {"item": "ring-999", "done": "yes", "at": "2026-11-23T21:00"})
    send(holder, "event", {"at": "2026-11-23T21:04", "immediate_danger": "no"}, "child-back")
    return holder


def exported(store: Store, holder: str, *, with_pack: bool = True) -> Export:
    """The export of a holder's case, as it is read from its file."""
    case = store.held(holder)[0]
    found: Export = json.loads(
        export_text(export_case(store, case.id, Clock()(), with_pack=with_pack))
    )
    return found


def raw(found: object) -> bytes:
    """As a file."""
    return json.dumps(found).encode()


def changed(found: Export, change: Callable[[Export], object]) -> bytes:
    """The file with something changed, and its digest made again, as one would who means it."""
    other = copy.deepcopy(found)
    change(other)
    return raw({**other, DIGEST: digest(other)})


def empty() -> MemoryStore:
    """Another installation."""
    return MemoryStore()
