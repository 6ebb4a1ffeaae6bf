"""Reading a file in a process of its own, so that no file can take this one's memory or time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from assistant.flow.problems import Unreadable
from assistant.library.read import MAX_FILE, CannotRead, Document, Section, read

SECONDS = 120  # a page takes some 20 ms; the most that are read, less than this
MEMORY = 2 * 1024 * 1024 * 1024  # bytes of address space
_HOME = Path(__file__).parent.parent.parent
_LONGEST_NAME = 120


def read_file(path: Path, seconds: int = SECONDS) -> tuple[bytes, Document]:
    """The bytes of a file, and what it holds. Raises Unreadable: one line that names the file."""
    name = shown_name(path)
    try:
        if path.is_dir():
            raise Unreadable(f"{name}: this is a folder; give a file")
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror or 'cannot be read'}") from None
    except ValueError:
        raise Unreadable(f"{name}: there is no such file") from None
    try:
        return data, read_apart(data, seconds)
    except CannotRead as error:
        raise Unreadable(f"{name}: {error}") from None


def read_apart(data: bytes, seconds: int = SECONDS) -> Document:
    """What a file holds, read by another process. Raises CannotRead."""
    if len(data) > MAX_FILE:
        return read(data)  # which says so
    command = [sys.executable, "-m", __name__, str(seconds)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=_HOME, timeout=2 * seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise _took_too_long() from None
    if done.returncode:  # it was killed for its memory or its time, or did not know how to go on
        raise _took_too_long()
    found = json.loads(done.stdout)
    if "wrong" in found:
        raise CannotRead(found["wrong"])
    sections = tuple(Section(*section) for section in found["sections"])
    return Document(found["form"], sections, found["pages"], found["empty_pages"])


def shown_name(path: Path) -> str:
    """The name of a file, on one line and fit to print."""
    name = "".join(c if c.isprintable() else "?" for c in re.sub(r"\s+", " ", str(path)))
    return name if len(name) <= _LONGEST_NAME else f"...{name[-_LONGEST_NAME:]}"


def _took_too_long() -> CannotRead:
    return CannotRead("it could not be read in the time and memory that there is for one file")


def _main(seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        document = read(sys.stdin.buffer.read())
    except CannotRead as error:
        found: dict[str, object] = {"wrong": str(error)}
    else:
        found = {
            "form": document.form,
            "sections": [(s.heading, s.text, s.page) for s in document.sections],
            "pages": document.pages,
            "empty_pages": document.empty_pages,
        }
    sys.stdout.buffer.write(json.dumps(found).encode())


if __name__ == "__main__":
    _main(int(sys.argv[1]))
