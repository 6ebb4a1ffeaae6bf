"""What tests share; and browser tests run where a browser is: in CI its absence is a failure,
elsewhere a skip.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.flow.model import Pack
from tests.core.conversation import engine
from tests.web.server import Server

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wanted = [item for item in items if item.get_closest_marker("browser")]
    if not wanted or os.environ.get("CI") == "true":
        return
    check = [str(ROOT / ".ci" / "browser"), "--check"]
    if subprocess.run(check, check=False, stdout=subprocess.DEVNULL).returncode:
        skip = pytest.mark.skip(reason="no browser here: make browser")
        for item in wanted:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return engine().pack


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("served") / "data") as found:
        yield found


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A running server, which is left running. Files of tests share it, as each opens cases of its
    own. One that says `OWN_SERVER = True` has one for itself: it looks at all that a server has
    written, or at what it does when many come.
    """
    if getattr(request.module, "OWN_SERVER", False):
        with Server(tmp_path_factory.mktemp("served") / "data") as found:
            yield found
    else:
        yield request.getfixturevalue("_shared")
