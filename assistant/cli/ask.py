"""`run.py ask`: a question, and the passages that answer it."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

from assistant.cases.packs import Over, open_pack
from assistant.cli.files import check_folder
from assistant.engine.answering import Caller
from assistant.engine.due import LONDON
from assistant.flow.conditions import UNKNOWN
from assistant.flow.model import AREA, Pack
from assistant.flow.problems import Unreadable, did_you_mean
from assistant.library.store import Library
from assistant.present.passages import passage_json, passage_lines, passage_view
from assistant.present.transcript import wrap
from assistant.words.ask import Answered, Asker, Why

WRONG = (Why.EMPTY, Why.LONG, Why.STRANGE)


def ask(folder: Path, over: Over, data: Path, text: str, area: str | None, *, as_json: bool) -> int:
    """Print what answers `text`. The exit code: 1 where nothing does.

    Raises Unreadable, for what is no question too, or PackProblems.
    """
    check_folder(data)
    pack = open_pack(folder, over)
    who = Caller(datetime.now(LONDON), _area(pack, area), UNKNOWN)
    found = Asker(pack, Library(data)).ask(text)
    if found.why in WRONG:
        raise Unreadable(found.says)
    views = [passage_view(pack, passage, who) for passage in found.passages]
    if as_json:
        whole = {
            "passages": [passage_json(view) for view in views],
            "why": found.why.value if found.why else None,
            "says": found.says or None,
        }
        print(json.dumps(whole, ensure_ascii=False))
        return _code(found)
    for number, view in enumerate(views, 1):
        if number > 1:
            print()
        for line in passage_lines(pack, view, number, who):
            print(line)
    for line in wrap(found.says):
        print(line, file=sys.stderr if views else sys.stdout)
    return _code(found)


def _code(found: Answered) -> int:
    return 0 if found.passages else 1


def _area(pack: Pack, area: str | None) -> str:
    known = pack.facts[AREA].values if AREA in pack.facts else ()
    if area is not None and area not in known:
        hint = did_you_mean(area, known)
        raise Unreadable(f'--area: there is no area "{area}".{hint} Allowed: {", ".join(known)}')
    return area or UNKNOWN
