"""Reading what a command is given; writing what it makes, the whole of it or nothing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from assistant.cases.packs import DEFAULT_DATA, read_stream, read_text
from assistant.flow.problems import Unreadable

_PRIVATE = 0o600


def read(name: str) -> str:
    """The text of the file of that name, or of standard input for `-`. Raises Unreadable."""
    if name != "-":
        return read_text(Path(name), name)
    if sys.stdin is None:
        raise Unreadable("-: nothing is piped in")
    return read_stream(sys.stdin.buffer, "-")


def check_folder(folder: Path) -> None:
    """Raises Unreadable where a data folder is none, or is not there and cannot be made. What is
    made to see that is gone afterwards. The default one may be missing: nothing is kept there yet.
    """
    if folder == DEFAULT_DATA:
        return
    made: list[Path] = []
    try:
        for path in reversed((folder, *folder.parents)):
            if not path.exists():
                path.mkdir(mode=0o700)
                made.append(path)
        if not folder.is_dir():
            raise Unreadable(f"--data: {folder} is not a folder")
    except OSError as error:
        why = error.strerror or "unknown"
        raise Unreadable(f"--data: the folder {folder} cannot be made: {why}") from None
    finally:
        for path in reversed(made):
            with suppress(OSError):  # somebody else has put something into it
                path.rmdir()


def write(content: bytes, out: Path, *, of_a_case: bool) -> int:
    """Write a file and print its name, or say why not. Returns the exit code.

    What is `of_a_case` can be read by its owner alone, whoever could read a file that was there
    before. Where it fails, that file is still there, as it was.
    """
    try:
        if out.exists() and not out.is_file():  # a device or a pipe has nothing to be kept
            out.write_bytes(content)
        else:
            _replace(content, out.resolve(), of_a_case)
    except OSError as error:
        print(f"{out}: {error.strerror or 'cannot be written'}", file=sys.stderr)
        return 2
    print(out)
    return 0


def _replace(content: bytes, out: Path, of_a_case: bool) -> None:
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as made:
        beside = Path(made.name)
        try:
            made.write(content)
            made.flush()
            os.fsync(made.fileno())
            beside.chmod(_PRIVATE if of_a_case else _mode(out))
            beside.replace(out)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise


def _mode(out: Path) -> int:
    return out.stat().st_mode if out.exists() else 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
