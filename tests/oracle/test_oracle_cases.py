"""The oracle agrees with every worked case, and with itself over random cases."""

from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml

from tests.oracle.asked import STEPS, asked, effective
from tests.oracle.generate import Case, cases, to_yaml
from tests.oracle.not_knowing import kept, variants
from tests.oracle.plan import CHECKLIST_ROWS, RULED_ROWS, due, first, now_rows, owners, rows, seraf
from tests.oracle.vocabulary import DATA, ruled, serving, vocabulary

NUMBER = 5000
WORKED = sorted((DATA / "cases").glob("*.yaml"))


def load(name: str) -> dict[str, Any]:
    """A worked case by file name."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "cases" / name).read_text(encoding="utf-8"))
    return loaded


@cache
def drawn() -> tuple[Case, ...]:
    """The random cases."""
    return tuple(cases(NUMBER))


@cache
def drawn_rows() -> tuple[set[str], ...]:
    """The ruled rows of each random case."""
    return tuple(rows(case["facts"]) for case in drawn())


def test_there_are_worked_cases() -> None:
    """The folder of worked cases is where the tests look for it."""
    assert len(WORKED) == 18


@pytest.mark.parametrize("name", [path.name for path in WORKED])
def test_worked_case(name: str) -> None:
    """Rows, due times, first and SERAF are those of the worked case."""
    case = load(name)
    facts, expected = case["facts"], case["expect"]
    assert rows(facts) == set(expected["plan"]["rows"])
    assert due(facts) == expected["plan"]["due"]
    if "first" in expected["plan"]:
        may_be_first = first(facts)
        assert may_be_first is not None
        assert expected["plan"]["first"] in may_be_first
    found = seraf(facts)
    shown = None if found is None else {key: found[key] for key in ("score", "category")}
    assert shown == expected["seraf"]


def test_lines_carry_the_ruled_rows_once_each() -> None:
    """The tables hold the rows of ruled.txt and no others, none twice."""
    assert sorted(RULED_ROWS) == sorted(ruled())
    assert set(RULED_ROWS) >= CHECKLIST_ROWS


def test_every_fact_is_settled_once() -> None:
    """Each fact that a rule may read stands in one step."""
    names = Counter(name for step, _ in STEPS for name in step)
    assert set(names.values()) == {1}
    assert set(names) == set(vocabulary()) - serving() | {"area", "seraf_unknown"}


def test_steps_respect_dependence() -> None:
    """A fact counts exactly where its condition is true of the facts that count at the end."""
    for case in drawn():
        facts = case["facts"]
        counted = effective(facts)
        told = {name for name, value in facts.items() if value != "unknown"}
        assert set(counted) == asked(facts) & told
        assert effective(counted) == counted


def test_every_row_fires_somewhere_and_not_everywhere() -> None:
    """Each ruled row is reached by the random cases, in a fair share of them."""
    shares = Counter(row for found in drawn_rows() for row in found)
    assert set(shares) == set(ruled())
    assert min(shares.values()) >= NUMBER // 100
    assert max(shares.values()) < NUMBER


def test_owners_and_times_belong_to_rows() -> None:
    """Plan rows have an owner, checklist rows none; times and first are of plan rows."""
    for case, fired in zip(drawn()[:1500], drawn_rows()[:1500], strict=True):
        facts = case["facts"]
        plan_rows = fired - CHECKLIST_ROWS
        assert set(owners(facts)) == plan_rows
        assert set(due(facts)) | now_rows(facts) <= plan_rows
        assert set(due(facts)).isdisjoint(now_rows(facts))
        may_be_first = first(facts)
        if plan_rows:
            assert may_be_first
            assert may_be_first <= plan_rows
        else:
            assert may_be_first is None


def test_range_holds_the_score() -> None:
    """The score of the SERAF lies in its range; all four categories come up."""
    seen: Counter[int | None] = Counter()
    for case in drawn():
        found = seraf(case["facts"])
        if found is not None:
            seen[found["category"]] += 1
            assert found["lowest"]["score"] <= found["score"] <= found["highest"]["score"]
            assert found["lowest"]["category"] <= found["highest"]["category"]
    assert all(seen[category] >= NUMBER // 100 for category in (None, 1, 2, 3, 4))


def test_not_knowing_withholds_nothing() -> None:
    """The rows for unknown include those for the value in brackets."""
    for case in drawn()[:400]:
        for fact, with_value, with_unknown in variants(case["facts"]):
            missed = kept(fact, rows(with_value)) - rows(with_unknown)
            assert not missed, (case["title"], fact, missed)


def test_case_file_reads_back() -> None:
    """The text of a case is read as the case."""
    for case in drawn()[:300]:
        assert yaml.safe_load(to_yaml(case)) == case


def test_every_fact_and_value_is_drawn() -> None:
    """The random cases give every fact, every value, and each fact as unknown and left out."""
    given: dict[str, set[str]] = {name: set() for name in vocabulary()}
    for case in drawn():
        for name in vocabulary():
            value = case["facts"].get(name, "left out")
            given[name] |= set(value) if isinstance(value, list | dict) else {str(value)}
    for name, fact in vocabulary().items():
        wanted = set(
            map(str, fact.get("values", ("yes", "no") if fact["type"] == "yes_no" else ()))
        )
        if name != "task":
            wanted |= {"unknown", "left out"}
        assert wanted <= given[name], name
