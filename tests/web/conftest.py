"""One server for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.cases.packs import open_pack
from assistant.flow.model import Pack
from tests.web.clients import Forms
from tests.web.server import Server


@pytest.fixture(scope="session")
def pack() -> Pack:
    return open_pack()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("served") / "data") as found:
        yield found


@pytest.fixture
def forms(server: Server, pack: Pack) -> Forms:
    return Forms(server.url, pack)
