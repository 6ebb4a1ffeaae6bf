"""A case goes from one installation to another whole, and its file holds no way into the first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assistant.cases.export import SCHEMA, export_text
from assistant.cases.import_ import import_case
from assistant.cases.kinds import KINDS
from assistant.cases.log import NoSuchCase, Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service, Turn
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.engine.replay import Engine
from assistant.flow.problems import Unreadable
from tests.store.exports import AT, changed, exported, full_case, later, raw
from tests.store.talking import go_on


@pytest.fixture(scope="module")
def today(engine: Engine) -> Engine:
    """A later version than the case begins with."""
    return later(engine)


@pytest.fixture
def begun(store: Store, engine: Engine, today: Engine) -> tuple[Store, str]:
    """The store with a case that has every kind of entry, and a token for it."""
    return store, full_case(store, engine, today)


def seen(turn: Turn) -> list[object]:
    """What a person sees of a case and acts upon."""
    return [
        turn.log,
        turn.position,
        [(item.id, item.text, item.due) for item in turn.plan.items],
        turn.deeds,
        turn.case.opened_at,
        turn.case.pack_version,
    ]


def test_the_case_has_every_kind_of_entry_that_there_is(begun: tuple[Store, str]) -> None:
    store, holder = begun
    assert {entry["kind"] for entry in exported(store, holder)["log"]} == set(KINDS)


def test_another_installation_shows_the_same_and_goes_on(
    begun: tuple[Store, str], today: Engine, tmp_path: Path
) -> None:
    store, holder = begun
    before = Service(store, Shelf(today, store)).turn(holder)
    other = SqliteStore(tmp_path / "other")
    brought = import_case(other, raw(exported(store, holder)), "x.json", today.pack, AT)
    assert brought.entries == before.seq
    assert brought.packs == (before.case.pack_version,)
    other.close()
    other = SqliteStore(tmp_path / "other")
    service = Service(other, Shelf(today, other))
    after = service.turn(brought.token)
    assert seen(after) == seen(before)
    assert after.case.code != before.case.code
    assert after.holder.number == 3
    if not after.position.done:
        go_on(service, brought.token)
    joined = service.join(brought.case.code, "police", "192.0.2.1")
    assert service.turn(joined).holder.number == 4
    other.close()


def test_twice_there_and_back_is_the_same_but_for_the_hour(
    begun: tuple[Store, str], today: Engine
) -> None:
    store, holder = begun
    first = exported(store, holder)
    other = MemoryStore()
    brought = import_case(other, raw(first), "x.json", today.pack, AT)
    again = exported(other, brought.token)
    back = import_case(store, raw(again), "x.json", today.pack, AT, again=True)
    assert first == again == exported(store, back.token)
    assert store.held(holder)[0].id != back.case.id


def test_the_file_holds_no_code_and_no_token(begun: tuple[Store, str]) -> None:
    store, holder = begun
    case = store.held(holder)[0]
    text = export_text(exported(store, holder))
    assert not [secret for secret in (case.id, case.code, holder) if secret in text]
    assert "token-0" not in text


def test_without_the_guide_it_goes_only_where_the_guide_is(
    begun: tuple[Store, str], engine: Engine, today: Engine
) -> None:
    store, holder = begun
    without = exported(store, holder, with_pack=False)
    assert without["packs"] == {}
    assert len(raw(without)) < 10_000
    other = MemoryStore()
    with pytest.raises(Unreadable, match=engine.pack.version) as refused:
        import_case(other, raw(without), "x.json", today.pack, AT)
    assert "without --no-pack" in str(refused.value)
    assert "run.py serve --pack FOLDER" in str(refused.value)
    other.keep_pack(engine.pack.version, engine.pack.texts)
    brought = import_case(other, raw(without), "x.json", today.pack, AT)
    assert other.log(brought.case.id) == store.log(store.held(holder)[0].id)
    assert brought.packs == ()


def test_a_guide_that_is_kept_is_not_replaced_by_the_one_that_comes(
    begun: tuple[Store, str], engine: Engine, today: Engine
) -> None:
    store, holder = begun
    version = engine.pack.version
    contacts = {**engine.pack.texts, "contacts.yaml": "contacts: {}\n"}

    def put(export: dict[str, Any]) -> None:
        export["packs"][version] = contacts

    other = MemoryStore()
    other.keep_pack(version, engine.pack.texts)
    import_case(other, changed(exported(store, holder), put), "x.json", today.pack, AT)
    assert other.pack_texts(version) == engine.pack.texts


def test_a_guide_that_is_lost_does_not_keep_a_case_from_being_exported(
    begun: tuple[Store, str], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, holder = begun
    whole = exported(store, holder)

    def lost(version: str) -> dict[str, str]:
        raise KeyError(version)

    monkeypatch.setattr(store, "pack_texts", lost)
    found = exported(store, holder)
    assert found["log"] == whole["log"]
    assert found["packs"] == {}


def test_an_export_is_as_the_schema_says(begun: tuple[Store, str]) -> None:
    store, holder = begun
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for with_pack in (True, False):
        jsonschema.validate(exported(store, holder, with_pack=with_pack), schema)


def test_a_case_in_which_nothing_was_said(store: Store, engine: Engine) -> None:
    holder = Service(store, Shelf(engine, store)).open()
    brought = import_case(MemoryStore(), raw(exported(store, holder)), "x.json", engine.pack, AT)
    assert (brought.entries, brought.packs) == (0, ())


def test_a_case_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NoSuchCase):
        exported(store, "nobody")
