"""Browser tests run where a browser is; in CI its absence is a failure, elsewhere a skip."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

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
