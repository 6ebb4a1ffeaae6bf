"""Folders and files that no author meant: one line, exit code 2, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.flow.load.pack import MAX_FILES
from tests.flows.packs import BASE, broken, said

NOW = "plan/now.yaml"


def held(content: bytes) -> Callable[[Path], Path]:
    def write(pack: Path) -> Path:
        (pack / NOW).write_bytes(content)
        return pack

    return write


def folder_as_file(pack: Path) -> Path:
    (pack / NOW).unlink()
    (pack / NOW).mkdir()
    return pack


def link_to_itself(pack: Path) -> Path:
    (pack / NOW).unlink()
    (pack / NOW).symlink_to("now.yaml")
    return pack


def many_files(pack: Path) -> Path:
    for number in range(MAX_FILES):
        (pack / f"{number}.yaml").write_text("a: b", encoding="utf-8")
    return pack


def empty_folder(pack: Path) -> Path:
    (pack / "empty").mkdir()
    return pack / "empty"


TABLE = {
    "10 MB": (held(b"# x\n" * 2_500_000), f"{NOW}: the file is larger than 256 KB"),
    "bytes": (held(bytes(range(256))), f"{NOW}: the file is not UTF-8 text"),
    "a null": (
        held(b"title: a\0b\n"),
        f"{NOW}: not YAML: it is not a text: it holds control characters",
    ),
    "Latin-1": (held("title: Café\n".encode("latin-1")), f"{NOW}: the file is not UTF-8 text"),
    "UTF-16": (held("title: Now\n".encode("utf-16")), f"{NOW}: the file is not UTF-8 text"),
    "5,000 brackets": (held(b"a: " + b"[" * 5000), f"{NOW}:1: nested more than 50 deep"),
    "100 mappings deep": (
        held(b"".join(b" " * depth + b"a:\n" for depth in range(100))),
        f"{NOW}:51: nested more than 50 deep",
    ),
    "a folder in place of a file": (folder_as_file, f"{NOW}: Is a directory"),
    "a link to itself": (link_to_itself, f"{NOW}: Too many levels of symbolic links"),
    "too many files": (many_files, "a pack may have at most 100 files"),
    "an empty folder": (empty_folder, "{}: there are no .yaml files in this folder"),
    "no folder": (
        lambda pack: pack / "nowhere",
        "{}: there is no such folder",
    ),
    "a file in place of the folder": (
        lambda pack: pack / "pack.yaml",
        "{}: this is a file; give the folder of a pack",
    ),
}


@pytest.mark.parametrize(("spoil", "line"), TABLE.values(), ids=TABLE)
def test_nothing_can_be_read(spoil: Callable[[Path], Path], line: str, tmp_path: Path) -> None:
    folder = spoil(broken(tmp_path / "pack", []))

    assert said(folder) == (2, [], [line.format(folder)])


NOT_DEEP = "frontline: role is frontline or role is unknown\nat_risk: child and any signs\n"
DEEP = {
    "5,000 brackets": (
        f"child: {'(' * 5000}age < 18{')' * 5000}\n",
        'conditions: "child": a condition may have at most 2000 characters',
    ),
    "400 nots": (
        f"child: {'not ' * 400}age < 18\n",
        'conditions: "child": brackets and nots may be nested 20 deep at most',
    ),
    "a chain of 5,000 names": (
        "child: c5000\nc0: age < 18\n" + "".join(f"c{n}: c{n - 1}\n" for n in range(1, 5001)),
        "rests on a chain of more than 60 names, one on another",
    ),
    "the same chain from its other end": (
        "child: c5000\nc0: age < 18\n" + "".join(f"c{n}: c{n - 1}\n" for n in range(5000, 0, -1)),
        "rests on a chain of more than 60 names, one on another",
    ),
}


@pytest.mark.parametrize(("text", "message"), DEEP.values(), ids=DEEP)
def test_conditions_nested_deep_are_one_error(text: str, message: str, tmp_path: Path) -> None:
    change = {"file": "conditions.yaml", "text": text + NOT_DEEP}
    code, out, err = said(broken(tmp_path / "pack", [change]))

    assert (code, err) == (1, [])
    assert [message in line for line in out] == [True, False]


@pytest.mark.parametrize(
    "respell",
    [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")],
    ids=["a byte order mark", "Windows line ends"],
)
def test_what_an_editor_leaves_behind_does_no_harm(
    respell: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    folder = broken(tmp_path / "pack", [])
    for path in folder.rglob("*.yaml"):
        path.write_bytes(respell((BASE / path.relative_to(folder)).read_bytes()))

    assert said(folder) == (0, ["pack: nothing is wrong"], [])
