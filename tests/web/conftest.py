"""A conversation by forms with the server that runs."""

from __future__ import annotations

import pytest

from assistant.flow.model import Pack
from tests.web.clients import Forms
from tests.web.server import Server


@pytest.fixture
def forms(server: Server, pack: Pack) -> Forms:
    return Forms(server.url, pack)
