"""A case stays on the pack it began with; only the numbers to ring are today's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.cases.import_ import import_case
from assistant.cases.log import Case, Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import PackLost, Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.flow.load import load_pack
from tests.store.exports import exported, raw
from tests.store.talking import go_on


def changed(engine: Engine, **texts: tuple[str, str]) -> Engine:
    """The engine of the same pack with a text of a file changed, as a later version."""
    files = dict(engine.pack.texts)
    for name, (old, new) in texts.items():
        file = f"{name}.yaml"
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1)
    return Engine(load_pack(files))


@pytest.fixture(scope="module")
def later(engine: Engine) -> Engine:
    """A later version with another title and other numbers."""
    return changed(
        engine,
        pack=("title: Missing, exploited", "title: Lost, exploited"),
        contacts=("name: Police", "name: The police today"),
    )


def test_a_case_goes_on_with_the_version_it_began_with(
    engine: Engine, later: Engine, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "data")
    service = Service(store, Shelf(engine, store))
    case_id = service.open()
    before = go_on(service, case_id, 4).turn
    store.close()

    store = SqliteStore(tmp_path / "data")
    service = Service(store, Shelf(later, store))
    turn = service.turn(case_id)
    assert turn.engine.pack.version == engine.pack.version != later.pack.version
    assert turn.engine.pack.title == engine.pack.title
    assert turn.log == before.log
    assert turn.position == before.position
    go_on(service, case_id)
    assert service.turn(service.open()).engine is later
    store.close()


def test_an_older_version_rings_todays_numbers(engine: Engine, later: Engine, store: Store) -> None:
    store.keep_pack(engine.pack.version, engine.pack.texts)
    older = Shelf(later, store).engine(engine.pack.version)
    assert older.pack.version == engine.pack.version
    assert older.pack.contacts["police"].name.startswith("The police today")
    others = [name for name in engine.pack.contacts if name != "police"]
    assert others
    assert all(older.pack.contacts[name] == engine.pack.contacts[name] for name in others)
    assert older.pack.contacts["police"].service == engine.pack.contacts["police"].service
    assert older.pack.texts["contacts.yaml"] == later.pack.texts["contacts.yaml"]
    assert older.pack.texts["pack.yaml"] == engine.pack.texts["pack.yaml"]


@pytest.mark.parametrize("brought", [False, True], ids=["kept here", "brought by an import"])
def test_an_open_case_has_todays_numbers_papers_and_notes_wherever_it_began(
    engine: Engine, later: Engine, brought: bool
) -> None:
    then = {
        **engine.pack.texts,
        "documents.yaml": "documents: []\n",  # a later Waypost wants more words than these
        "since.yaml": "title: Notes of long ago\n",
        "contacts.yaml": engine.pack.texts["contacts.yaml"].replace("'101'", "'0000'"),
    }
    assert then["contacts.yaml"] != engine.pack.texts["contacts.yaml"]
    store = MemoryStore()
    store.keep_pack(engine.pack.version, then)
    service = Service(store, Shelf(later, store))
    case = Case("secret", engine.pack.id, engine.pack.version, datetime.now(LONDON), "KKKKKKKKKK")
    store.open_case(case, holder := "a-token")
    if brought:
        raw_export = raw(exported(store, holder))
        store = MemoryStore()
        holder = import_case(store, raw_export, "x.json", later.pack, case.opened_at).token
        assert store.pack_texts(engine.pack.version) == then  # as it came, to be handed on
        service = Service(store, Shelf(later, store))
    pack = service.turn(holder).engine.pack

    assert pack.version == engine.pack.version != later.pack.version
    assert pack.documents == later.pack.documents
    assert pack.since.entries == later.pack.since.entries
    assert pack.directory.lines == later.pack.directory.lines
    assert pack.contacts["police"].name.startswith("The police today")


def test_a_case_of_another_guide_has_what_is_that_guides_own(engine: Engine, store: Store) -> None:
    text = engine.pack.texts["pack.yaml"].replace("id: met-2013", "id: another", 1)
    other = load_pack({**engine.pack.texts, "pack.yaml": text})
    store.keep_pack(other.version, other.texts)
    store.keep_pack("unread", {**other.texts, "documents.yaml": "documents: []\n"})
    shelf = Shelf(engine, store)

    found = shelf.engine(other.version).pack
    assert (found.id, found.documents, found.since.entries) == (
        "another",
        other.documents,
        other.since.entries,
    )
    # Papers that cannot be read are no reason to lose the case.
    assert shelf.engine("unread").pack.documents.kinds == ()


def test_new_numbers_alone_make_no_new_version(engine: Engine, store: Store) -> None:
    Shelf(engine, store)
    renamed = changed(engine, contacts=("name: Police", "name: The police today"))
    shelf = Shelf(renamed, store)
    assert renamed.pack.version == engine.pack.version
    assert shelf.engine(engine.pack.version) is renamed
    kept = store.pack_texts(engine.pack.version)["contacts.yaml"]
    assert "The police today" in kept


def test_older_engines_are_kept_ready_but_only_so_many(
    engine: Engine, later: Engine, store: Store
) -> None:
    third = changed(engine, pack=("title: Missing, exploited", "title: Third, exploited"))
    for other in (engine, third):
        store.keep_pack(other.pack.version, other.pack.texts)
    shelf = Shelf(later, store, older_kept=1)
    first = shelf.engine(engine.pack.version)
    assert shelf.engine(engine.pack.version) is first
    shelf.engine(third.pack.version)
    assert shelf.engine(engine.pack.version) is not first
    assert shelf.engine(later.pack.version) is later


def test_a_version_that_is_not_there_or_is_broken_is_said(engine: Engine, store: Store) -> None:
    shelf = Shelf(engine, store)
    store.keep_pack("broken", {"pack.yaml": "nothing: here"})
    store.keep_pack("unread", {"pack.yaml": "a: b: c: ["})
    for version, words in {
        "absent": "not kept here",
        "broken": "can no longer be read",
        "unread": "can no longer be read",
    }.items():
        with pytest.raises(PackLost, match=words) as lost:
            shelf.engine(version)
        assert "\n" not in str(lost.value)


def test_a_version_keeps_its_name_when_versions_are_counted_anew(
    engine: Engine, later: Engine, store: Store
) -> None:
    store.keep_pack("counted-otherwise", engine.pack.texts)
    older = Shelf(later, store).engine("counted-otherwise")
    assert older.pack.version == "counted-otherwise"
    assert older.pack.title == engine.pack.title
