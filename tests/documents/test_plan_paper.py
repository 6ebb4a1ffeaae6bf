"""The paper of a plan has all of it: each step, how, why, whom to ring, by when, and its rows."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.cases.packs import read_text
from assistant.cases.worked import read_worked_case
from assistant.present.documents.blocks import Heading, said
from assistant.present.report import consult
from tests.core.conversation import engine
from tests.documents.cases import ALL, FOLDER, basis, paper


@pytest.mark.parametrize("name", ALL)
def test_each_step_stands_in_it_with_all_that_a_person_needs(name: str) -> None:
    facts = read_worked_case(read_text(FOLDER / name, name), name, engine().pack).facts
    items = consult(engine(), facts).plan.items
    document = paper(basis(name), "plan")
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    words = "\n".join(said(document))

    assert items
    assert [item.text for item in items if heads.count(item.text) != 1] == []
    wanted = {
        line
        for item in items
        for line in (item.rule.why, *item.how, *(c.name for c in item.contacts))
    }
    wanted |= {row for item in items for row in item.clauses}
    wanted |= {f"{item.due:%-d %B}" for item in items if isinstance(item.due, date)}
    assert sorted(line for line in wanted if line not in words) == []
