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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one of several workers
        items[:] = spread(items)
    wanted = [item for item in items if item.get_closest_marker("browser")]
    if not wanted or os.environ.get("CI") == "true":
        return
    check = [str(ROOT / ".ci" / "browser"), "--check"]
    if subprocess.run(check, check=False, stdout=subprocess.DEVNULL).returncode:
        skip = pytest.mark.skip(reason="no browser here: make browser")
        for item in wanted:
            item.add_marker(skip)


def spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """The order in which workers take up tests: what waits for a server or a browser stands between
    what does not, and what is longest first, so that no processor idles and nothing long is last.

    Each file goes to one worker, so that what its tests have in common is made once. Those of the
    commands have nothing in common, go singly, and fill up the end.
    """
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    waiting, busy, single = list[list[pytest.Item]](), list[list[pytest.Item]](), []
    for path, found in files.items():
        if any(item.get_closest_marker("xdist_group") for item in found):
            waiting.append(found)
        elif path.parent.name == "cli":
            single += found
        else:
            for item in found:
                item.add_marker(pytest.mark.xdist_group(path.relative_to(ROOT).as_posix()))
            busy.append(found)
    waiting.sort(key=len, reverse=True)
    each = [(at / len(found), unit) for found in (waiting, busy) for at, unit in enumerate(found)]
    each.sort(key=lambda one: one[0])
    return [item for _, unit in each for item in unit] + single


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
