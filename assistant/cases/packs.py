"""Reading a pack's folder from the disk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from assistant.engine.replay import Engine
from assistant.flow.load import load_pack
from assistant.flow.load.directory import lay_over
from assistant.flow.load.since import with_own_since, without_since
from assistant.flow.model import Pack
from assistant.flow.problems import Unreadable
from assistant.flow.yamltext import MAX_BYTES

HOME = Path(__file__).parent.parent.parent
DEFAULT_PACK = HOME / "flows" / "met-2013"
DEFAULT_DATA = HOME / "var"


class Over(Struct, frozen=True):
    """What a service lays over a pack: its own file of `contacts`, its own file `since` over what
    has changed since, or with `no_since` nothing of that.
    """

    contacts: Path | None = None
    since: Path | None = None
    no_since: bool = False

    def laid(self, pack: Pack) -> Pack:
        """The pack as the service wants it. Raises Unreadable or PackProblems."""
        if self.contacts:
            pack = lay_over(pack, read_text(self.contacts, str(self.contacts)), str(self.contacts))
        if self.since:  # read also where it is switched off: a wrong file is told at once
            pack = with_own_since(pack, read_text(self.since, str(self.since)), str(self.since))
        return without_since(pack) if self.no_since else pack


AS_SHIPPED = Over()


def read_folder(folder: Path) -> dict[str, str]:
    """The pack's files by name within the folder. Raises Unreadable, in one line."""
    if folder.is_file():
        raise Unreadable(f"{folder}: this is a file; give the folder of a pack")
    if not folder.is_dir():
        raise Unreadable(f"{folder}: there is no such folder")
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        found[name] = read_text(path, name)
    if not found:
        raise Unreadable(f"{folder}: there are no .yaml files in this folder")
    return found


def read_text(path: Path, name: str) -> str:
    """The text of one file. Raises Unreadable: not there, not UTF-8, too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(name)
        with path.open("rb") as stream:
            return read_stream(stream, name)
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror or 'cannot be read'}") from None


def read_stream(stream: BinaryIO, name: str) -> str:
    """The text of an open stream, which is not closed. Raises Unreadable: not UTF-8, too large."""
    reader = TextIOWrapper(stream, encoding="utf-8")
    try:
        # A device or a pipe has no size to look at first, and may never end.
        text = reader.read(MAX_BYTES + 1)
    except UnicodeDecodeError:
        raise Unreadable(f"{name}: the file is not UTF-8 text") from None
    finally:
        reader.detach()
    if len(text) > MAX_BYTES:
        raise _too_large(name)
    return text


def _too_large(name: str) -> Unreadable:
    return Unreadable(f"{name}: the file is larger than {MAX_BYTES // 1024} KB")


def open_pack(folder: Path = DEFAULT_PACK, over: Over = AS_SHIPPED) -> Pack:
    """The pack in a folder, with what a service lays over it. Raises Unreadable or PackProblems."""
    with _nothing_to_collect():
        return over.laid(load_pack(read_folder(folder)))


def open_engine(folder: Path = DEFAULT_PACK, over: Over = AS_SHIPPED) -> Engine:
    """That pack, ready to hold conversations. Raises Unreadable or PackProblems."""
    with _nothing_to_collect():
        return Engine(open_pack(folder, over))


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """A pack is a great many values that all stay: looking for garbage among them is a third of the
    time of reading it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
