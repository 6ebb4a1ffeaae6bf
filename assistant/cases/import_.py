"""An export -> a case of this installation, with a code and a token of its own; or nothing at all.

Every entry is checked as if it were sent now, against the version of the guide that the case went
by then. The texts of the guide that come with it are used only for a version that is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from assistant.cases.codes import new_code
from assistant.cases.exported import Exported, read_export
from assistant.cases.joining import new_case_id, new_token
from assistant.cases.kinds import KINDS, as_sent
from assistant.cases.log import BroughtIn, Case, Store
from assistant.cases.shelf import kept_pack
from assistant.cases.submission import Submission, wrong_shape
from assistant.engine.entries import VERSION, Entry, Refusal
from assistant.engine.replay import Engine
from assistant.flow.load.version import version_of
from assistant.flow.model import Pack
from assistant.flow.problems import PackProblems, Unreadable, did_you_mean


class Brought(Struct, frozen=True):
    """A case that was imported. `token` opens it; `packs` are the versions of the guide that
    it brought with it."""

    case: Case
    token: str
    entries: int
    packs: tuple[str, ...]


def import_case(
    store: Store, raw: bytes, name: str, today: Pack, now: datetime, *, again: bool = False
) -> Brought:
    """Keep the case in the export `raw`; on the disk for good when this returns.

    `name` is what the file is called, `today` the guide that is served here. Raises Unreadable with
    one line, AlreadyHere where this case is here and it is not to be kept `again`, or StoreFailed:
    nothing was written then.
    """
    found = read_export(raw, name)
    try:
        checked = _Checked(store, found, today)
        log = checked.log()
    except _Refused as error:
        raise Unreadable(f"{name}: {error}") from None
    case_id = new_case_id(now)
    case = Case(case_id, found.pack_id, found.pack_version, found.opened_at, new_code(), now)
    token = new_token()
    number = max((entry.holder for entry in log), default=0) + 1
    store.bring_in(BroughtIn(case, token, number, log, checked.lacking, again))
    came = tuple(version for version in checked.lacking if version != today.version)
    return Brought(case, token, len(log), came)


class _Refused(ValueError):
    """Why an export is not taken."""


class _Checked:
    """The entries as they would have been kept here. `lacking` are the packs to keep with them."""

    def __init__(self, store: Store, found: Exported, today: Pack) -> None:
        self.store = store
        self.found = found
        self.today = today
        self.lacking: dict[str, Mapping[str, str]] = {}
        self._engines: dict[str, Engine] = {}

    def log(self) -> tuple[Entry, ...]:
        engine = self._engine(self.found.pack_version)
        log: list[Entry] = []
        for entry in self.found.log:
            try:
                if entry.kind == VERSION:
                    engine = self._next(engine, entry)
                log.append(_check(engine, log, entry))
            except _Refused as error:
                raise _Refused(f"entry {entry.seq} ({entry.kind}): {error}") from None
        return tuple(log)

    def _next(self, engine: Engine, entry: Entry) -> Engine:
        version = entry.value.get("version")
        if not isinstance(version, str):
            raise _Refused('"value" must be {"version": a version}')
        if version == engine.pack.version:
            raise _Refused("the case goes by that version of the guide already")
        return self._engine(version)

    def _engine(self, version: str) -> Engine:
        if version not in self._engines:
            pack = self._pack(version)
            if pack.id != self.found.pack_id:
                raise _Refused(
                    f'version {version} is of the guide "{pack.id}", and the case is said to be of'
                    f' "{self.found.pack_id}"'
                )
            self._engines[version] = Engine(pack)
        return self._engines[version]

    def _pack(self, version: str) -> Pack:
        if version == self.today.version:
            texts, kept = self.today.texts, self._kept(version) is not None
        elif (own := self._kept(version)) is not None:
            texts, kept = own, True
        else:
            texts, kept = self._travelled(version), False
        if not kept:
            self.lacking[version] = dict(texts)
        if version == self.today.version:
            return self.today
        try:
            return kept_pack(texts, version, self.today)
        except (PackProblems, Unreadable) as error:
            first = str(error).partition("\n")[0]
            raise _Refused(
                f"version {version} of the guide cannot be read by this Waypost: {first}"
            ) from None

    def _kept(self, version: str) -> Mapping[str, str] | None:
        try:
            return self.store.pack_texts(version)
        except KeyError:
            return None

    def _travelled(self, version: str) -> Mapping[str, str]:
        """The texts that came with the case. They must be what their name says: a version stands
        for its content."""
        texts = self.found.packs.get(version)
        if texts is None:
            raise _Refused(
                f'the case goes by version {version} of the guide "{self.found.pack_id}", which is'
                " not kept here and does not come with the file. Export the case again with its"
                " guide (without --no-pack), or serve that version here once"
                " (run.py serve --pack FOLDER), then import it again"
            )
        if (really := version_of(texts)) != version:
            raise _Refused(
                f"the texts that come with it as version {version} of the guide are not that"
                f" version: they are {really}"
            )
        return texts


def _check(engine: Engine, log: Sequence[Entry], entry: Entry) -> Entry:
    check = KINDS.get(entry.kind)
    if check is None:
        raise _Refused(
            f"there is no such kind of entry here.{did_you_mean(entry.kind, KINDS)} It may come"
            " from a later Waypost: bring this one up to date, then import it again"
        )
    checked = sent = as_sent(engine, log, entry)
    if isinstance(sent, Entry):
        shape = Submission("shape-only", sent.kind, sent.step, sent.value, sent.by, 0)
        checked = wrong_shape(shape) or check(engine, log, sent)
    if isinstance(checked, Refusal):
        about = f'"{checked.fact}": ' if checked.fact else ""
        raise _Refused(f"{about}{checked.message}")
    # Who said it is as it was said then.
    checked = replace(checked, by=entry.by)
    if checked != entry:
        raise _Refused("this is not how Waypost writes such an entry")
    return checked
