"""Documents are kept whole or not at all, and found by their words from then on, by everybody."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from assistant.cases.log import StoreFailed
from assistant.engine.due import LONDON
from assistant.library.fulltext import Stemmer, any_of, words_of
from assistant.library.read import Document, Section, read
from assistant.library.store import How, Kept, Library
from tests.library.files import POLICY

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=LONDON)


def put(library: Library, text: str = POLICY, name: str = "policy.txt") -> tuple[Kept, How]:
    data = text.encode()
    return library.add(name, data, read(data), name.partition(".")[0], NOW)


def titles(library: Library, *words: str) -> list[str]:
    return [hit.heading for hit in library.search(words, 9)]


def test_until_something_is_added_there_is_no_file(tmp_path: Path) -> None:
    library = Library(tmp_path / "data")
    assert library.documents() == []
    assert library.search(["phones"], 9) == []
    assert library.vocabulary().sections == 0
    assert library.remove(1) is None
    assert not (tmp_path / "data").exists()


def test_a_document_is_found_by_its_words_in_any_form(tmp_path: Path) -> None:
    library = Library(tmp_path)
    put(library)
    assert titles(library, "phone") == ["2. Mobile phones"]
    assert titles(library, "designate", "NEAR") == ["1. Who to tell"]
    assert library.search(["policy"], 9)[0].title == "policy"


def test_the_file_is_closed_to_others(tmp_path: Path) -> None:
    put(Library(tmp_path / "data"))
    files = list((tmp_path / "data").iterdir())
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert oct((tmp_path / "data").stat().st_mode & 0o777) == "0o700"


def test_the_same_content_again_takes_its_own_place(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first, how = put(library)
    again, how_again = put(library, name="copy.txt")
    assert (how, how_again) == (How.NEW, How.SAME)
    assert again.id == first.id
    assert [kept.name for kept in library.documents()] == ["copy.txt"]
    assert len(titles(library, "phone")) == 1


def test_other_content_of_the_same_name_takes_the_place_of_the_old(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first, _ = put(library)
    newer, how = put(library, "On trips\n\nCount them twice.\n")
    assert how is How.NEWER
    assert newer.id == first.id
    assert titles(library, "phone") == []
    assert titles(library, "trips") == ["On trips"]


def test_a_content_and_a_name_of_two_documents_become_one(tmp_path: Path) -> None:
    library = Library(tmp_path)
    put(library, name="a.txt")
    put(library, "Other words.", name="b.txt")
    put(library, name="b.txt")
    assert [kept.name for kept in library.documents()] == ["b.txt"]


def test_what_is_taken_out_is_found_no_more_and_its_id_is_not_given_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    kept, _ = put(library)
    assert library.remove(kept.id) == kept
    assert titles(library, "phone") == []
    assert library.remove(kept.id) is None
    assert put(library)[0].id > kept.id


def test_a_document_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    put(library)
    unfit = Section("Trips", b"".join, None)  # type: ignore[arg-type]
    document = Document("text", (Section("Phones", "At home."), unfit))

    with pytest.raises(StoreFailed):
        library.add("x.txt", b"x", document, "x", NOW)
    assert [kept.name for kept in library.documents()] == ["policy.txt"]
    put(library, "On trips\n\nCount them.", "x.txt")


def test_what_another_has_added_is_found_without_opening_anew(tmp_path: Path) -> None:
    here, there = Library(tmp_path), Library(tmp_path)
    assert here.vocabulary().counts == {}
    put(there)
    assert titles(here, "phone") == ["2. Mobile phones"]
    assert here.vocabulary().counts["phone"] == 1
    put(there, "No phones here. Phones stay at home.", "more.txt")
    assert here.vocabulary().counts["phone"] == 2


def test_two_processes_add_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path;"
        "from assistant.library.read import read; from assistant.library.store import Library;"
        "library = Library(Path(sys.argv[1]));"
        "[library.add(f'{sys.argv[2]}{n}.txt', (t := f'{sys.argv[2]} {n} phones.'.encode()),"
        " read(t), 'x', datetime.now(UTC)) for n in range(8)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name]) for name in "ab"
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(Library(tmp_path).documents()) == 16


def test_a_file_that_is_no_library_is_said(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"no database " * 100)
    with pytest.raises(StoreFailed, match="library in"):
        Library(tmp_path).documents()


def test_no_word_is_ever_an_operator() -> None:
    assert words_of('phones" OR NEAR(a b) -* \0 : ^x') == ["phones", "or", "near", "a", "b", "x"]
    assert any_of(["or", 'a"b', "x y", ""]) == '"or"'


def test_a_stem_is_the_one_that_the_search_has() -> None:
    assert Stemmer().stems(["phones", "exploited", "phones", "safeguarding"]) == [
        "phone",
        "exploit",
        "phone",
        "safeguard",
    ]
