"""Every pack under flows/ passes the whole check."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.cases.packs import DEFAULT_PACK, open_pack
from assistant.flow.load.references import clause_users
from assistant.proof.coverage import MUST_SHOW
from assistant.proof.screens import screens
from tests.flows.packs import said

LONGEST = 25  # words
PACKS = sorted(path.parent for path in DEFAULT_PACK.parent.glob("*/pack.yaml"))


@pytest.mark.parametrize("folder", PACKS, ids=[folder.name for folder in PACKS])
def test_a_shipped_pack_is_clean(folder: Path) -> None:
    code, out, err = said(folder)
    wrong = [line for line in out if not line.startswith("since.yaml: note: ")]
    assert (code, wrong, err) == (0, [f"{folder.name}: nothing is wrong"], [])


def test_all_341_rows_are_accounted_for() -> None:
    pack = open_pack()
    carried = {row for _, _, rows in clause_users(pack) for row in rows}
    background = {clause.id for clause in pack.clauses.values() if clause.background}

    assert len(pack.clauses) == 341
    assert carried | background == set(pack.clauses)
    assert not carried & background
    for name in background:
        clause = pack.clauses[name]
        assert len(clause.background.split()) >= 5
        assert clause.shows or clause.kind not in MUST_SHOW


def test_no_sentence_is_longer_than_can_be_read_in_a_hurry() -> None:
    register = ("clause ", "since ", "word ", "word,")
    sentences = [
        sentence
        for screen in screens(open_pack())
        if not screen.name.startswith(register)
        for text in screen.sentences
        for sentence in re.split(r"(?<=[.?!])\s+", text)
    ]
    assert len(sentences) > 1000
    assert [text for text in sentences if len(text.split()) > LONGEST] == []


def test_every_word_stands_on_a_screen() -> None:
    pack = open_pack()
    words = " ".join(screen.text for screen in screens(pack))
    shown = [fact.ask for fact in pack.facts.values()]
    shown += [fact.why for fact in pack.facts.values()]
    shown += [text for fact in pack.facts.values() for text in fact.means.values()]
    shown += [option.label for fact in pack.facts.values() for option in fact.options]
    shown += [rule.do for rule in pack.rules]
    shown += [text for rule in pack.rules for text in (*rule.how, *rule.not_yours, *rule.ready)]
    shown += [fact.if_unknown for fact in pack.facts.values()]
    shown += list(pack.words.due.values())
    shown += [line.say for rule in pack.rules for line in rule.lines]
    shown += [item.text for checklist in pack.checklists for item in checklist.items]
    shown += [principle.text for principle in pack.principles]
    shown += [term.text for term in pack.terms]

    assert [text for text in shown if text not in words] == []
    assert max(Counter(screen.name for screen in screens(pack)).values()) == 1
