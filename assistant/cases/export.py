"""A case as one file: all that was said and done, and the texts of the guide it goes by.

No code and no token is part of it: whoever has the file can read the case, and cannot go on with
the one that it was made from. `case.schema.json` beside this says what it looks like.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from assistant.cases.log import Store
from assistant.cases.offer import versions
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry

FORMAT = 1
MARK = "waypost_case"
DIGEST = "digest"
SCHEMA = Path(__file__).parent / "case.schema.json"


def export_case(
    store: Store, case_id: str, now: datetime, *, with_pack: bool = True
) -> dict[str, object]:
    """The case as values of JSON. Raises NoSuchCase or StoreFailed.

    `with_pack`: with the texts of each version of the guide that it has gone by, as far as they are
    kept here, so that an installation that lacks them can go on with it.
    """
    case, log = store.case(case_id), store.log(case_id)
    packs: dict[str, dict[str, str]] = {}
    for version in versions(case, log) if with_pack else ():
        try:
            packs[version] = dict(store.pack_texts(version))
        except KeyError:  # the case is worth keeping without it
            continue
    found: dict[str, object] = {
        MARK: FORMAT,
        "exported_at": _time(now),
        "case": {
            "pack": case.pack_id,
            "version": case.pack_version,
            "opened_at": _time(case.opened_at),
        },
        "log": [_entry(entry) for entry in log],
        "packs": packs,
    }
    return {**found, DIGEST: digest(found)}


def export_text(found: Mapping[str, object]) -> str:
    """An export as the text of its file."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def digest(found: Mapping[str, object]) -> str:
    """A sum over everything in an export but the sum itself: tells damage, and careless changes."""
    rest = {key: value for key, value in found.items() if key != DIGEST}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "step": entry.step,
        "value": entry.value,
        "by": entry.by,
        "at": _time(entry.at) if entry.at else None,
        "holder": entry.holder,
    }


def _time(at: datetime) -> str:
    return at.astimezone(LONDON).isoformat()
