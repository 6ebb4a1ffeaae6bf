"""documents.yaml: what is wrong with it is said with its line, and an open case gets today's."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest
from msgspec.structs import replace

from assistant.cases.packs import DEFAULT_PACK, open_pack, read_folder
from assistant.cases.shelf import as_today
from assistant.engine.due import LONDON
from assistant.engine.replay import Engine
from assistant.flow.load.document_words import WORDS
from assistant.flow.load.pack import read_pack
from assistant.flow.problems import Unreadable
from assistant.present.documents.basis import basis_of_facts
from assistant.present.documents.blocks import said
from assistant.present.documents.build import build
from assistant.present.documents.formats import FORMATS, made
from tests.core.conversation import engine
from tests.flows.packs import BASE


@cache
def texts() -> dict[str, str]:
    return read_folder(DEFAULT_PACK)


def said_of(before: str, after: str) -> list[str]:
    """What is said of the pack with this changed in its documents.yaml, without line numbers."""
    text = texts()["documents.yaml"]
    assert text.count(before) == 1, before
    _, problems = read_pack({**texts(), "documents.yaml": text.replace(before, after)})
    assert {problem.source.file for problem in problems} <= {"documents.yaml"}
    assert all(problem.source.line > 0 for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("  not_known: not known\n", "", '"words" needs "not_known"'),
        ("  not_known: not known\n", "  not_knwon: x\n", '"words" has no "not_knwon".'),
        ('field: "{label}: {value}"', 'field: "{label}"', '"field" in "words" must say {value}'),
        ("show: log", "show: logs", '"logs" is nothing to show: facts, known, gaps, plan,'),
        ("names: [attendees]", "names: [atendees]", 'there is no "atendees" to show. Did you mean'),
        ("fact: returned_at", "fact: returnd_at", 'there is no "returnd_at" to show. Did you mean'),
        ("names: [strategy, nrm]", "names: [strategi, nrm]", 'there is no "strategi" to show.'),
        ("any seraf_significant\n", "any seraf_signs\n", "seraf_signs"),
        ("id: chronology", "id: plan", "there are two documents with this id"),
        ("{id: told, label: Who has", "{id: present, label: Who has", 'the id "present"'),
        ("  is_back: the child was missing and is back\n", "", 'has no words for "is_back"'),
        ("  is_back: the", "  is_bakc: the", 'there is no "is_bakc" to show.'),
        ("label: Doctor}", "label: Doctor, hint: x}", 'there is no key "hint" here'),
        ("[5.3.1-15]", "[5.3.1-99]", 'there is no "5.3.1-99" to show.'),
        ("but_for: [not_held]", "but_for: [not_hold]", 'there is no "not_hold" to show. Did you'),
        ("discussion is not not_held", "discussion is not not_hold", "not_hold"),
        ("lines: 8", "lines: eight", '"lines" must be a whole number, not "eight"'),
    ],
)
def test_what_is_wrong_is_said(before: str, after: str, says: str) -> None:
    assert any(says in message for message in said_of(before, after)), said_of(before, after)


def test_a_file_that_is_no_yaml_is_said() -> None:
    with pytest.raises(Unreadable, match=r"documents\.yaml:"):
        read_pack({**texts(), "documents.yaml": "documents: [\n"})


def test_every_word_is_used_and_every_place_has_its_word() -> None:
    assert set(open_pack().documents.words) == set(WORDS)


def test_new_papers_make_no_new_version() -> None:
    text = texts()["documents.yaml"].replace("title: First record", "title: The first record")
    changed, _ = read_pack({**texts(), "documents.yaml": text})

    assert changed.version == engine().pack.version
    assert changed.documents.kind("record").title == "The first record"
    with pytest.raises(KeyError):
        changed.documents.kind("no-such")


def test_an_open_case_gets_todays_papers() -> None:
    today = engine().pack
    older = replace(today, version="older", documents=replace(today.documents, kinds=()))

    assert as_today(older, today).documents == today.documents


def test_papers_that_name_what_an_older_pack_lacks_are_made_all_the_same() -> None:
    small = Engine(replace(open_pack(BASE), documents=engine().pack.documents))
    now = datetime(2026, 11, 25, 12, tzinfo=LONDON)
    basis = basis_of_facts(small, {"immediate_danger": "yes", "role": "frontline", "age": 15}, now)

    for kind in small.pack.documents.kinds:
        document = build(basis, kind, {"child_name": "Sam"})
        assert kind.title in list(said(document))
        for form in FORMATS:
            assert made(document, form).content
