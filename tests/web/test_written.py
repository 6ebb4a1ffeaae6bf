"""What goes over the line as JSON: with what is JSON already, and with what no JSON can hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec import Raw

from assistant.flow.yamltext import Text
from assistant.web.written import Json, read, write

VALUES: list[Any] = [
    {"ok": True, "parts": Raw(b'{"bar":"1 to do"}'), "seq": 3},
    {"ok": True, "parts": Raw(b'{"bar":"1 to do"}'), "words": "\ud800"},
    [{"fact": Text("age"), "words": "é"}, Raw(b"[1]"), None],
]


def plain(value: Any) -> Any:
    """The value without what is JSON already."""
    if isinstance(value, Raw):
        return json.loads(bytes(value))
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("value", VALUES)
def test_what_is_written_already_stands_as_if_it_had_been_written_here(value: Any) -> None:
    for text in (write(value).decode(), Json.dumps(value, separators=(",", ":"))):
        assert json.loads(text) == plain(value)
        assert ", " not in text


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(TypeError, match="object cannot be written"):
        write({"words": "\ud800", "what": object()})


@pytest.mark.parametrize("text", ['{"a":[1,2.5,null,"é"]}', '"\\ud800"', "NaN"])
def test_what_comes_is_read_as_json_reads_it(text: str) -> None:
    assert repr(read(text)) == repr(json.loads(text))


@pytest.mark.parametrize("text", ["", "{", '{"a":}', "[" * 30_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        read(text)
