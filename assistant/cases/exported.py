"""The file of an export -> values of the right shape, or one line that says what is wrong.

Nothing is believed: not the size, not the text, not the shape. What the entries say is for
`import_`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from msgspec import Struct

from assistant.cases.export import DIGEST, FORMAT, MARK, digest
from assistant.engine.due import LONDON
from assistant.engine.entries import Entry
from assistant.flow.load.pack import MAX_FILES
from assistant.flow.problems import Unreadable, did_you_mean

MAX_BYTES = 8 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_PACKS = 20
MAX_HOLDER = 1_000
_WHOLE = (MARK, "exported_at", "case", "log", "packs", DIGEST)
_CASE = ("pack", "version", "opened_at")
_ENTRY = ("seq", "kind", "step", "value", "by", "at", "holder")
_NAME = re.compile(r"[a-z0-9_-]{1,64}")
_VERSION = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TIME = re.compile(
    r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?[+-]\d\d:\d\d", re.ASCII
)  # what fromisoformat takes beside it is not what we write
_FILE_LENGTH = 200


class Exported(Struct, frozen=True):
    """What an export holds. `packs` are texts by version; times are aware, in Europe/London."""

    pack_id: str
    pack_version: str
    opened_at: datetime
    log: tuple[Entry, ...]
    packs: Mapping[str, Mapping[str, str]]


def read_bytes(stream: BinaryIO, name: str) -> bytes:
    """What a stream holds, which may never end. Raises Unreadable where that is too much."""
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            f"{name}: larger than {MAX_BYTES // 1024 // 1024} MB, which no export of a case is"
        )
    return raw


def read_export(raw: bytes, name: str) -> Exported:
    """The export in `raw`. Raises Unreadable with one line that begins with `name`."""
    try:
        return _read(_json(raw))
    except _Wrong as error:
        raise Unreadable(f"{name}: {error}") from None


class _Wrong(ValueError):
    """What is wrong with the file."""


def _json(raw: bytes) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _Wrong("the file is not UTF-8 text") from None
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise _Wrong("the file ends in the middle; copy it again, whole") from None
        raise _Wrong(f"not JSON, at line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise _Wrong("lists and objects lie too deep in one another") from None
    except _Wrong:
        raise
    except ValueError:  # a number of thousands of digits
        raise _Wrong("a number in it is too large") from None
    if not isinstance(found, dict) or MARK not in found:
        raise _Wrong(f'not an export of a case: it has no "{MARK}"')
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise _Wrong(f'the key "{twice[:40]}" stands twice in one object')
    return found


def _no_constant(text: str) -> object:
    raise _Wrong(f"{text} is no number")


def _read(found: dict[str, Any]) -> Exported:
    number = found[MARK]
    if type(number) is not int or number < 1:
        raise _Wrong(f'"{MARK}" must be the number of a format, such as {FORMAT}')
    if number > FORMAT:
        raise _Wrong(
            f"written by a later Waypost, in format {number}; this one reads format {FORMAT}."
            " Bring this Waypost up to date, then import it again"
        )
    _keys(found, _WHOLE, "the export")
    if found[DIGEST] != digest(found):
        raise _Wrong(
            f'what it holds is not what its "{DIGEST}" was made from: it was changed or damaged'
            " after it was exported. Export the case again"
        )
    _time(found["exported_at"], '"exported_at"')
    case = _object(found["case"], '"case"')
    _keys(case, _CASE, '"case"')
    return Exported(
        pack_id=_text(case["pack"], _NAME, '"case": "pack"'),
        pack_version=_text(case["version"], _VERSION, '"case": "version"'),
        opened_at=_time(case["opened_at"], '"case": "opened_at"'),
        log=_log(found["log"]),
        packs=_packs(found["packs"]),
    )


def _log(found: object) -> tuple[Entry, ...]:
    if not isinstance(found, list):
        raise _Wrong('"log" must be a list of entries')
    if len(found) > MAX_ENTRIES:
        raise _Wrong(f'"log" may have at most {MAX_ENTRIES} entries, it has {len(found)}')
    return tuple(_entry(item, seq) for seq, item in enumerate(found, 1))


def _entry(item: object, seq: int) -> Entry:
    where = f"entry {seq}"
    entry = _object(item, where)
    _keys(entry, _ENTRY, where)
    if type(entry["seq"]) is not int or entry["seq"] != seq:
        raise _Wrong(f'{where}: "seq" must be {seq}: entries are numbered 1, 2, 3 in their order')
    holder = entry["holder"]
    if type(holder) is not int or not 1 <= holder <= MAX_HOLDER:
        raise _Wrong(f'{where}: "holder" must be a whole number from 1 to {MAX_HOLDER}')
    return Entry(
        seq=seq,
        kind=_text(entry["kind"], _NAME, f'{where}: "kind"'),
        step=_text(entry["step"], _NAME, f'{where}: "step"', empty=True),
        value=dict(_object(entry["value"], f'{where}: "value"')),
        by=_text(entry["by"], _NAME, f'{where}: "by"', empty=True),
        at=None if entry["at"] is None else _time(entry["at"], f'{where}: "at"'),
        holder=holder,
    )


def _packs(found: object) -> Mapping[str, Mapping[str, str]]:
    packs = _object(found, '"packs"')
    if len(packs) > MAX_PACKS:
        raise _Wrong(f'"packs" may have at most {MAX_PACKS} versions, it has {len(packs)}')
    for version, files in packs.items():
        where = f'"packs": "{_text(version, _VERSION, "a version in packs")}"'
        texts = _object(files, where)
        if not 1 <= len(texts) <= MAX_FILES:
            raise _Wrong(f"{where}: a guide has from 1 to {MAX_FILES} files")
        for file, text in texts.items():
            if not 1 <= len(file) <= _FILE_LENGTH or not _is_text(file):
                raise _Wrong(f"{where}: a file has no proper name")
            if not _is_text(text):
                raise _Wrong(f'{where}: "{file[:60]}" must be a text')
    return packs


def _keys(found: Mapping[str, object], allowed: Iterable[str], where: str) -> None:
    allowed = tuple(allowed)
    for key in found:
        if key not in allowed:
            hint = did_you_mean(key[:60], allowed)
            raise _Wrong(f'{where}: there is no key "{key[:60]}" here.{hint}')
    for key in allowed:
        if key not in found:
            raise _Wrong(f'{where}: the key "{key}" is missing')


def _object(found: object, where: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _Wrong(f"{where} must be an object")
    return found


def _text(found: object, pattern: re.Pattern[str], where: str, *, empty: bool = False) -> str:
    if isinstance(found, str) and (pattern.fullmatch(found) or (empty and not found)):
        return found
    signs = "letters, digits" if pattern is _VERSION else "small letters, digits"
    raise _Wrong(f'{where} must be a text of at most 64 {signs}, "-" or "_"')


def _time(found: object, where: str) -> datetime:
    if isinstance(found, str) and _TIME.fullmatch(found):
        try:
            return datetime.fromisoformat(found).astimezone(LONDON)
        except (ValueError, OverflowError):
            pass
    raise _Wrong(f"{where} must be a time such as 2026-11-23T21:05:00+00:00")


def _is_text(text: object) -> bool:
    """A text that a database and a page can hold: half a surrogate pair is none."""
    if not isinstance(text, str):
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
