"""The engines, by the version of their pack: a case goes on with the version it began with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from weakref import WeakSet

from msgspec.structs import replace

from assistant.cases.log import Store
from assistant.engine.replay import Engine
from assistant.flow.load import load_pack
from assistant.flow.load.since import fitted
from assistant.flow.load.version import CONTACTS, is_todays, outside_version
from assistant.flow.model import Contact, Pack
from assistant.flow.problems import PackProblems, Unreadable

OLDER_KEPT = 4


class PackLost(Exception):
    """The version that a case began with is not in the store, or can no longer be read."""


class Shelf:
    """Today's engine, and older ones rebuilt from the texts in the store, the last few kept ready.

    Raises StoreFailed where today's texts cannot be kept.
    """

    def __init__(self, current: Engine, store: Store, older_kept: int = OLDER_KEPT) -> None:
        store.keep_pack(current.pack.version, current.pack.texts)
        self.current = current
        self._store = store
        self._older = lru_cache(maxsize=older_kept)(self._rebuild)
        self._rebuilt: WeakSet[Engine] = WeakSet()

    def engine(self, version: str) -> Engine:
        """The engine of a version, with today's contacts and what has changed since.

        Raises PackLost or StoreFailed.
        """
        if version == self.current.pack.version:
            return self.current
        return self._older(version)

    def forget(self) -> None:
        """Let no engine remember what was said to it."""
        for engine in (self.current, *self._rebuilt):
            engine.met.forget()

    def _rebuild(self, version: str) -> Engine:
        try:
            pack = kept_pack(self._store.pack_texts(version), version, self.current.pack)
        except KeyError:
            raise PackLost(f"Version {version} of the pack is not kept here") from None
        except (PackProblems, Unreadable) as error:
            first = str(error).partition("\n")[0]
            raise PackLost(
                f"Version {version} of the pack can no longer be read: {first}"
            ) from error
        engine = Engine(pack)
        self._rebuilt.add(engine)
        return engine


def kept_pack(texts: Mapping[str, str], version: str, today: Pack) -> Pack:
    """The pack of a version that is kept, or comes with a case, as it is used here and now.

    A version of today's guide has today's numbers, papers and notes of what has changed; another
    guide has its own. Raises PackProblems or Unreadable.
    """
    # Kept under the name it was kept by: a later Waypost may count versions in another way.
    return as_today(replace(_read(texts, today), version=version), today)


def _read(texts: Mapping[str, str], today: Pack) -> Pack:
    """The pack as it was. What its numbers, papers and notes said is no reason to lose a case."""
    bare = {name: text for name, text in texts.items() if not is_todays(name)}
    try:
        pack = load_pack(bare)
    except PackProblems:
        with suppress(PackProblems, Unreadable):
            pack = load_pack({**bare, CONTACTS: today.texts[CONTACTS]})
            if pack.id == today.id:
                return pack
        raise
    if pack.id != today.id:
        with suppress(PackProblems, Unreadable):
            return load_pack(texts)
    return pack


def as_today(older: Pack, today: Pack) -> Pack:
    """The older pack with today's numbers, papers, and what is known to have changed since.

    A contact that is no longer there stays as it was.
    """
    if older.id != today.id:
        return older
    outside = {name: text for name, text in today.texts.items() if outside_version(name)}
    contacts = {name: _as_today(c, today.contacts) for name, c in older.contacts.items()}
    # Today's lines may lead on to a contact that the older pack does not have.
    everybody = {**today.directory.contacts, **contacts}
    lost = tuple(line for line in older.directory.lines if line.contact not in today.contacts)
    directory = replace(today.directory, contacts=everybody, lines=(*today.directory.lines, *lost))
    return replace(
        older,
        contacts=contacts,
        directory=directory,
        texts={**older.texts, **outside},
        since=fitted(today.since, older),
        documents=today.documents,
    )


def _as_today(contact: Contact, today: Mapping[str, Contact]) -> Contact:
    # Service and clauses are ids of the older pack, and today's may not be among them.
    now = today.get(contact.id)
    return replace(now, service=contact.service, clauses=contact.clauses) if now else contact
