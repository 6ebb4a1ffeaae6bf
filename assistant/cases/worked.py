"""Worked cases: facts in, expected plan out, as a file of YAML.

The format is that of the cases under tests/data/protocol/cases. A fact that is left out is answered
`unknown` when it is asked; one that is given and never asked for changes nothing. What is said to
have happened lies before the case's clock, or before the present where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from assistant.engine.due import LONDON, local_text, still_to_come
from assistant.flow.answers import AnswerError, Facts, read_answer
from assistant.flow.model import Pack
from assistant.flow.problems import Unreadable, did_you_mean
from assistant.flow.yamltext import Map, Seq, Text, parse

_KEYS = ("title", "story", "now", "facts", "expect")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?")


class Expected(Struct, frozen=True):
    """What a worked case expects. `first` is empty where it does not say."""

    seraf: Mapping[str, int | None] | None
    rows: frozenset[str]
    first: str
    due: Mapping[str, str]


class WorkedCase(Struct, frozen=True):
    """One worked case. `now` is aware, in Europe/London; None where the file gives none."""

    name: str
    title: str
    story: str
    now: datetime | None
    facts: Facts
    expect: Expected | None


def read_worked_case(text: str, name: str, pack: Pack) -> WorkedCase:
    """The case in `text`. Raises Unreadable with one line that names file, key and what is
    allowed.
    """
    root = parse(text, name)
    if not isinstance(root, Map):
        raise Unreadable(f"{name}:1: a worked case is a mapping with the keys {', '.join(_KEYS)}")
    for key in root:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            raise Unreadable(
                f'{name}:{key.line}: there is no key "{key}".{hint} Allowed: {", ".join(_KEYS)}'  # type: ignore[attr-defined]
            )
    if "facts" not in root:
        raise Unreadable(f'{name}: the key "facts" is missing')
    now = _now(root, name)
    return WorkedCase(
        name=name,
        title=_text(root, "title", name),
        story=_text(root, "story", name),
        now=now,
        facts=_facts(root["facts"], name, pack, now or datetime.now(LONDON)),
        expect=_expected(root["expect"], name, pack) if "expect" in root else None,
    )


def _text(root: Map, key: str, name: str) -> str:
    value = root.get(key, "")
    if not isinstance(value, str):
        raise Unreadable(f'{name}:{value.line}: "{key}" must be a text')
    return " ".join(value.split())


def _now(root: Map, name: str) -> datetime | None:
    value = root.get("now")
    if value is None:
        return None
    if isinstance(value, Text) and _CLOCK.fullmatch(value):
        try:
            return datetime.fromisoformat(value.replace(" ", "T")).replace(tzinfo=LONDON)
        except ValueError:
            pass
    raise Unreadable(f'{name}:{value.line}: "now" must be a date and time such as 2026-11-23T21:05')


def _facts(node: Any, name: str, pack: Pack, now: datetime) -> Facts:
    if not isinstance(node, Map):
        raise Unreadable(f'{name}:{node.line}: "facts" must be a mapping of facts to answers')
    found: Facts = {}
    for key, raw in node.items():
        line = getattr(key, "line", node.line)
        if key not in pack.facts:
            hint = did_you_mean(key, pack.facts)
            raise Unreadable(
                f'{name}:{line}: facts: there is no fact "{key}".{hint}'
                f" Allowed: {', '.join(sorted(pack.facts))}"
            )
        try:
            found[str(key)] = read_answer(pack.facts[key], _plain(raw))
        except AnswerError as error:
            raise Unreadable(f"{name}:{line}: facts: {error}") from None
        times = pack.facts[key].times
        if times and not times.ahead and still_to_come(found[str(key)], now):
            raise Unreadable(
                f'{name}:{line}: facts: {key}: "{found[str(key)]}" is still to come.'
                f" Allowed: a time up to {local_text(now)}, the clock of this case, or unknown"
            )
    for fact in pack.facts.values():
        if not fact.may_be_unknown and fact.name not in found:
            allowed = ", ".join(fact.values)
            raise Unreadable(f"{name}: facts: {fact.name} must be given; allowed: {allowed}")
    return found


def _plain(raw: Any) -> Any:
    if isinstance(raw, Text):
        return str(raw)
    if isinstance(raw, Seq):
        return [_plain(item) for item in raw]
    return {str(key): _plain(value) for key, value in raw.items()}


def _expected(node: Any, name: str, pack: Pack) -> Expected:
    def wrong(what: str, at: Any) -> Unreadable:
        return Unreadable(f"{name}:{getattr(at, 'line', 1)}: expect: {what}")

    if not isinstance(node, Map) or not isinstance(node.get("plan"), Map):
        raise wrong('a mapping with "seraf" and "plan" is wanted', node)
    plan = node["plan"]
    for key in [k for k in node if k not in ("seraf", "plan")] + [
        k for k in plan if k not in ("rows", "first", "due")
    ]:
        raise wrong(f'there is no key "{key}" here', key)
    rows = plan.get("rows")
    if not isinstance(rows, Seq) or not all(isinstance(row, Text) for row in rows):
        raise wrong('"rows" must be a list of rows', plan)
    due = plan.get("due", Map())
    first = plan.get("first", "")
    if not isinstance(due, Map) or not all(isinstance(v, Text) for v in due.values()):
        raise wrong('"due" must be a mapping of rows to times', plan)
    if not isinstance(first, str):
        raise wrong('"first" must be one row', plan)
    for row in [*rows, *due, *([first] if first else [])]:
        if row not in pack.clauses:
            raise wrong(f'there is no row "{row}".{did_you_mean(row, pack.clauses)}', row)
    return Expected(
        seraf=_expected_score(node.get("seraf"), wrong),
        rows=frozenset(map(str, rows)),
        first=str(first),
        due={str(row): str(when) for row, when in due.items()},
    )


def _expected_score(node: Any, wrong: Any) -> dict[str, int | None] | None:
    if node is None or node in ("null", "~", ""):
        return None
    if not isinstance(node, Map) or set(node) != {"score", "category"}:
        raise wrong('"seraf" is null or a mapping of score and category', node)
    found: dict[str, int | None] = {}
    for key, value in node.items():
        if value == "null":
            found[str(key)] = None
        elif isinstance(value, Text) and re.fullmatch("[0-9]{1,4}", value):
            found[str(key)] = int(value)
        else:
            raise wrong(f'"{key}" must be a whole number or null', value)
    return found
