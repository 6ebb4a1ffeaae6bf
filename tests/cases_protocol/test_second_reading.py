"""The real consultation comes to what the second reading of plan.md comes to, case by case.

The cases are the generator's: they give facts at random, also those that nobody asks for.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.cases.worked import read_worked_case
from assistant.cli import main
from assistant.present.report import consult, due_text, score_object
from tests import oracle
from tests.core.conversation import engine
from tests.oracle.generate import generate, to_yaml
from tests.oracle.vocabulary import serving, vocabulary

CHUNKS, SIZE = 100, 50
PRINTED = 80

Item = tuple[str, str | None, tuple[str, ...]]


def second(facts: dict[str, Any]) -> dict[str, Any]:
    """What plan.md says of a case."""
    return {
        "rows": oracle.rows(facts),
        "owners": oracle.owners(facts),
        "due": oracle.due(facts),
        "now": oracle.now_rows(facts),
        "seraf": oracle.seraf(facts),
    }


def product(items: list[Item], rows: set[str], seraf: dict[str, Any] | None) -> dict[str, Any]:
    """The same of a consultation: its items as owner, due and rows, all its rows, its SERAF."""
    ruled = set(oracle.RULED_ROWS)
    known = ("score", "category", "lowest", "highest")
    each = [(owner, due, row) for owner, due, clauses in items for row in clauses if row in ruled]
    assert len(each) == len({row for _, _, row in each}), "a row stands in two items"
    return {
        "rows": rows & ruled,
        "owners": {row: owner for owner, _, row in each},
        "due": {row: due for _, due, row in each if due not in (None, "now")},
        "now": {row for _, due, row in each if due == "now"},
        "seraf": seraf and {key: seraf[key] for key in known},
    }


def leads(facts: dict[str, Any], items: list[Item]) -> bool:
    """Whether the first item that carries a ruled row carries one that may be first."""
    may_be = oracle.first(facts)
    ruled = set(oracle.RULED_ROWS)
    first = next((set(clauses) for _, _, clauses in items if ruled & set(clauses)), None)
    return first is None if may_be is None else first is not None and bool(first & may_be)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_plan_is_that_of_the_second_reading(chunk: int) -> None:
    pack = engine().pack
    for seed in range(chunk * SIZE, chunk * SIZE + SIZE):
        case = generate(seed)
        held = consult(engine(), read_worked_case(to_yaml(case), f"{seed}.yaml", pack).facts)
        items: list[Item] = [(i.owner, due_text(i.due), i.clauses) for i in held.plan.items]
        seraf = next((score_object(result) for result in held.scores), None)
        found = product(items, held.plan.rows(), seraf)
        for name, wanted in second(case["facts"]).items():
            assert found[name] == wanted, (seed, name)
        assert leads(case["facts"], items), (seed, oracle.first(case["facts"]), items[:2])


@pytest.mark.parametrize("chunk", range(2))
def test_the_printed_consultation_is_the_same(
    chunk: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = range(10_000 + chunk * PRINTED, 10_000 + chunk * PRINTED + PRINTED)
    cases = [generate(seed) for seed in seeds]
    paths = [tmp_path / f"{seed}.yaml" for seed in seeds]
    for path, case in zip(paths, cases, strict=True):
        path.write_text(to_yaml(case), encoding="utf-8")
    assert main(["consult", *map(str, paths), "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for case, line in zip(cases, lines, strict=True):
        facts, shown = case["facts"], json.loads(line)
        items: list[Item] = [(i["owner"], i["due"], i["clauses"]) for i in shown["plan"]]
        rows = {row for item in shown["plan"] for row in item["clauses"]}
        rows |= {row for c in shown["checklists"] for i in c["items"] for row in i["clauses"]}
        found = product(items, rows, shown["seraf"])
        for name, wanted in second(facts).items():
            assert found[name] == wanted, (case["title"], name)
        assert leads(facts, items), case["title"]
        assert shown["now"] == case["now"]
        assert shown["emergency"] is (facts.get("immediate_danger") == "yes")
        own = set(engine().pack.facts) - set(vocabulary())
        asked = {entry["fact"] for entry in shown["asked"]}
        assert asked <= oracle.asked(facts) | serving() | own
        assert set(shown["ignored"]) == set(facts) - asked


def test_the_cases_give_facts_that_nobody_asks_for() -> None:
    idle = [
        set(generate(seed)["facts"]) - oracle.asked(generate(seed)["facts"]) - serving()
        for seed in range(200)
    ]
    assert sum(map(bool, idle)) > 190
    assert len(set().union(*idle)) > 40
