"""A case stays on the pack that it began with, and is offered today's with what it would change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.cases.packs import DEFAULT_PACK
from assistant.flow.model import Pack
from tests.web.clients import Forms, Socket
from tests.web.server import Server

pytestmark = pytest.mark.xdist_group("web-offer")
EARLIER = "Write down at once what you saw and heard"


def earlier_pack(folder: Path, pack: Pack) -> Path:
    """The pack with another text for one of its items."""
    shutil.copytree(DEFAULT_PACK, folder)
    words = pack.rule("write-it-down").do
    for path in (folder / "plan").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace(words, EARLIER), "utf-8")
    return folder


def test_a_newer_version_is_offered_and_taken(pack: Pack, tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    forms = Forms(server.url, pack)
    try:
        server.start(pack=earlier_pack(tmp_path / "earlier", pack))
        page = forms.begin(danger="no", task="worried")
        assert any(EARLIER in text for text in page.texts["todo"])
        assert "offer" not in page.texts
        server.stop()

        server.start()
        page = forms.get()
        assert any(EARLIER in text for text in page.texts["todo"]), "it stays as it began"
        assert f"It says otherwise {pack.rule('write-it-down').do}" in page.texts["offer"][0]
        assert f"version {pack.version}" in page.acts
        socket = Socket(server.url, forms.cookie, "websocket").connect()
        socket.resume()
        refused = socket.answer({"version": "000000000000"}, kind="version")
        assert not refused["ok"]
        assert socket.answer({"version": pack.version}, kind="version")["ok"]
        assert socket.parts["offer"].strip() == ""
        assert EARLIER not in socket.shown("todo")
        socket.close()
        page = forms.get()
        assert "offer" not in page.texts
        assert not any(EARLIER in text for text in page.texts["todo"])
        found = forms.act(page, "version 000000000000")
        assert found.status_code in (409, 422)
    finally:
        server.stop()
