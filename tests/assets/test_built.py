"""What is committed in static/built is what static/src makes, byte for byte."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES, BUILT = ROOT / "static" / "src", ROOT / "static" / "built"
NAMES = {"waypost.css", "waypost.js", "warning.js", "licences.txt"}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything built again, from a clean copy and the locked packages."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("Node is not here")
    copy = tmp_path_factory.mktemp("assets")
    shutil.copytree(
        SOURCES, copy, ignore=shutil.ignore_patterns("node_modules"), dirs_exist_ok=True
    )
    fetched = subprocess.run(
        ["npm", "ci", "--silent"], cwd=copy, capture_output=True, text=True, timeout=240
    )
    if fetched.returncode:
        pytest.skip(f"npm ci cannot fetch what the lock names: {fetched.stderr.strip()[-200:]}")
    subprocess.run(["node", "build.mjs", "again"], cwd=copy, check=True, timeout=120)
    return copy / "again"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_building_again_gives_the_same_bytes(rebuilt: Path, name: str) -> None:
    assert (rebuilt / name).read_bytes() == (BUILT / name).read_bytes(), "run: make assets"


def test_nothing_else_is_built(rebuilt: Path) -> None:
    assert {path.name for path in BUILT.iterdir()} == NAMES
    assert {path.name for path in rebuilt.iterdir()} == NAMES


def test_the_lock_pins_every_package_and_names_no_address() -> None:
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    packages = {name: row for name, row in lock["packages"].items() if name}
    assert packages
    assert [
        name for name, row in packages.items() if not row["integrity"].startswith("sha512-")
    ] == []
    assert [name for name, row in packages.items() if "resolved" in row] == []
    own = json.loads((SOURCES / "package.json").read_text())["devDependencies"]
    assert [
        version for version in own.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ] == []


def test_the_style_brings_no_letters_and_asks_no_host() -> None:
    style = (BUILT / "waypost.css").read_text()
    assert "@font-face" not in style
    assert "GDS" not in style
    assert "url(" not in style
    assert "@import" not in style


def test_every_class_of_gov_uk_that_a_page_uses_is_built() -> None:
    sources = [*(ROOT / "templates").glob("*.html"), *(SOURCES / "js").glob("**/*.js")]
    used = {
        name
        for path in sources
        for name in re.findall(r"govuk-[a-z][a-z-]*(?:__[a-z-]+)?(?:--[a-z]+)?", path.read_text())
    }
    built = set(re.findall(r"\.(govuk-[\w-]+)", (BUILT / "waypost.css").read_text()))
    assert used
    assert used <= built


def test_every_licence_that_is_due_is_there() -> None:
    licences = (BUILT / "licences.txt").read_text()
    for name in ("waypost.css", "waypost.js"):
        first = (BUILT / name).read_text().splitlines()[0]
        named = re.findall(r"([@\w./-]+) (\d+\.\d+\.\d+) \(MIT\)", first)
        assert named
        for package, version in named:
            assert f"{package} {version} (MIT)" in licences
    assert "Permission is hereby granted" in licences
