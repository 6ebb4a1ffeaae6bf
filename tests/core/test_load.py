"""The pack loads whole or not at all; its version follows what a case depends on."""

import re

import pytest

from assistant.cases.packs import DEFAULT_PACK, read_folder
from assistant.flow.load import load_pack
from assistant.flow.load.order import MAX_CHAIN
from assistant.flow.load.pack import read_pack
from assistant.flow.model.promises import NEVER
from assistant.flow.problems import PackProblems, Unreadable
from assistant.flow.reading import names_read
from tests import oracle
from tests.core.conversation import engine
from tests.oracle.vocabulary import vocabulary

TEXTS = read_folder(DEFAULT_PACK)
OUTSIDE = {
    "contacts.yaml",
    "documents.yaml",
    "questions.yaml",
    "shorthand.yaml",
    "since.yaml",
    *(name for name in TEXTS if name.startswith("noticed/")),
}


def problems(**files: str) -> list[str]:
    """What is wrong with the pack when some files have other texts."""
    changed = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    with pytest.raises(PackProblems) as caught:
        load_pack(TEXTS | changed)
    return [str(problem) for problem in caught.value.problems]


def conditions(more: str) -> str:
    """conditions.yaml with more in it."""
    return TEXTS["conditions.yaml"] + "\n" + more


def test_the_pack_loads_without_a_problem() -> None:
    pack, found = read_pack(TEXTS)
    assert found == []
    assert pack.id == "met-2013"
    assert len(pack.clauses) == 341


def test_every_rule_has_an_owner_and_every_line_a_row_of_the_register() -> None:
    pack = engine().pack
    for rule in pack.rules:
        assert rule.owner in pack.owners, rule.id
        assert rule.lines
        assert set(rule.contacts) <= set(pack.contacts)
        for line in rule.lines:
            assert line.clauses, rule.id
            assert set(line.clauses) <= set(pack.clauses)


def test_the_ruled_rows_are_those_of_the_second_reading() -> None:
    assert engine().pack.ruled == set(oracle.RULED_ROWS)


def test_the_vocabulary_is_that_of_the_protocol_with_its_types_and_values() -> None:
    facts = engine().pack.facts
    for name, fact in vocabulary().items():
        assert facts[name].type == fact["type"], name
        if "values" in fact:
            values = [str(value) for value in fact["values"]]
            assert sorted(facts[name].values) == sorted(values), name
        if fact["type"] == "whole":
            assert (facts[name].minimum, facts[name].maximum) == (fact["min"], fact["max"])
    lists = ("seraf_vulnerabilities", "seraf_moderate", "seraf_significant")
    every = [value for name in lists for value in facts[name].values]
    assert sorted(facts["seraf_unknown"].values) == sorted(every)


def test_facts_are_settled_after_all_that_their_conditions_read() -> None:
    pack = engine().pack
    scores = {score.category: score for score in pack.scores}
    assert sorted(pack.settle_order) == sorted([*pack.facts, *pack.conditions, *scores])
    settled: set[str] = set()
    for name in pack.settle_order:
        if name in pack.facts:
            reads = names_read(pack.facts[name].asked)
        elif name in pack.conditions:
            reads = names_read(pack.conditions[name])
        else:
            reads = names_read(scores[name].recorded) | {part.fact for part in scores[name].lists}
            reads |= {read for extra in scores[name].extras for read in names_read(extra.when)}
        assert reads <= settled, name
        settled.add(name)


@pytest.mark.parametrize("name", sorted(set(TEXTS) - OUTSIDE))
def test_the_version_changes_with_each_file_a_case_depends_on(name: str) -> None:
    changed = load_pack(TEXTS | {name: TEXTS[name] + "\n# a remark\n"})
    assert changed.version != engine().pack.version


@pytest.mark.parametrize("name", sorted(OUTSIDE & set(TEXTS)))
def test_the_version_stays_when_a_number_or_a_note_on_today_changes(name: str) -> None:
    changed = load_pack(TEXTS | {name: TEXTS[name] + "\n# a remark\n"})
    assert changed.version == engine().pack.version


def test_the_version_is_one_for_the_same_files_in_any_order() -> None:
    version = load_pack(dict(reversed(TEXTS.items()))).version
    assert version == engine().pack.version
    assert re.fullmatch("[0-9a-f]{12}", version)


def test_text_moved_from_one_file_to_another_is_another_version() -> None:
    moved = dict(TEXTS)
    moved["plan/now.yaml"], moved["plan/nrm.yaml"] = moved["plan/nrm.yaml"], moved["plan/now.yaml"]
    assert load_pack(moved).version != engine().pack.version


@pytest.mark.parametrize(
    ("key", "said"), [("owner", '"owner" is missing'), ("clauses", '"clauses" is missing')]
)
def test_a_rule_without_owner_or_clause_does_not_load(key: str, said: str) -> None:
    text = TEXTS["plan/nrm.yaml"]
    without = re.sub(rf"^ +{key}: .*\n", "", text, count=1, flags=re.MULTILINE)
    assert without != text
    assert any(said in problem for problem in problems(plan__nrm=without))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("aa: bb\nbb: cc\ncc: aa\n", 'a loop: "aa" reads "bb" reads "cc" reads "aa"'),
        ("aa: aa\n", 'a loop: "aa" reads "aa"'),
        ("aa: livin is family\n", 'there is no fact "livin". Did you mean "living"?'),
        ("aa: living is famly\n", '"living" has no value "famly". Did you mean "family"?'),
        ("aa: chidl\n", 'there is no condition "chidl". Did you mean "child"?'),
        ("aa: age is 15\n", '"age" is a number: write ">=", "<=", ">" or "<" and a number'),
        ("aa: concerns is cse\n", '"concerns" is a list: write "has" and a value'),
        ("aa: living has family\n", '"living" is not a list; write "is" and a value'),
        ("aa: living >= 3\n", '"living" is not a number'),
        ("aa: age >= 500\n", '"age" runs from 0 to 120, not 500'),
        ("aa: returned_at is today\n", 'a time: write "is answered" or "is unknown"'),
        ("aa: child is yes\n", '"child" is a condition, it has no values'),
        ("aa: age\n", '"age" is a fact, not a condition: write "age is ..."'),
        ("aa: seraf_category has 3\n", '"seraf_category" is a category, not a list'),
        ("aa: seraf_category is 5\n", '"seraf_category" has no value "5"'),
        ("aa: ((((\n", "expected a fact or a condition"),
        (f"aa: {'(' * 900}age\n", "nested 20 deep at most"),
        ("aa: age >= ²\n", "expected a whole number"),
    ],
)
def test_a_wrong_condition_is_told_with_its_line(more: str, said: str) -> None:
    lines = len(TEXTS["conditions.yaml"].splitlines())
    found = problems(conditions=conditions(more))
    assert any(said in problem for problem in found), found
    assert all(re.match(r"conditions\.yaml:\d+: error: ", problem) for problem in found)
    assert all(int(problem.split(":")[1]) > lines for problem in found)


@pytest.mark.parametrize("downwards", [True, False])
def test_conditions_that_build_on_one_another_5000_deep_are_refused(*, downwards: bool) -> None:
    chain = [f"c{n}: c{n + 1}" for n in range(5000)]
    more = "\n".join(chain if downwards else chain[::-1]) + "\nc5000: always\n"
    (problem,) = problems(conditions=conditions(more))
    assert f"rests on a chain of more than {MAX_CHAIN} names" in problem


def test_nothing_to_read_is_one_line() -> None:
    for texts in ({}, {"facts/x.yaml": "facts: {}"}, {"pack.yaml": "a: ["}, {"pack.yaml": ""}):
        with pytest.raises(Unreadable, match=r"\A[^\n]+\Z"):
            load_pack(texts)


def test_where_nobody_is_said_to_decide_nobody_may() -> None:
    line = next(t for t in TEXTS["pack.yaml"].splitlines() if t.startswith("may_decide:"))
    pack = load_pack(TEXTS | {"pack.yaml": TEXTS["pack.yaml"].replace(line, "")})
    assert pack.may_decide.when == NEVER
    assert engine().pack.may_decide.when != NEVER
