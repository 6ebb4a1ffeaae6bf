"""Compiled templates are kept and used again, and never stand in the way of a page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.web.render import environment


@pytest.fixture(autouse=True)
def _keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def drawn(folder: Path) -> str:
    return environment(str(folder)).get_template("page.html").render(name="a<b")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("__pycache__/*.cache"))


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Hello {{ name }}")
    assert drawn(tmp_path) == "Hello a&lt;b"
    (file,) = kept(tmp_path)
    written = file.stat().st_mtime_ns, file.read_bytes()
    assert drawn(tmp_path) == "Hello a&lt;b"
    assert (file.stat().st_mtime_ns, file.read_bytes()) == written


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Hello {{ name }}")
    drawn(tmp_path)
    (tmp_path / "page.html").write_text("Bye {{ name }}")
    assert drawn(tmp_path) == "Bye a&lt;b"


def test_what_is_kept_and_is_broken_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Hello {{ name }}")
    drawn(tmp_path)
    (file,) = kept(tmp_path)
    for broken in (b"", b"nothing of the kind", file.read_bytes()[:-20]):
        file.write_bytes(broken)
        assert drawn(tmp_path) == "Hello a&lt;b"


def test_a_page_is_drawn_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Hello {{ name }}")
    (tmp_path / "__pycache__").write_text("in the way")
    assert drawn(tmp_path) == "Hello a&lt;b"


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "page.html").write_text("Hello {{ name }}")
    assert drawn(tmp_path) == "Hello a&lt;b"
    assert kept(tmp_path) == []
