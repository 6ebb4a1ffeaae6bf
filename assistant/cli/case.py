"""`run.py case`: a case as a file, a file as a case, and the end of a case.

On a data folder, with its server stopped or running: each command opens the database for itself and
closes it again.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from assistant.cases.codes import read_code, shown
from assistant.cases.database import FILE
from assistant.cases.export import export_case, export_text
from assistant.cases.exported import read_bytes, read_export
from assistant.cases.import_ import import_case
from assistant.cases.log import AlreadyHere, Case, NoSuchCase, Store, StoreFailed, TracesLeft
from assistant.cases.offer import versions
from assistant.cases.packs import open_pack
from assistant.cases.shelf import kept_pack
from assistant.cases.sqlite import SqliteStore
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.flow.problems import Unreadable
from assistant.present.answers import when_words
from assistant.present.markdown import case_markdown

MARKDOWN = ("md", "markdown")
_STANDARD = "-"


def export(
    code: str, data: Path, folder: Path, out: Path | None, kind: str, *, with_pack: bool
) -> int:
    """Write the case of a code to the new file `out`, or to standard output. The exit code.

    `folder` is the guide that is served here. Raises Unreadable: no such case, or the file is there
    already; or PackProblems.
    """
    with _store(data) as store:
        case = _find(store, code)
        text = _markdown(store, case, folder) if kind in MARKDOWN else _json(store, case, with_pack)
    if out is None:
        _close_to_others()
        print(text, end="")
    else:
        _write(out, text)
        print(f"{out}: readable for you alone. It holds all of the case: keep it safe.")
    return 0


def take_in(file: str, data: Path, folder: Path, *, again: bool = False) -> int:
    """Import a case from a file, or from standard input. The exit code.

    Raises Unreadable: also where the case is here already, and it is not to be taken in `again`.
    """
    raw, today = _read(file), open_pack(folder)
    read_export(raw, file)  # no folder is made for what is no export
    with _store(data, made=True) as store:
        try:
            brought = import_case(store, raw, file, today, datetime.now(LONDON), again=again)
        except AlreadyHere as error:
            raise Unreadable(f"{file}: {_here(error.came)}") from None
    print(f"The case is here, with {brought.entries} entries. Its code: {shown(brought.case.code)}")
    for version in brought.packs:
        print(f"Version {version} of its guide came with it and is kept.")
    return 0


def _here(came: Sequence[datetime | None]) -> str:
    """What may be said of the case that is here: never its code, which alone lets people in."""
    times = [when_words(at) for at in came if at]
    if not times:
        said = "the case in this file is here already."
    elif len(times) == 1:
        said = f"the case in this file was taken in before, on {times[0]}."
    else:
        said = f"the case in this file was taken in {len(times)} times, the last on {times[-1]}."
    return (
        f"{said} Go on with it by its code, if you have it. Nothing was taken in now."
        " To make one more case of this file, add --again"
    )


def delete(code: str, data: Path, *, sure: bool) -> int:
    """Delete the case of a code, once it is sure. The exit code. Raises Unreadable."""
    with _store(data) as store:
        case = _find(store, code)
        entries = len(store.log(case.id))
        if not sure and not _sure(case, entries):
            print("Nothing was deleted.")
            return 1
        try:
            store.delete_case(case.id)
        except NoSuchCase:
            raise Unreadable("the case was deleted meanwhile") from None
        except TracesLeft as error:
            print(f"{error}. Stop what reads them, then start Waypost once.", file=sys.stderr)
            return 1
    print("The case is deleted. Files that were saved of it, and backups, stay as they are.")
    print("A server that is running may remember its last screen until it is started again.")
    return 0


@contextmanager
def _store(data: Path, *, made: bool = False) -> Iterator[Store]:
    """The store in a folder, which is made only where it may be. Raises Unreadable."""
    if not made and not (data / FILE).is_file():
        raise Unreadable(f"{data}: there are no cases in this folder; give --data the right one")
    try:
        store = SqliteStore(data)
        try:
            yield store
        finally:
            store.close()
    except StoreFailed as error:
        raise Unreadable(str(error)) from error


def _find(store: Store, code: str) -> Case:
    if code == _STANDARD:
        code = sys.stdin.readline() if sys.stdin else ""
    try:
        return store.find(read_code(code))
    except NoSuchCase:
        raise Unreadable("no case here has this code") from None


def _json(store: Store, case: Case, with_pack: bool) -> str:
    return export_text(export_case(store, case.id, datetime.now(LONDON), with_pack=with_pack))


def _markdown(store: Store, case: Case, folder: Path) -> str:
    log = store.log(case.id)
    version = versions(case, log)[-1]
    try:
        pack = kept_pack(store.pack_texts(version), version, open_pack(folder))
    except KeyError:
        raise Unreadable(f"version {version} of the guide is not kept here") from None
    return case_markdown(case, Engine(pack), log, datetime.now(LONDON))


def _sure(case: Case, entries: int) -> bool:
    """Did the person type the code once more? Raises Unreadable where nobody can be asked."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise Unreadable("case delete: nobody can be asked here; add --yes if you are sure")
    print(f"This deletes a case of {entries} entries for good, for everyone who holds it.")
    with suppress(EOFError):
        return read_code(input("Type its code once more: ")) == case.code
    return False


def _read(file: str) -> bytes:
    if file == _STANDARD:
        if sys.stdin is None:
            raise Unreadable("-: nothing is piped in")
        return read_bytes(sys.stdin.buffer, file)
    try:
        with Path(file).open("rb") as stream:
            return read_bytes(stream, file)
    except OSError as error:
        raise Unreadable(f"{file}: {error.strerror or 'cannot be read'}") from None


def _write(out: Path, text: str) -> None:
    """A new file, readable for its owner alone, and whole: or none."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Unreadable(f"{out}: there is a file of that name already") from None
    except OSError as error:
        raise Unreadable(f"{out}: {error.strerror or 'cannot be written'}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        out.unlink(missing_ok=True)
        raise Unreadable(f"{out}: {error.strerror or 'cannot be written'}") from None


def _close_to_others() -> None:
    """Where standard output is a file, nobody else may read it."""
    with suppress(OSError, ValueError):
        number = sys.stdout.fileno()
        if stat.S_ISREG(os.fstat(number).st_mode):
            os.fchmod(number, 0o600)
