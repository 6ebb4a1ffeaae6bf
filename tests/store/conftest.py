"""A fresh store of each kind, and a service over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.cases.log import Store
from assistant.cases.memory import MemoryStore
from assistant.cases.service import Service
from assistant.cases.shelf import Shelf
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from tests.core import conversation


class Clock:
    """A clock that goes on by one second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 21, 5, tzinfo=LONDON)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The protocol's engine."""
    return conversation.engine()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each kind of store in turn, with nothing in it."""
    kept: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "data")
    yield kept
    kept.close()


@pytest.fixture
def service(store: Store, engine: Engine) -> Service:
    """A service over that store."""
    return Service(store, Shelf(engine, store), Clock())
