"""`run.py suggest`."""

from __future__ import annotations

import io
import json
import sys

import pytest

from assistant.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    said = capsys.readouterr()
    return code, said.out, said.err


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_one_text_as_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "suggest", "her boyfriend is 25")
    assert (code, err) == (0, "")
    assert "cse_indicators: older_partner" in out


def test_one_text_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "suggest", "her boyfriend is 25", "--json")
    found = json.loads(out)
    assert code == 0
    assert all(set(each) == {"fact", "value", "text", "score"} for each in found)
    assert ("cse_indicators", "older_partner") in {(e["fact"], e["value"]) for e in found}


def test_nothing_close_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "suggest", "hello")[:2] == (
        0,
        "Nothing in the lists is close to that. Try other words, one thing at a time.\n",
    )
    assert run(capsys, "suggest", "hello", "--json")[1] == "[]\n"


def test_a_text_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed(
        monkeypatch, b"her boyfriend is 25\n\nhello\r\n\xff\xfe\n" + b"a" * 3000 + b"\nno drugs\n"
    )
    code, out, err = run(capsys, "suggest", "-")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [bool(line) for line in lines] == [True, False, False, False, False, False]
    assert err.splitlines() == [
        "line 4: this is not UTF-8 text",
        "line 5: that is too long. At most 2000 letters at a time.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["suggest", "  "], "the text: nothing is written there"),
        (["suggest", "a" * 100_000], "the text: that is too long"),
        (["suggest", "a phone", "--pack", "/nowhere"], "there is no such folder"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def no_net(*_: object) -> None:
        raise AssertionError("it went to the net")

    monkeypatch.setattr(socket.socket, "connect", no_net)
    from assistant.words import meaning

    meaning._tokenizer.cache_clear()
    meaning._weights.cache_clear()
    assert meaning.embed(["a phone"]).shape == (1, 256)
    assert "wordllama" not in sys.modules  # what could fetch is not even imported
